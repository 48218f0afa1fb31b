import type { ReactNode } from 'react';
import type { SignInState } from '../../../shared/sign-in/contract';
import { AccountsCard } from './AccountsCard';
import type { AzureAsked } from './AzureQuestion';
import { ConfirmCloudCard } from './ConfirmCloudCard';
import { PendingCard } from './PendingCard';
import { SignInCard } from './SignInCard';
import type { SignInStore } from './store';

/** What signing in is at: the cloud is to be confirmed, somebody is waited for, or who is signed in. */
export function SigningIn(props: {
  readonly signIn: SignInState;
  readonly store: SignInStore;
  readonly onAsk: (question: AzureAsked) => void;
}): ReactNode {
  const { signIn, store, onAsk } = props;
  const { cloud, accounts, pending } = signIn;
  if (!cloud.confirmed) {
    return <ConfirmCloudCard cloud={cloud} onConfirm={() => void store.confirmCloud(cloud.authority)} />;
  }
  return (
    <>
      {pending && <PendingCard pending={pending} onCopy={store.copyText} onCancel={() => void store.cancel()} />}
      {accounts.length > 0 && (
        <AccountsCard
          signIn={signIn}
          onChoose={(accountId) => void store.choose(accountId)}
          onSignOut={(account) => onAsk({ what: 'sign-out', account })}
          onStart={(method) => void store.start(method)}
        />
      )}
      {accounts.length === 0 && !pending && (
        <SignInCard
          signIn={signIn}
          onStart={(method) => void store.start(method)}
          onSetClientId={() => onAsk({ what: 'cloud', forClientId: true })}
        />
      )}
    </>
  );
}
