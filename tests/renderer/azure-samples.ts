import type { AzureSubscription, AzureTenant, Region, Registry } from '../../shared/azure/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { Account, Cloud, SignInState } from '../../shared/sign-in/contract';

export const publicCloud: Cloud = {
  name: 'public',
  authority: 'https://login.microsoftonline.com',
  resourceManager: 'https://management.azure.com',
  scope: 'https://management.azure.com/.default',
  suffixes: { registry: 'azurecr.io', containerInstances: 'azurecontainer.io', kubernetes: 'cloudapp.azure.com' },
  confirmed: true,
};

/** A cloud of the user's own, which nobody has confirmed yet. */
export const customCloud: Cloud = {
  name: 'custom',
  authority: 'https://login.contoso.example',
  resourceManager: 'https://management.contoso.example',
  scope: 'https://management.contoso.example/.default',
  suffixes: { registry: 'registry.contoso.example', containerInstances: '', kubernetes: '' },
  caFile: { name: 'contoso-ca.pem', subject: 'CN=Contoso Root', sha256: 'AA:BB' },
  confirmed: false,
};

export const clientId = '00000000-0000-4000-8000-000000000001';

export const adele: Account = {
  id: '33333333-3333-4333-8333-333333333333',
  userName: 'adele@contoso.com',
  name: 'Adele Vance',
  tenant: '44444444-4444-4444-8444-444444444444',
};
export const ravi: Account = {
  ...adele,
  id: '55555555-5555-4555-8555-555555555555',
  userName: 'ravi@contoso.com',
  name: '',
};

/** Nobody is signed in, and everything is there to do so. */
export function signedOut(change: Partial<SignInState> = {}): SignInState {
  return { cloud: publicCloud, clientId, keeping: 'keyring', accounts: [], ...change };
}

/** Adele is. */
export function signedIn(change: Partial<SignInState> = {}): SignInState {
  return signedOut({ accounts: [adele], current: adele.id, ...change });
}

export const contoso: AzureTenant = { id: adele.tenant, name: 'Contoso', domain: 'contoso.com', home: true };
export const fabrikam: AzureTenant = {
  id: '66666666-6666-4666-8666-666666666666',
  name: 'Fabrikam',
  domain: 'fabrikam.com',
  home: false,
};

export const production: AzureSubscription = {
  id: '77777777-7777-4777-8777-777777777777',
  name: 'Contoso production',
  state: 'enabled',
};
export const sandbox: AzureSubscription = {
  id: '88888888-8888-4888-8888-888888888888',
  name: 'Contoso sandbox',
  state: 'enabled',
};
export const closed: AzureSubscription = {
  id: '99999999-9999-4999-8999-999999999999',
  name: 'Contoso trial',
  state: 'disabled',
};

export const westEurope: Region = {
  name: 'westeurope',
  displayName: 'West Europe',
  geography: 'Europe',
  offered: true,
};
export const oddRegion: Region = { name: 'oddland', displayName: 'Oddland', geography: '', offered: false };

export const models: Registry = {
  name: 'contosomodels',
  resourceGroup: 'rg-models',
  loginServer: 'contosomodels.azurecr.io',
  region: 'westeurope',
  adminUser: true,
};

/** An Azure with something of everything. */
export const world: Partial<Handlers> = {
  'sign-in.state': () => signedIn(),
  'azure.tenants': () => ({ items: [contoso, fabrikam] }),
  'azure.subscriptions': ({ tenant }) => ({ items: tenant === contoso.id ? [production, sandbox, closed] : [] }),
  'azure.resource-groups': () => ({
    items: [
      { name: 'rg-models', region: 'westeurope' },
      { name: 'rg-other', region: 'northeurope' },
    ],
  }),
  'azure.regions': () => ({ regions: [westEurope, oddRegion], registered: false }),
  'azure.region-offer': () => ({ largest: { cpu: 4, memoryGb: 16 }, gpus: ['V100'] }),
  'azure.quotas': () => ({ quotas: [{ name: 'StandardCores', displayName: 'Standard Cores', used: 4, limit: 10 }] }),
  'azure.registries': () => ({ items: [models] }),
  'azure.repositories': () => ({ items: ['churn', 'demand'] }),
  'azure.tags': () => ({
    items: [{ name: '12', digest: `sha256:${'0'.repeat(64)}`, updated: '2026-11-20T09:00:00Z' }],
  }),
};
