import type { Cloud } from '../cloud';
import type { Subscription } from '../world/state';
import { ArmError } from './arm-error';
import { page, whole } from './paging';
import { regions } from './regions';
import { isVisible } from './roles';
import { type ArmCall, type ArmRoute, isSame, param } from './route';

const apiVersions = ['2016-06-01', '2020-01-01', '2021-01-01', '2022-12-01'];

/** Tenants, subscriptions and their regions (Microsoft.Resources, subscriptions). */
export function subscriptionRoutes(cloud: Cloud): readonly ArmRoute[] {
  const { state } = cloud;
  const visible = ({ caller }: ArmCall): readonly Subscription[] =>
    state.subscriptions.filter(
      ({ id, tenant }) => tenant === caller.tenant && isVisible(state, caller.objectId, `/subscriptions/${id}`),
    );

  function one(call: ArmCall): Subscription {
    const id = param(call, 'subscription');
    const subscription = visible(call).find((candidate) => isSame(candidate.id, id));
    if (!subscription) throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
    return subscription;
  }

  return [
    {
      method: 'GET',
      path: '/tenants',
      apiVersions,
      // Every tenant that the person belongs to, whichever of them the token is of.
      handle: (call) => {
        const account = state.accounts.find(({ userName }) => userName === call.caller.userName);
        const mine = state.tenants.filter(({ id }) => account?.objectIds[id] !== undefined);
        return page(
          cloud,
          call,
          mine.map(({ id, name, domain }) => tenantView(id, name, domain, account?.homeTenant)),
        );
      },
    },
    {
      method: 'GET',
      path: '/subscriptions',
      apiVersions,
      handle: (call) => page(cloud, call, visible(call).map(subscriptionView), { count: countOf(visible(call)) }),
    },
    {
      method: 'GET',
      path: '/subscriptions/{subscription}',
      apiVersions,
      handle: (call) => ({ status: 200, body: subscriptionView(one(call)) }),
    },
    {
      method: 'GET',
      path: '/subscriptions/{subscription}/locations',
      apiVersions,
      handle: (call) => whole(regions.map((region) => locationView(one(call).id, region))),
    },
  ];
}

function tenantView(id: string, name: string, domain: string, home: string | undefined): object {
  return {
    id: `/tenants/${id}`,
    tenantId: id,
    displayName: name,
    defaultDomain: domain,
    domains: [domain],
    countryCode: 'NL',
    tenantCategory: id === home ? 'Home' : 'ProjectedBy',
    tenantType: 'AAD',
  };
}

function subscriptionView({ id, name, tenant, state }: Subscription): object {
  return {
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    displayName: name,
    tenantId: tenant,
    state,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function countOf(subscriptions: readonly Subscription[]): object {
  return { type: 'Total', value: subscriptions.length };
}

function locationView(subscription: string, region: (typeof regions)[number]): object {
  const { name, displayName, regionalDisplayName, geography } = region;
  return {
    id: `/subscriptions/${subscription}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geography, geographyGroup: geography },
  };
}
