import type { ReactNode } from 'react';
import type { Account, SignInState } from '../../../shared/sign-in/contract';
import { azureWords } from '../../text/azure';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { CreateGroupDialog } from './CreateGroupDialog';
import type { AzureStores } from './stores';
import type { Listings } from './use-lists';
import type { WhereState } from './where-state';
import { WhichAzureDialog } from './WhichAzureDialog';

const words = azureWords.accounts;

/** What the page asks in a dialog. */
export type AzureAsked =
  | { readonly what: 'cloud'; readonly forClientId: boolean }
  | { readonly what: 'create-group' }
  | { readonly what: 'sign-out'; readonly account: Account };

/** The dialog of a question. */
export function AzureQuestion(props: {
  readonly asked: AzureAsked;
  readonly signIn: SignInState;
  readonly where: WhereState;
  readonly listings: Listings;
  readonly stores: AzureStores;
}): ReactNode {
  const { asked, signIn, where, listings, stores } = props;
  if (asked.what === 'cloud') {
    const { setCloud, chooseCaFile } = stores.signIn;
    return (
      <WhichAzureDialog
        signIn={signIn}
        forClientId={asked.forClientId}
        onSet={setCloud}
        onChooseCaFile={chooseCaFile}
      />
    );
  }
  if (asked.what === 'create-group') {
    const { choice } = where;
    const subscription = listings.subscriptions.items.find(({ id }) => id === choice.subscription)?.name;
    return (
      <CreateGroupDialog
        subscription={subscription ?? choice.subscription ?? ''}
        regions={listings.regions}
        region={choice.region}
        onCreate={stores.where.createResourceGroup}
        onRegionsAgain={() => void stores.where.lists.regions.again()}
      />
    );
  }
  return (
    <ConfirmDialog
      title={words.signOutTitle(asked.account.userName)}
      explains={words.signOutExplains}
      confirm={words.signOutConfirm}
      onConfirm={() => void stores.signIn.signOut(asked.account)}
      onClose={() => undefined}
    />
  );
}
