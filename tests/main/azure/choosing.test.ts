import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso, fabrikam, idFor } from '../../support/azure/world/contoso';
import {
  allOf,
  keyring,
  noKeyring,
  openAzure,
  openSignedIn,
  openSignedInAs,
  problemOf,
  useEmulator,
} from './open-azure';

const home = { tenant: contoso.tenant, subscription: contoso.subscription };
const models = { ...home, resourceGroup: 'models', registry: 'contosomodels' };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.faults.clear();
  emulator.journal.clear();
  emulator.settings.pageSize = 100;
});

describe('choosing where', () => {
  it('goes from a subscription to groups and regions, and says where the target is offered', async () => {
    const { call } = await openSignedIn(emulator);
    const { items } = await call('azure.subscriptions', { tenant: contoso.tenant });
    expect(items[0]).toEqual({ id: contoso.subscription, name: 'Contoso production', state: 'enabled' });
    const groups = await call('azure.resource-groups', home);
    expect(groups.items).toContainEqual({ name: 'models', region: 'westeurope' });
    const { regions, registered } = await call('azure.regions', { ...home, target: 'container-instances' });
    expect(registered).toBe(true);
    expect(regions).toContainEqual({
      name: 'westeurope',
      displayName: 'West Europe',
      geography: 'Europe',
      offered: true,
    });
    expect(regions.at(-1)).toMatchObject({ name: 'jioindiacentral', offered: false });
  });

  it('says what container groups can be in a region, and how much of the quota is used', async () => {
    const { call } = await openSignedIn(emulator);
    expect(await call('azure.region-offer', { ...home, region: 'eastus' })).toEqual({
      largest: { cpu: 32, memoryGb: 256 },
      gpus: ['V100'],
    });
    const { quotas } = await call('azure.quotas', { ...home, region: 'eastus' });
    expect(quotas.length).toBeGreaterThan(0);
    for (const { used, limit } of quotas) expect(used).toBeLessThanOrEqual(limit);
  });

  it('creates a resource group, and leaves one that is there as it is', async () => {
    const { call } = await openSignedIn(emulator);
    const made = { ...home, name: 'rg-analytics', region: 'westeurope' };
    await call('azure.create-resource-group', made);
    const group = emulator.state.resourceGroups.find(({ name }) => name === 'rg-analytics')!;
    group.tags = { owner: 'adele' };
    expect(await call('azure.create-resource-group', made)).toEqual({ name: 'rg-analytics', region: 'westeurope' });
    expect(group.tags).toEqual({ owner: 'adele' });
    expect(await problemOf(call('azure.create-resource-group', { ...made, region: 'eastus' }))).toEqual({
      code: 'azure.group-elsewhere',
      facts: { name: 'rg-analytics', region: 'eastus', existing: 'westeurope' },
    });
  });

  it.each([
    ['', 'empty'],
    ['a/b', 'characters'],
    ['ends.', 'dot'],
    ['x'.repeat(91), 'length'],
  ])('declines %j as the name of a group before Azure is asked', async (name, reason) => {
    const { call } = await openSignedIn(emulator);
    emulator.journal.clear();
    const problem = await problemOf(call('azure.create-resource-group', { ...home, name, region: 'westeurope' }));
    expect(problem).toMatchObject({ code: 'azure.group-name-unusable', facts: { reason } });
    expect(emulator.journal.entries()).toEqual([]);
  });

  it('lists registries, repositories and tags', async () => {
    const { call } = await openSignedIn(emulator);
    const { items } = await call('azure.registries', home);
    expect(items).toContainEqual({
      name: 'contosomodels',
      resourceGroup: 'models',
      loginServer: emulator.endpoints.registries['contosomodels'],
      region: 'westeurope',
      adminUser: true,
    });
    expect((await call('azure.repositories', models)).items).toEqual(['churn', 'demand', 'fraud/score']);
    const tags = await call('azure.tags', { ...models, repository: 'fraud/score' });
    expect(tags.items.map(({ name }) => name)).toEqual(['1.0', '1.1']);
    expect(tags.items[0]!.digest).toMatch(/^sha256:[0-9a-f]{64}$/u);
  });

  it('remembers for each account what was chosen', async () => {
    const azure = await openSignedIn(emulator);
    await azure.call('azure.remember-choice', { tenant: contoso.tenant, region: 'westeurope' });
    const again = openAzure(emulator, { folder: azure.folder });
    expect(await again.call('azure.last-choice', {})).toEqual({ tenant: contoso.tenant, region: 'westeurope' });
  });
});

describe('container groups', () => {
  const addGroup = (name: string, osType: string, more: object = {}) => {
    const id = `/subscriptions/${contoso.subscription}/resourceGroups/models/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
    const properties = { osType, containers: [], ipAddress: { type: 'Public', ports: [] } };
    const like = emulator.state.resourceGroups[0]!;
    const group = {
      ...like,
      id,
      name,
      properties,
      provisioningState: 'Succeeded',
      isStopped: false,
      address: '203.0.113.9',
    };
    emulator.state.containerGroups.push({ ...group, ...more });
  };
  beforeEach(() => void emulator.state.containerGroups.splice(0));

  it('say where each is, which are Latchkey’s, and which can be secured', async () => {
    const { call } = await openSignedIn(emulator);
    addGroup('churn', 'Linux', { tags: { 'Latchkey-Host': 'churn.contoso.example' }, fqdn: 'churn.somewhere.example' });
    addGroup('legacy', 'Windows', { isStopped: true });
    const placed = { resourceGroup: 'models', region: 'westeurope' };
    expect((await call('azure.container-groups', home)).items).toEqual([
      {
        ...placed,
        name: 'churn',
        osType: 'Linux',
        address: '203.0.113.9',
        fqdn: 'churn.somewhere.example',
        latchkey: { hostName: 'churn.contoso.example' },
        securable: true,
      },
      { ...placed, name: 'legacy', osType: 'Windows', securable: false },
    ]);
  });

  it('come page by page', async () => {
    const { call } = await openSignedIn(emulator);
    emulator.settings.pageSize = 2;
    for (const name of ['one', 'two', 'three']) addGroup(name, 'Linux');
    const pages = await allOf((cursor) => call('azure.container-groups', { ...home, cursor }));
    expect(pages.map((page) => page.map(({ name }) => name))).toEqual([['one', 'two'], ['three']]);
  });
});

describe('names that become part of an address', () => {
  it.each(['..', '.', 'a/b', 'models?x', ''])('are never %j', async (registry) => {
    const { call } = await openSignedIn(emulator);
    await expect(call('azure.repositories', { ...models, registry })).rejects.toThrow(z.ZodError);
  });
});

describe('long lists', () => {
  it('come page by page: 1,200 groups, each once', async () => {
    const { call } = await openSignedIn(emulator);
    const added = Array.from({ length: 1200 }, (_, index) => `many-${String(index).padStart(4, '0')}`);
    const sandbox = { ...home, subscription: contoso.emptySubscription };
    const like = emulator.state.resourceGroups[0]!;
    for (const name of added) {
      const id = `/subscriptions/${contoso.emptySubscription}/resourceGroups/${name}`;
      emulator.state.resourceGroups.push({ ...like, id, name });
    }
    const pages = await allOf((cursor) => call('azure.resource-groups', { ...sandbox, cursor }));
    expect(pages).toHaveLength(12);
    expect(pages.flat().map(({ name }) => name)).toEqual(added);
  });

  it('ask for a page again that did not come', async () => {
    const { call } = await openSignedIn(emulator);
    emulator.settings.pageSize = 1;
    const first = await call('azure.resource-groups', home);
    emulator.faults.add({ effect: { kind: 'drop' }, service: 'arm' });
    expect((await problemOf(call('azure.resource-groups', { ...home, cursor: first.next }))).code).toBe(
      'azure.offline',
    );
    const second = await call('azure.resource-groups', { ...home, cursor: first.next });
    expect(second.items).not.toEqual(first.items);
  });

  it('go on only as the list that they are of', async () => {
    const azure = await openSignedIn(emulator);
    emulator.settings.pageSize = 1;
    const { next } = await azure.call('azure.resource-groups', home);
    expect((await problemOf(azure.call('azure.subscriptions', { tenant: home.tenant, cursor: next }))).code).toBe(
      'azure.list-gone',
    );
    expect((await problemOf(azure.call('azure.resource-groups', { ...home, cursor: crypto.randomUUID() }))).code).toBe(
      'azure.list-gone',
    );
    azure.browser.visit = azure.browser.as(contoso.reader);
    await azure.call('sign-in.start', { method: 'browser' });
    expect((await problemOf(azure.call('azure.resource-groups', { ...home, cursor: next }))).code).toBe(
      'azure.list-gone',
    );
  });

  it('page repositories and tags by the links of the registry', async () => {
    const { call } = await openSignedIn(emulator);
    emulator.settings.pageSize = 2;
    const pages = await allOf((cursor) => call('azure.repositories', { ...models, cursor }));
    expect(pages).toEqual([['churn', 'demand'], ['fraud/score']]);
    const tags = await allOf((cursor) => call('azure.tags', { ...models, repository: 'churn', cursor }));
    expect(tags.flat().map(({ name }) => name)).toEqual(['10', '11', '12', 'latest']);
  });
});

describe('what may not be done', () => {
  it('says the role, the place and who', async () => {
    const { call } = await openSignedInAs(emulator, contoso.reader);
    await call('azure.subscriptions', { tenant: contoso.tenant });
    const problem = await problemOf(
      call('azure.create-resource-group', { ...home, name: 'mine', region: 'westeurope' }),
    );
    expect(problem).toMatchObject({
      code: 'azure.forbidden',
      // The group is not there yet: nobody owns it.
      facts: { role: 'Contributor', scope: 'subscription', name: 'Contoso production', userName: contoso.reader },
    });
  });

  it('says that somebody without any role sees nothing', async () => {
    const { call } = await openSignedInAs(emulator, contoso.nobody);
    expect((await call('azure.subscriptions', { tenant: contoso.tenant })).items).toEqual([]);
    expect((await problemOf(call('azure.resource-groups', home))).code).toMatch(/^azure\.(?:forbidden|not-found)$/u);
  });

  it('says that somebody does not belong to a tenant, without asking to sign in again', async () => {
    const azure = await openSignedInAs(emulator, contoso.reader);
    expect(await problemOf(azure.call('azure.subscriptions', { tenant: fabrikam.tenant }))).toMatchObject({
      code: 'sign-in.declined',
      facts: { reason: 'account' },
    });
    expect(azure.browser.opened).toHaveLength(1);
  });
});

describe('every fault of Azure has its problem', () => {
  it.each([
    [{ kind: 'status', status: 401 }, 'sign-in.needed', {}],
    [{ kind: 'status', status: 403 }, 'azure.forbidden', { userName: contoso.analyst, scope: 'subscription' }],
    [{ kind: 'status', status: 404 }, 'azure.not-found', {}],
    [{ kind: 'status', status: 409 }, 'azure.conflict', { azure: 'Conflict' }],
    [{ kind: 'status', status: 429, retryAfter: 120 }, 'azure.throttled', { seconds: 120 }],
    [{ kind: 'drop' }, 'azure.offline', {}],
  ] as const)('%j is %s', async (effect, code, facts) => {
    const { call } = await openSignedIn(emulator);
    emulator.faults.add({ effect, service: 'arm', times: 10 });
    expect(await problemOf(call('azure.resource-groups', home))).toMatchObject({ code, facts });
  });

  it.each([429, 500, 503] as const)('%d that passes is not seen', async (status) => {
    const { call } = await openSignedIn(emulator);
    emulator.faults.add({ effect: { kind: 'status', status }, service: 'arm' });
    emulator.faults.add({ effect: { kind: 'status', status, retryAfter: 0 }, service: 'arm' });
    expect((await call('azure.resource-groups', home)).items.length).toBeGreaterThan(0);
  });

  it('a claims challenge is answered by a fresh token, without asking anybody', async () => {
    const azure = await openSignedIn(emulator);
    emulator.faults.add({ effect: { kind: 'claims-challenge' }, service: 'arm' });
    expect((await azure.call('azure.resource-groups', home)).items.length).toBeGreaterThan(0);
    expect(azure.browser.opened).toHaveLength(1);
  });

  it('a slow answer is waited for', async () => {
    const { call } = await openSignedIn(emulator);
    emulator.faults.add({ effect: { kind: 'slow', milliseconds: 300 }, service: 'arm' });
    expect((await call('azure.resource-groups', home)).items.length).toBeGreaterThan(0);
  });

  it.each([
    [{ kind: 'status', status: 403 }, 'azure.forbidden', { role: 'AcrPull', scope: 'registry' }],
    [{ kind: 'status', status: 404 }, 'azure.not-found', {}],
    [{ kind: 'status', status: 429, retryAfter: 120 }, 'azure.throttled', { seconds: 120 }],
    [{ kind: 'drop' }, 'azure.offline', {}],
  ] as const)('of a registry: %j is %s', async (effect, code, facts) => {
    const { call } = await openSignedIn(emulator);
    emulator.faults.add({ effect, service: 'registry', times: 10 });
    expect(await problemOf(call('azure.tags', { ...models, repository: 'churn' }))).toMatchObject({ code, facts });
  });

  it.each([
    [{ kind: 'status', status: 503 }, 'azure.unavailable'],
    [{ kind: 'status', status: 429, retryAfter: 1 }, 'azure.throttled'],
    [{ kind: 'drop' }, 'azure.offline'],
  ] as const)('of signing in: %j is %s', async (effect, code) => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    emulator.faults.add({ effect, service: 'login', path: '/token$', times: 10 });
    expect((await problemOf(azure.call('sign-in.start', { method: 'browser' }))).code).toBe(code);
    expect((await azure.call('sign-in.state', {})).pending).toBeUndefined();
  });

  it('a registration that is not there is said to be', async () => {
    const { call } = await openSignedIn(emulator);
    const registration = `${contoso.subscription}/microsoft.containerinstance`.toLowerCase();
    emulator.state.registrations[registration] = 'NotRegistered';
    expect((await call('azure.regions', { ...home, target: 'container-instances' })).registered).toBe(false);
    emulator.state.registrations[registration] = 'Registered';
  });

  it('a client id that nobody knows is one', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    const { resourceManager } = emulator.endpoints;
    const custom = { resourceManager, authority: '', scope: '', suffixes: {}, caFile: 'azure-emulator-ca.pem' };
    await azure.call('sign-in.set-cloud', { cloud: 'custom', custom, clientId: idFor('nobody') });
    expect(await problemOf(azure.call('sign-in.start', { method: 'device-code' }))).toMatchObject({
      code: 'sign-in.declined',
      facts: { reason: 'application' },
    });
  });
});

describe('tokens', () => {
  it.each([
    ['with a keyring', keyring],
    ['with none', noKeyring],
  ])('are in no reply, no line of the log and no file as they are, %s', async (_, secrets) => {
    const azure = await openSignedIn(emulator, { secrets });
    await azure.call('azure.subscriptions', { tenant: fabrikam.tenant });
    await azure.call('azure.tags', { ...models, repository: 'churn' });
    emulator.faults.add({ effect: { kind: 'status', status: 403 }, service: 'registry' });
    await problemOf(azure.call('azure.repositories', models));
    emulator.faults.add({ effect: { kind: 'status', status: 401 }, times: 2 });
    await problemOf(azure.call('azure.resource-groups', home));
    const texts = [...azure.replies, ...filesBelow(azure.folder).map((path) => readFileSync(path, 'latin1'))];
    const canaries = emulator.canaries();
    expect(canaries.length).toBeGreaterThan(10);
    for (const canary of canaries) expect(texts.some((text) => text.includes(canary))).toBe(false);
    expect(azure.replies.length).toBeGreaterThan(5);
    expect(readFileSync(join(azure.folder, 'logs', 'latchkey.log'), 'utf8')).toContain('azure-request');
  });

  it('are in one file of the user alone', async () => {
    const { folder } = await openSignedIn(emulator, { secrets: keyring });
    const files = filesBelow(join(folder, 'azure'));
    expect(files).toHaveLength(1);
    expect(statSync(files[0]!).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(files[0]!).map((byte) => byte ^ 0xff)).toString('latin1')).toContain(
      'RefreshToken',
    );
  });

  it('are all gone after signing out: those of guests too', async () => {
    const azure = await openSignedIn(emulator, { secrets: keyring });
    await azure.call('azure.subscriptions', { tenant: fabrikam.tenant });
    const [adele] = (await azure.call('sign-in.state', {})).accounts;
    azure.browser.visit = azure.browser.as(contoso.reader);
    await azure.call('sign-in.start', { method: 'browser' });
    await azure.call('sign-in.sign-out', { accountId: adele!.id });
    const [file] = filesBelow(join(azure.folder, 'azure'));
    const kept = Buffer.from(readFileSync(file!).map((byte) => byte ^ 0xff)).toString('latin1');
    expect(kept).toContain(contoso.reader);
    expect(kept).not.toContain(contoso.analyst);
    for (const { token, userName } of emulator.state.refreshTokens) {
      if (userName === contoso.analyst) expect(kept).not.toContain(token);
    }
    const { accounts } = await azure.call('sign-in.state', {});
    expect(accounts.map(({ userName }) => userName)).toEqual([contoso.reader]);
    await azure.call('sign-in.sign-out', { accountId: accounts[0]!.id });
    expect(filesBelow(join(azure.folder, 'azure'))).toEqual([]);
    expect((await problemOf(azure.call('azure.tenants', {}))).code).toBe('sign-in.needed');
  });

  it("go to the cloud's own servers and nowhere else, also when Azure names another", async () => {
    const azure = await openSignedIn(emulator);
    await azure.call('azure.repositories', models);
    const { authority, resourceManager, registries } = emulator.endpoints;
    const own = [authority, resourceManager].map((address) => new URL(address).host);
    expect(new Set(azure.sent.map(({ host }) => host))).toEqual(new Set([...own, registries['contosomodels']]));
    azure.wire.rewrite = (body) =>
      body.replace(/"nextLink":"https:\/\/[^/"]+/u, '"nextLink":"https://management.evil.example');
    emulator.settings.pageSize = 1;
    const { next } = await azure.call('azure.resource-groups', home);
    expect(await problemOf(azure.call('azure.resource-groups', { ...home, cursor: next }))).toEqual({
      code: 'azure.host-elsewhere',
      facts: { host: 'management.evil.example' },
    });
    expect(azure.sent.some(({ host }) => host.endsWith('evil.example'))).toBe(false);
  });

  it('are not exchanged at a registry that is not of this cloud', async () => {
    const azure = await openSignedIn(emulator);
    const { registries } = emulator.endpoints;
    const own = registries['contosomodels'];
    Object.assign(registries, { contosomodels: 'contosomodels.azurecr.io.evil.example' });
    try {
      expect(await problemOf(azure.call('azure.repositories', models))).toEqual({
        code: 'azure.registry-elsewhere',
        facts: { name: 'contosomodels', host: 'contosomodels.azurecr.io.evil.example' },
      });
      expect(azure.sent.some(({ host }) => host.endsWith('evil.example'))).toBe(false);
    } finally {
      Object.assign(registries, { contosomodels: own });
    }
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
