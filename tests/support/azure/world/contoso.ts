import { createHash } from 'node:crypto';
import type { AzureState, Registry, RoleAssignment } from './state';

/** An id that is the same in every run, so that what a client remembers stays true after a restart. */
export function idFor(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The ids that tests need of the world that the emulator starts with. */
export const contoso = {
  clientId: idFor('application latchkey'),
  tenant: idFor('tenant contoso'),
  subscription: idFor('subscription contoso production'),
  emptySubscription: idFor('subscription contoso sandbox'),
  analyst: 'adele@contoso.example',
  reader: 'ravi@contoso.example',
  nobody: 'nora@contoso.example',
} as const;

/** A second tenant: Adele is a guest there, Frida is at home. */
export const fabrikam = {
  tenant: idFor('tenant fabrikam'),
  subscription: idFor('subscription fabrikam research'),
  owner: 'frida@fabrikam.example',
} as const;

/**
 * The world at the start: Contoso (two subscriptions) and Fabrikam (one). Adele owns Contoso's and is a guest who contributes to
 * one resource group of Fabrikam's; Ravi reads; Nora has no role at all.
 */
export function contosoAndFabrikam(): AzureState {
  const oid = (userName: string, tenant: string): string => idFor(`user ${userName} in ${tenant}`);
  const account = (userName: string, name: string, homeTenant: string, ...guestIn: string[]) => ({
    userName,
    name,
    homeTenant,
    objectIds: Object.fromEntries([homeTenant, ...guestIn].map((tenant) => [tenant, oid(userName, tenant)])),
  });
  const assign = (role: string, scope: string, userName: string, tenant: string): RoleAssignment => ({
    name: idFor(`assignment ${role} ${scope} ${userName}`),
    role,
    scope,
    principalId: oid(userName, tenant),
  });
  const production = `/subscriptions/${contoso.subscription}`;
  const research = `/subscriptions/${fabrikam.subscription}`;
  return {
    tenants: [
      { id: contoso.tenant, name: 'Contoso', domain: 'contoso.example' },
      { id: fabrikam.tenant, name: 'Fabrikam', domain: 'fabrikam.example' },
    ],
    accounts: [
      account(contoso.analyst, 'Adele Vance', contoso.tenant, fabrikam.tenant),
      account(contoso.reader, 'Ravi Reader', contoso.tenant),
      account(contoso.nobody, 'Nora Nobody', contoso.tenant),
      account(fabrikam.owner, 'Frida Owner', fabrikam.tenant),
    ],
    applications: [{ clientId: contoso.clientId, name: 'Latchkey' }],
    subscriptions: [
      { id: contoso.subscription, name: 'Contoso production', tenant: contoso.tenant, state: 'Enabled' },
      { id: contoso.emptySubscription, name: 'Contoso sandbox', tenant: contoso.tenant, state: 'Enabled' },
      { id: fabrikam.subscription, name: 'Fabrikam research', tenant: fabrikam.tenant, state: 'Enabled' },
    ],
    roleAssignments: [
      assign('Owner', production, contoso.analyst, contoso.tenant),
      assign('Owner', `/subscriptions/${contoso.emptySubscription}`, contoso.analyst, contoso.tenant),
      assign('Reader', production, contoso.reader, contoso.tenant),
      assign('Contributor', `${research}/resourceGroups/shared-models`, contoso.analyst, fabrikam.tenant),
      assign('Owner', research, fabrikam.owner, fabrikam.tenant),
    ],
    registrations: {
      ...registered(contoso.subscription),
      ...registered(fabrikam.subscription),
    },
    resourceGroups: [
      resourceGroup(contoso.subscription, 'models', 'westeurope'),
      resourceGroup(contoso.subscription, 'models-us', 'eastus'),
      resourceGroup(fabrikam.subscription, 'shared-models', 'northeurope'),
    ],
    containerGroups: [],
    dnsZones: [
      {
        ...resource(`${production}/resourceGroups/models`, 'Microsoft.Network/dnsZones', 'contoso.example', 'global'),
        records: {},
      },
    ],
    registries: registries(production, research),
    quotas: {},
    operations: [],
    refreshTokens: [],
    policies: [],
    revoked: {},
    canaries: [],
    addressesGiven: 0,
  };
}

function registered(subscription: string): AzureState['registrations'] {
  const namespaces = ['microsoft.containerinstance', 'microsoft.containerregistry', 'microsoft.network'];
  return Object.fromEntries(namespaces.map((namespace) => [`${subscription}/${namespace}`, 'Registered']));
}

function resourceGroup(subscription: string, name: string, location: string) {
  return {
    ...resource('', '', name, location),
    id: `/subscriptions/${subscription}/resourceGroups/${name}`,
    type: 'Microsoft.Resources/resourceGroups',
  };
}

function resource(group: string, type: string, name: string, location: string) {
  const id = `${group}/providers/${type}/${name}`;
  return { id, name, type, location, etag: idFor(id), provisioningState: 'Succeeded', top: {}, properties: {} };
}

function registries(production: string, research: string): Registry[] {
  const repository = (name: string, ...tags: string[]) => ({ name, tags });
  const registry = (group: string, name: string, location: string, adminUserEnabled: boolean) => ({
    id: `${group}/providers/Microsoft.ContainerRegistry/registries/${name}`,
    name,
    location,
    sku: 'Standard',
    adminUserEnabled,
    passwords: [idFor(`${name} one`), idFor(`${name} two`)] as const,
  });
  return [
    {
      ...registry(`${production}/resourceGroups/models`, 'contosomodels', 'westeurope', true),
      repositories: [
        repository('churn', '10', '11', '12', 'latest'),
        repository('fraud/score', '1.0', '1.1'),
        repository('demand', 'latest'),
      ],
    },
    {
      ...registry(`${production}/resourceGroups/models-us`, 'contosolocked', 'eastus', false),
      repositories: [repository('churn', '12')],
    },
    {
      ...registry(`${research}/resourceGroups/shared-models`, 'fabrikamshared', 'northeurope', true),
      repositories: [repository('vision', 'v1', 'v2')],
    },
  ];
}
