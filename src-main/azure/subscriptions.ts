import type { AzureSubscription, AzureTenant } from '../../shared/azure/contract';
import type { Arm } from './arm';
import { type Page, pageOf } from './pages';

/** One page of the tenants that the account belongs to (Tenants - List). */
export async function listTenants(arm: Arm, link?: string): Promise<Page<AzureTenant>> {
  const { client, getContinuationToken } = await openClient(arm);
  return pageOf(
    client.tenants.list(),
    link,
    getContinuationToken,
    ({ tenantId, displayName, defaultDomain, domains }) =>
      tenantId === undefined
        ? undefined
        : {
            id: tenantId,
            name: displayName ?? tenantId,
            domain: defaultDomain ?? domains?.[0] ?? '',
            home: tenantId === arm.access.account.tenant,
          },
  );
}

/** One page of the subscriptions that the account sees in a tenant (Subscriptions - List). */
export async function listSubscriptions(arm: Arm, link?: string): Promise<Page<AzureSubscription>> {
  const { client, getContinuationToken } = await openClient(arm);
  return pageOf(client.subscriptions.list(), link, getContinuationToken, ({ subscriptionId, displayName, state }) =>
    subscriptionId === undefined
      ? undefined
      : { id: subscriptionId, name: displayName ?? subscriptionId, state: stateOf(state) },
  );
}

/** Every region of a subscription: a single page. */
export async function listLocations(arm: Arm, subscription: string) {
  const { client, getContinuationToken } = await openClient(arm);
  const { items } = await pageOf(
    client.subscriptions.listLocations(subscription),
    undefined,
    getContinuationToken,
    (location) => location,
  );
  return items;
}

/** Past due is still usable, as a warned one is: learn.microsoft.com/azure/cost-management-billing/manage/subscription-states. */
function stateOf(state: string | undefined): AzureSubscription['state'] {
  if (state === 'Enabled') return 'enabled';
  return state === 'Warned' || state === 'PastDue' ? 'warned' : 'disabled';
}

async function openClient({ credential, options }: Arm) {
  const { getContinuationToken, SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
  return { client: new SubscriptionClient(credential, options), getContinuationToken };
}
