import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContainerGroupRunner } from '../../support/azure/arm/container-instance/runner';
import { statesOnly } from '../../support/azure/arm/container-instance/states-only';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import type { EmulatorOptions, Endpoints } from '../../support/azure/world/options';
import { all, connect, send } from './clients';

let folder: string;
let running: Emulator[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-emulator-test-'));
});
afterEach(async () => {
  await Promise.all(running.map((emulator) => emulator.stop()));
  running = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

async function stop(emulator: Emulator): Promise<void> {
  running = running.filter((one) => one !== emulator);
  await emulator.stop();
}

const group = {
  location: 'westeurope',
  osType: 'Linux',
  containers: [{ name: 'model', image: 'mcr.microsoft.com/x:1', resources: { requests: { cpu: 1, memoryInGB: 1 } } }],
};

describe('the emulator', () => {
  it.each(['0.0.0.0', '::', '192.168.1.1', 'localhost'])('refuses to listen on %s', async (host) => {
    await expect(startEmulator({ host })).rejects.toThrow('loopback only');
  });

  it('describes itself in endpoints.json, with the file of its authority', async () => {
    const emulator = await start({ folder });
    const written = JSON.parse(await readFile(join(folder, 'endpoints.json'), 'utf8')) as Endpoints;
    expect(written).toEqual(emulator.endpoints);
    expect(await readFile(written.caFile, 'utf8')).toBe(emulator.ca);
    for (const origin of [written.authority, written.resourceManager])
      expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
  });

  it('leaves no folder of its own behind', async () => {
    const emulator = await startEmulator();
    const { caFile } = emulator.endpoints;
    await stat(caFile);
    await emulator.stop();
    await expect(stat(caFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('goes on where it was: same addresses, same authority, signed-in people still signed in, groups running again', async () => {
    const stateFile = join(folder, 'state.json');
    const first = await start({ stateFile });
    const client = await connect(first);
    await client.containers().containerGroups.beginCreateOrUpdateAndWait('models', 'churn', group);
    await client.resources().resourceGroups.createOrUpdate('kept', { location: 'eastus' });
    await stop(first);
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);

    const begun: string[] = [];
    const runner = statesOnly();
    const second = await start({
      stateFile,
      runner: { ...runner, start: (one) => (begun.push(one.name), runner.start(one)) },
    });
    const { caFile: _one, ...before } = first.endpoints;
    const { caFile: _other, ...after } = second.endpoints;
    expect(after).toEqual(before);
    expect(second.ca).toBe(first.ca);
    expect(begun).toEqual(['churn']);
    expect((await all(client.resources().resourceGroups.list())).map(({ name }) => name)).toContain('kept');
    await client.application.acquireTokenSilent({
      scopes: [second.endpoints.scope],
      account: client.account,
      forceRefresh: true,
    });
    expect(await client.containers().containerGroups.get('models', 'churn')).toMatchObject({
      instanceView: { state: 'Running' },
    });
  });

  it('finishes what was under way when it was killed', async () => {
    const stateFile = join(folder, 'state.json');
    let finish = (): void => undefined;
    const busy = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const runner = statesOnly();
    const slow: ContainerGroupRunner = { ...runner, start: async (one) => (await busy, runner.start(one)) };
    const first = await start({ stateFile, runner: slow });
    const client = await connect(first);
    await client.containers().containerGroups.beginCreateOrUpdate('models', 'churn', group);
    const [operation] = first.state.operations;
    // As after kill -9: what is in the file is what a new process gets.
    const left = JSON.parse(await readFile(stateFile, 'utf8')) as { ports: unknown; state: typeof first.state };
    expect(left.state.operations).toMatchObject([{ status: 'InProgress' }]);
    const second = await start({ state: left.state });
    await second.settled();
    expect(second.state.operations).toMatchObject([{ id: operation?.id, status: 'Succeeded' }]);
    expect(second.state.containerGroups).toMatchObject([{ name: 'churn', provisioningState: 'Succeeded' }]);
    finish();
  });
});

describe('the control service', () => {
  const control = async (
    emulator: Emulator,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const reply = await fetch(`${emulator.endpoints.control}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };

  it('switches faults, settings and policies from another process', async () => {
    const emulator = await start();
    await control(emulator, 'POST', '/faults', { service: 'arm', effect: { kind: 'status', status: 503 }, times: 2 });
    expect((await control(emulator, 'GET', '/faults')).body).toHaveLength(1);
    const { status } = await send(emulator, `${emulator.endpoints.resourceManager}/tenants`);
    expect(status).toBe(503);
    expect((await control(emulator, 'GET', '/journal')).body).toEqual([
      { service: 'arm', method: 'GET', path: '/tenants', status: 503 },
    ]);
    await control(emulator, 'DELETE', '/faults');
    await control(emulator, 'PUT', '/settings', { pageSize: 7 });
    await control(emulator, 'POST', '/policies', { tenant: 't' });
    await control(emulator, 'POST', '/revoke/adele@contoso.example');
    expect(emulator.settings.pageSize).toBe(7);
    expect(emulator.faults.waiting()).toEqual([]);
    expect(emulator.state.policies).toMatchObject([{ tenant: 't' }]);
    expect(Object.keys(emulator.state.revoked)).toEqual(['adele@contoso.example']);
    expect((await control(emulator, 'GET', '/canaries')).body).toEqual(emulator.canaries());
    expect((await control(emulator, 'GET', '/endpoints')).body).toEqual(emulator.endpoints);
  });

  it('says what it has where it has nothing, and refuses pages and nonsense', async () => {
    const emulator = await start();
    expect(await control(emulator, 'GET', '/nothing')).toMatchObject({
      status: 404,
      body: { paths: expect.arrayContaining(['POST /faults']) },
    });
    expect(await control(emulator, 'GET', '/canaries', undefined, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
    expect(await control(emulator, 'POST', '/faults', { path: '(', effect: { kind: 'drop' } })).toMatchObject({
      status: 400,
    });
    expect(await control(emulator, 'POST', '/faults', { effect: { kind: 'nonsense' } })).toMatchObject({ status: 400 });
    expect(await control(emulator, 'PUT', '/settings', { pagesize: 7 })).toMatchObject({ status: 400 });
    expect(emulator.faults.waiting()).toEqual([]);
  });
});
