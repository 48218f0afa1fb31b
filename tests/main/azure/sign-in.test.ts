import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso, fabrikam } from '../../support/azure/world/contoso';
import { createNodeFetch } from '../../support/azure-fetch';
import { keyring, noKeyring, openAzure, openSignedIn, problemOf, useEmulator } from './open-azure';
import { useDeviceCode } from './person';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ settings: { deviceCodeInterval: 1 } });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.faults.clear();
  emulator.journal.clear();
  emulator.requireNothingMore();
});

describe('before anybody signs in', () => {
  it('says that a client id is missing, since Latchkey has no registration of its own yet', async () => {
    const { call } = openAzure(emulator);
    expect(await call('sign-in.state', {})).toMatchObject({ cloud: { name: 'public' }, clientId: '', accounts: [] });
    expect(await problemOf(call('sign-in.start', { method: 'browser' }))).toEqual({
      code: 'sign-in.client-id-missing',
      facts: { cloud: 'public' },
    });
  });

  it('leaves the registration of a cloud as it is where none is named, and goes back to its own where that is wished', async () => {
    const { call } = openAzure(emulator);
    const { clientId } = emulator.endpoints;
    const registration = async (): Promise<string> => (await call('sign-in.state', {})).clientId;
    await call('sign-in.set-cloud', { cloud: 'public', clientId });
    await call('sign-in.set-cloud', { cloud: 'china' });
    expect(await registration()).toBe('');
    await call('sign-in.set-cloud', { cloud: 'public' });
    expect(await registration()).toBe(clientId);
    await call('sign-in.set-cloud', { cloud: 'public', clientId: ' ' });
    expect(await registration()).toBe('');
  });

  it('fills in a custom cloud from its own description, and wants its authority confirmed', async () => {
    const azure = openAzure(emulator);
    const { resourceManager, authority, clientId } = emulator.endpoints;
    const { caFile } = await azure.call('sign-in.choose-ca-file', {});
    const custom = { resourceManager, authority: '', scope: '', suffixes: {}, caFile };
    await azure.call('sign-in.set-cloud', { cloud: 'custom', custom, clientId });
    const { cloud } = await azure.call('sign-in.state', {});
    expect(cloud).toMatchObject({ authority, resourceManager, confirmed: false, suffixes: { registry: '127.0.0.1' } });
    expect(await problemOf(azure.call('sign-in.start', { method: 'browser' }))).toEqual({
      code: 'sign-in.cloud-not-confirmed',
      facts: { authority },
    });
    expect(azure.sent.every(({ path }) => path.startsWith('/metadata/'))).toBe(true);
    expect(await problemOf(azure.call('sign-in.confirm-cloud', { authority: 'https://evil.example' }))).toMatchObject({
      code: 'sign-in.cloud-not-confirmed',
    });
  });

  it.each([
    ['http://127.0.0.1:1', 'not-https'],
    ['https://127.0.0.1:1/path', 'not-an-origin'],
    ['https://user:pass@127.0.0.1:1', 'not-an-origin'],
    ['https://-bad-.example', 'host-name'],
    ['', 'empty'],
  ])('declines %s as the address of a cloud', async (resourceManager, reason) => {
    const { call, sent } = openAzure(emulator);
    const custom = { resourceManager, authority: '', scope: '', suffixes: {} };
    const problem = await problemOf(call('sign-in.set-cloud', { cloud: 'custom', custom, clientId: '' }));
    expect(problem).toMatchObject({ code: 'cloud.address-unusable', facts: { reason } });
    expect(sent).toEqual([]);
  });

  it('opens no file as an authority that the user has not picked', async () => {
    const { call } = openAzure(emulator);
    const { resourceManager } = emulator.endpoints;
    const custom = { resourceManager, authority: '', scope: '', suffixes: {}, caFile: emulator.endpoints.caFile };
    expect(await problemOf(call('sign-in.set-cloud', { cloud: 'custom', custom, clientId: '' }))).toMatchObject({
      code: 'cloud.ca-file-unusable',
    });
  });

  it('trusts no server of a custom cloud without its authority', async () => {
    const { call } = openAzure(emulator);
    const { resourceManager } = emulator.endpoints;
    const custom = { resourceManager, authority: '', scope: '', suffixes: {} };
    expect(await problemOf(call('sign-in.set-cloud', { cloud: 'custom', custom, clientId: '' }))).toMatchObject({
      code: 'azure.tls-not-trusted',
      facts: { reason: 'unknown-authority' },
    });
  });
});

describe('with the browser', () => {
  it('signs somebody in, whose account is then the current one', async () => {
    const azure = await openSignedIn(emulator);
    const { accounts, current, pending } = await azure.call('sign-in.state', {});
    expect(accounts).toEqual([{ id: current, userName: contoso.analyst, name: 'Adele Vance', tenant: contoso.tenant }]);
    expect(pending).toBeUndefined();
    expect(azure.states.some((state) => state.pending?.method === 'browser')).toBe(true);
  });

  it('asks with PKCE, for the code as a form, and has no secret in the address', async () => {
    const azure = await openSignedIn(emulator);
    const query = new URL(azure.browser.opened[0]!).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('response_mode')).toBe('form_post');
    expect(query.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+/u);
  });

  it('can be cancelled while the browser shows the page, and closes the port', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    azure.browser.visit = async () => undefined;
    const started = problemOf(azure.call('sign-in.start', { method: 'browser' }));
    await vi.waitFor(() => expect(azure.browser.opened).toHaveLength(1));
    await azure.call('sign-in.cancel', {});
    expect(await started).toEqual({ code: 'sign-in.cancelled', facts: {} });
    expect((await azure.call('sign-in.state', {})).pending).toBeUndefined();
    const redirect = new URL(new URL(azure.browser.opened[0]!).searchParams.get('redirect_uri')!);
    redirect.hostname = '127.0.0.1';
    await expect(fetch(redirect)).rejects.toThrow(/fetch failed/u);
  });

  it('says so when it was declined on the page', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    azure.browser.visit = azure.browser.as(contoso.analyst, 'decline');
    expect(await problemOf(azure.call('sign-in.start', { method: 'browser' }))).toMatchObject({
      code: 'sign-in.declined',
      facts: { reason: 'declined', entra: 'AADSTS65004' },
    });
  });

  it('lets one sign in at a time', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    azure.browser.visit = async () => undefined;
    const started = problemOf(azure.call('sign-in.start', { method: 'browser' }));
    await vi.waitFor(() => expect(azure.browser.opened).toHaveLength(1));
    expect((await problemOf(azure.call('sign-in.start', { method: 'browser' }))).code).toBe('sign-in.running');
    expect((await problemOf(azure.call('sign-in.set-cloud', { cloud: 'public', clientId: '' }))).code).toBe(
      'sign-in.running',
    );
    await azure.call('sign-in.cancel', {});
    await started;
  });
});

describe('with a code', () => {
  const trusting = () => createNodeFetch(() => undefined)({ ca: emulator.ca, hosts: [] });

  it('shows code, address and end, and signs in who types it', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    const started = azure.call('sign-in.start', { method: 'device-code' });
    const device = await vi.waitFor(() => {
      const pending = azure.states.at(-1)?.pending;
      const shown = pending?.method === 'device-code' ? pending.device : undefined;
      expect(shown).toBeDefined();
      return shown!;
    });
    expect(Date.parse(device.expires)).toBeGreaterThan(Date.now());
    await useDeviceCode(trusting(), device, contoso.reader);
    await started;
    expect((await azure.call('sign-in.state', {})).accounts.map(({ userName }) => userName)).toEqual([contoso.reader]);
  });

  it('can be cancelled at once, whatever the pace of asking is', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    const started = problemOf(azure.call('sign-in.start', { method: 'device-code' }));
    await vi.waitFor(() => expect(azure.states.at(-1)?.pending).toHaveProperty('device'));
    await azure.call('sign-in.cancel', {});
    expect((await started).code).toBe('sign-in.cancelled');
  });

  it('says that the code ended', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    emulator.settings.deviceCodeLifetime = 1;
    const started = problemOf(azure.call('sign-in.start', { method: 'device-code' }));
    expect((await started).code).toBe('sign-in.expired');
    emulator.settings.deviceCodeLifetime = 900;
  });

  it('says that the organisation does not allow codes', async () => {
    const azure = openAzure(emulator);
    await useEmulator(azure, emulator);
    emulator.settings.deviceCodeBlocked = true;
    const started = problemOf(azure.call('sign-in.start', { method: 'device-code' }));
    const device = await vi
      .waitFor(() => {
        const pending = azure.states.at(-1)?.pending;
        expect(pending).toHaveProperty('device');
        return (pending as { device: { code: string; address: string } }).device;
      })
      .catch(() => undefined);
    if (device) await useDeviceCode(trusting(), device, contoso.analyst);
    expect(await started).toMatchObject({ code: 'sign-in.declined', facts: { reason: 'device-code' } });
    emulator.settings.deviceCodeBlocked = false;
  });
});

describe('staying signed in', () => {
  it('lasts over a restart with a keyring, and asks nobody', async () => {
    const before = await openSignedIn(emulator, { secrets: keyring });
    const after = openAzure(emulator, { folder: before.folder, secrets: keyring });
    const state = await after.call('sign-in.state', {});
    expect(state).toMatchObject({ keeping: 'keyring', accounts: [{ userName: contoso.analyst }] });
    expect(state.current).toBe((await before.call('sign-in.state', {})).current);
    await expect(after.call('azure.subscriptions', { tenant: contoso.tenant })).resolves.toMatchObject({
      items: [{ name: 'Contoso production' }, { name: 'Contoso sandbox' }],
    });
    expect(after.browser.opened).toEqual([]);
  });

  it('ends with the window where there is no keyring, which is said', async () => {
    const before = await openSignedIn(emulator, { secrets: noKeyring });
    expect((await before.call('sign-in.state', {})).keeping).toBe('session');
    await before.call('azure.tenants', {});
    const after = openAzure(emulator, { folder: before.folder, secrets: noKeyring });
    expect((await after.call('sign-in.state', {})).accounts).toEqual([]);
    expect((await problemOf(after.call('azure.tenants', {}))).code).toBe('sign-in.needed');
  });

  it('is no crash where the keyring does not open what was kept: it is set aside, and said', async () => {
    const before = await openSignedIn(emulator, { secrets: keyring });
    const other = {
      ...keyring,
      reveal: () => {
        throw new Error('another keyring');
      },
    };
    const after = openAzure(emulator, { folder: before.folder, secrets: other });
    expect(await after.call('sign-in.state', {})).toMatchObject({
      accounts: [],
      problem: { code: 'sign-in.kept-not-opened' },
    });
    await after.call('sign-in.start', { method: 'browser' });
    expect(await after.call('sign-in.state', {})).toMatchObject({ accounts: [{ userName: contoso.analyst }] });
  });

  it('renews tokens without asking', async () => {
    emulator.settings.accessTokenLifetime = 2;
    const azure = await openSignedIn(emulator);
    emulator.settings.accessTokenLifetime = 4199;
    emulator.journal.clear();
    await azure.call('azure.tenants', {});
    expect(emulator.journal.entries().some(({ path }) => path.endsWith('/token'))).toBe(true);
    expect(azure.browser.opened).toHaveLength(1);
  });
});

describe('several accounts and tenants', () => {
  it('are side by side, and one is the current one', async () => {
    const azure = await openSignedIn(emulator);
    azure.browser.visit = azure.browser.as(fabrikam.owner);
    await azure.call('sign-in.start', { method: 'browser' });
    const { accounts, current } = await azure.call('sign-in.state', {});
    expect(accounts).toHaveLength(2);
    expect(accounts.find(({ id }) => id === current)?.userName).toBe(fabrikam.owner);
    const adele = accounts.find(({ userName }) => userName === contoso.analyst)!;
    await azure.call('sign-in.choose', { accountId: adele.id });
    await expect(azure.call('azure.subscriptions', { tenant: contoso.tenant })).resolves.toMatchObject({
      items: [{ name: 'Contoso production' }, { name: 'Contoso sandbox' }],
    });
  });

  it('sees as a guest what the other tenant shows to guests, and not its own', async () => {
    const azure = await openSignedIn(emulator);
    const { items } = await azure.call('azure.tenants', {});
    expect(items).toEqual([
      { id: contoso.tenant, name: 'Contoso', domain: 'contoso.example', home: true },
      { id: fabrikam.tenant, name: 'Fabrikam', domain: 'fabrikam.example', home: false },
    ]);
    const there = await azure.call('azure.subscriptions', { tenant: fabrikam.tenant });
    expect(there.items.map(({ name }) => name)).toEqual(['Fabrikam research']);
    const here = await azure.call('azure.subscriptions', { tenant: contoso.tenant });
    expect(here.items).toHaveLength(2);
    expect((await azure.call('sign-in.state', {})).accounts).toHaveLength(1);
    expect(azure.browser.opened).toHaveLength(1);
  });
});

describe('when Azure asks again', () => {
  it('has one prompt for many calls, and all of them go on', async () => {
    const azure = await openSignedIn(emulator);
    emulator.requireMore({ tenant: fabrikam.tenant });
    const lists = await Promise.all(
      Array.from({ length: 5 }, () => azure.call('azure.subscriptions', { tenant: fabrikam.tenant })),
    );
    expect(lists.every(({ items }) => items.length === 1)).toBe(true);
    expect(azure.browser.opened).toHaveLength(2);
    expect(new URL(azure.browser.opened[1]!).searchParams.get('claims')).toContain('access_token');
    expect(azure.states.some(({ pending }) => pending?.why === 'again')).toBe(true);
  });

  it('answers a claims challenge of Resource Manager in the middle of a call', async () => {
    const azure = await openSignedIn(emulator);
    emulator.revoke(contoso.analyst);
    await new Promise((resolve) => {
      setTimeout(resolve, 1100);
    });
    await expect(azure.call('azure.subscriptions', { tenant: contoso.tenant })).resolves.toMatchObject({
      items: [{ name: 'Contoso production' }, { name: 'Contoso sandbox' }],
    });
    expect(azure.browser.opened).toHaveLength(2);
  });

  it('ends the calls when the prompt is cancelled', async () => {
    const azure = await openSignedIn(emulator);
    emulator.requireMore({ tenant: fabrikam.tenant });
    azure.browser.visit = async () => undefined;
    const asked = [1, 2].map(() => problemOf(azure.call('azure.subscriptions', { tenant: fabrikam.tenant })));
    await vi.waitFor(() => expect(azure.browser.opened).toHaveLength(2));
    await azure.call('sign-in.cancel', {});
    expect((await Promise.all(asked)).map(({ code }) => code)).toEqual(['sign-in.cancelled', 'sign-in.cancelled']);
  });

  it('does not go on as somebody else', async () => {
    const azure = await openSignedIn(emulator);
    emulator.requireMore({ tenant: contoso.tenant, userName: contoso.analyst });
    emulator.revoke(contoso.analyst);
    azure.browser.visit = azure.browser.as(contoso.reader);
    expect(await problemOf(azure.call('azure.subscriptions', { tenant: contoso.tenant }))).toMatchObject({
      code: 'sign-in.declined',
      facts: { reason: 'other-account', userName: contoso.analyst },
    });
  });
});
