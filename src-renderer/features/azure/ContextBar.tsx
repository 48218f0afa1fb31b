import type { ReactNode } from 'react';
import type { Account, SignInState } from '../../../shared/sign-in/contract';
import { azureWords, joined } from '../../text/azure';
import own from './AzurePage.module.css';
import type { Listing } from './list-store';
import type { Listings } from './use-lists';
import type { Choice } from './where-state';

const words = azureWords.context;

/** Account, tenant, subscription and cloud: in sight wherever one is on the page. */
export function ContextBar(props: {
  readonly signIn: SignInState;
  readonly account: Account | undefined;
  readonly choice: Choice;
  readonly listings: Listings;
}): ReactNode {
  const { signIn, account, choice, listings } = props;
  const { name, resourceManager } = signIn.cloud;
  return (
    <section aria-label={words.label} className={own.sticky}>
      <dl className={own.context}>
        <Part name={words.account}>{account?.userName ?? words.nobody}</Part>
        {account && <Part name={words.tenant}>{nameOf(listings.tenants, choice.tenant)}</Part>}
        {account && <Part name={words.subscription}>{nameOf(listings.subscriptions, choice.subscription)}</Part>}
        <Part name={words.cloud}>
          {joined([azureWords.clouds[name], name === 'custom' ? new URL(resourceManager).host : ''])}
        </Part>
      </dl>
    </section>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function nameOf(listing: Listing<{ readonly id: string; readonly name: string }>, chosen: string | undefined): string {
  if (chosen === undefined) return listing.phase === 'loading' ? words.loading : words.open;
  const known = listing.items.find(({ id }) => id === chosen);
  return known?.name ?? (listing.phase === 'loading' ? words.loading : chosen);
}
