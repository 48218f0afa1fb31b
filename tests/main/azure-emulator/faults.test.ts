import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import type { Effect } from '../../support/azure/faults';
import { contoso } from '../../support/azure/world/contoso';
import { all, connect, send, signIn } from './clients';

let emulator: Emulator;
let analyst: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
  emulator = await startEmulator();
  analyst = await connect(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.faults.clear();
  emulator.journal.clear();
  for (const userName of Object.keys(emulator.state.revoked)) delete emulator.state.revoked[userName];
});

const listTenants = () => all(analyst.subscriptions.tenants.list());
const statuses = () =>
  emulator.journal
    .entries()
    .filter(({ service }) => service === 'arm')
    .map(({ status }) => status);
const once = (effect: Effect, times = 1) => emulator.faults.add({ service: 'arm', path: '^/tenants', times, effect });

describe('a fault that was switched on', () => {
  it.each([401, 403, 404, 409, 500] as const)('is an error %i of Resource Manager', async (status) => {
    once({ kind: 'status', status }, 4);
    await expect(listTenants()).rejects.toMatchObject({ statusCode: status, code: expect.any(String) });
    emulator.faults.clear();
    await expect(listTenants()).resolves.toHaveLength(2);
  });

  it('is for as many matching calls as were said, and for no other', async () => {
    once({ kind: 'status', status: 503 });
    await analyst.resources().resourceGroups.get('models');
    expect(emulator.faults.waiting()).toHaveLength(1);
    await listTenants();
    expect(statuses()).toEqual([200, 503, 200]);
    expect(emulator.faults.waiting()).toEqual([]);
  });

  it('throttles with Retry-After, which the SDK obeys, and without, where it gives up', async () => {
    once({ kind: 'status', status: 429, retryAfter: 0 }, 2);
    await listTenants();
    expect(statuses()).toEqual([429, 429, 200]);
    once({ kind: 'status', status: 429 });
    await expect(listTenants()).rejects.toMatchObject({ statusCode: 429, code: 'TooManyRequests' });
  });

  it('breaks the connection before or after the work is done', async () => {
    const create = (name: string) =>
      analyst
        .resources()
        .resourceGroups.createOrUpdate(
          name,
          { location: 'westeurope' },
          { requestOptions: { shouldDeserialize: true } },
        );
    const has = (name: string) => emulator.state.resourceGroups.some((group) => group.name === name);
    emulator.faults.add({ method: 'PUT', times: 9, effect: { kind: 'drop' } });
    await expect(create('never')).rejects.toMatchObject({ name: 'RestError' });
    expect(has('never')).toBe(false);
    emulator.faults.clear();
    emulator.faults.add({ method: 'PUT', times: 9, effect: { kind: 'drop-after' } });
    await expect(create('unheard')).rejects.toMatchObject({ name: 'RestError' });
    expect(has('unheard')).toBe(true);
  });

  it('answers late, and can be given up', async () => {
    once({ kind: 'slow', milliseconds: 60_000 });
    const pages = analyst.subscriptions.tenants.list({ abortSignal: AbortSignal.timeout(50) });
    await expect(all(pages)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('asks for claims, which the SDK brings with a fresh token', async () => {
    once({ kind: 'claims-challenge' });
    await listTenants();
    expect(statuses()).toEqual([401, 200]);
    expect(emulator.journal.entries().map(({ service }) => service)).toContain('login');
  });

  it('fails the sign-in as Entra does, and a registry as registries do', async () => {
    // A client of its own: MSAL remembers a 429 or 5xx of the token endpoint, and asks nothing more for a minute.
    const { application, account } = await connect(emulator);
    emulator.faults.add({ service: 'login', path: '/token$', effect: { kind: 'status', status: 503 } });
    const renewed = application.acquireTokenSilent({
      scopes: [emulator.endpoints.scope],
      account,
      forceRefresh: true,
    });
    await expect(renewed).rejects.toMatchObject({ errorMessage: expect.stringContaining('AADSTS90033') });
    emulator.faults.add({ service: 'registry', effect: { kind: 'status', status: 429, retryAfter: 3 } });
    const reply = await send(emulator, `https://${emulator.endpoints.registries['contosomodels']}/v2/`);
    expect(reply).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3' },
      text: expect.stringContaining('TOOMANYREQUESTS'),
    });
  });
});

it('ends sessions: access tokens get a claims challenge that only a new sign-in can answer', async () => {
  emulator.revoke(contoso.analyst);
  await expect(listTenants()).rejects.toMatchObject({ errorMessage: expect.stringContaining('AADSTS50173') });
  expect(statuses()).toEqual([401]);
  const { account } = await signIn(emulator, analyst.application, { account: contoso.analyst });
  expect(account?.username).toBe(contoso.analyst);
  await expect(listTenants()).resolves.toHaveLength(2);
});

it('keeps a journal of calls without queries, tokens and bodies', async () => {
  await listTenants();
  expect(emulator.journal.entries()).toContainEqual({ service: 'arm', method: 'GET', path: '/tenants', status: 200 });
  await signIn(emulator, analyst.application, { account: contoso.analyst });
  const journal = JSON.stringify(emulator.journal.entries());
  for (const canary of emulator.canaries()) expect(journal).not.toContain(canary);
});
