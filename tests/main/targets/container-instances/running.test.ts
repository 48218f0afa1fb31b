import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../support/azure/emulator';
import { makeTls } from '../../../support/gateway/usual-gateway';
import { createCertificateFactory } from '../../../support/openssl';
import { openSignedIn, problemOf } from '../../azure/open-azure';
import { isReachable, score, whyNotRun } from '../../azure-emulator/protected-group';
import { startOf } from '../../../../src-main/targets/container-instances/wait-group';
import { openModel } from './open-states';
import { existingGroup, isGatewayAnswering, keys, model, newGroup, openRunner, orderOf, place } from './open-target';

const quick = { pullMilliseconds: 5, restartMilliseconds: 20, operationPolls: 0 };
const factory = createCertificateFactory();
const [tls, renewed] = [makeTls(factory, 'first'), makeTls(factory, 'second')];
const fingerprintOf = (one: typeof tls): string => new X509Certificate(one.certificateChain).fingerprint256;
afterAll(() => factory.remove());

const cannotRun = whyNotRun(true);
describe.skipIf(cannotRun)(`what a deployment leaves running${cannotRun ? ` (skipped: ${cannotRun})` : ''}`, () => {
  let emulator: Emulator;
  let groups: Awaited<ReturnType<typeof openSignedIn>>['containerGroups'];
  beforeAll(async () => {
    emulator = await startEmulator({ runner: 'real', settings: quick });
    groups = (await openSignedIn(emulator)).containerGroups;
  });
  afterAll(() => emulator.stop());
  beforeEach(() => {
    Object.assign(emulator.settings, quick);
    emulator.faults.clear();
  });
  const open = () => openRunner(groups, { tls, keys: { ...keys }, held: {} }, isGatewayAnswering, 300);
  const addressOf = async (name: string) => (await groups.read({ ...place, name }))?.properties.ipAddress?.ip ?? '';

  it('is a model that answers over TLS to whoever has a key, and nothing else', async () => {
    const runner = open();
    const learned = await runner.deploy(orderOf({ containerGroup: newGroup('first'), model: model() }));
    const address = await addressOf('first');
    expect(learned).toMatchObject({
      address,
      azureName: expect.stringMatching(/^first-model\..+\.azurecontainer\.io$/u),
    });
    expect(await score(address, '[[1,2]]')).toMatchObject({ status: 401, fingerprint: fingerprintOf(tls) });
    for (const key of Object.values(keys)) expect((await score(address, '[[1,2]]', key)).status).toBe(200);
    expect(await isReachable(address, 5001)).toBe(false);
    expect(learned).not.toHaveProperty('silentMilliseconds');
  });

  it('goes on with a renewed certificate at the same address, and says how long nobody was answered', async () => {
    const service = { tls, keys: { ...keys }, held: {} };
    const runner = openRunner(groups, service, isGatewayAnswering, 300);
    const order = orderOf({ containerGroup: newGroup('renewal'), model: model() });
    const { address } = await runner.deploy(order);
    service.tls = renewed;
    const learned = await runner.deploy(order);
    expect(learned).toMatchObject({ address, silentMilliseconds: expect.any(Number) });
    expect(Number(learned['silentMilliseconds'])).toBeGreaterThan(0);
    expect(await score(String(address), '[]', keys.primary)).toMatchObject({
      status: 200,
      fingerprint: fingerprintOf(renewed),
    });
  });

  it('takes the new key and the other one, and the old one no more', async () => {
    const service = { tls, keys: { ...keys }, held: {} };
    const runner = openRunner(groups, service, isGatewayAnswering, 300);
    const order = orderOf({ containerGroup: newGroup('rotation'), model: model() });
    const { address } = await runner.deploy(order);
    service.keys.primary = 'c'.repeat(43);
    await runner.change(order, { kind: 'rotate-key', slot: 'primary' });
    const statuses = [keys.primary, service.keys.primary, keys.secondary].map((key) =>
      score(String(address), '[]', key),
    );
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 200, 200]);
  });

  it('is secured where somebody’s open model was, which is reached on its port no more', async () => {
    await groups.put(
      { ...place, name: 'open' },
      openModel({ ipAddress: { type: 'Public', ports: [{ port: 5001 }], dnsNameLabel: 'open-model' } }),
    );
    await emulator.settled();
    const before = await addressOf('open');
    await expect.poll(() => isReachable(before, 5001), { timeout: 10_000 }).toBe(true);
    const order = orderOf({ containerGroup: existingGroup('open', 'scorer'), model: model() });
    const { address, azureName } = await open().deploy(order);
    expect(azureName).toBe('open-model.westeurope.azurecontainer.io');
    expect(await isReachable(String(address), 5001)).toBe(false);
    expect((await score(String(address), '[[1]]', keys.primary)).status).toBe(200);
    expect((await score(String(address), '[[1]]')).status).toBe(401);
  });

  it('is reached without TLS on port 80 where that was turned off, and without a key', async () => {
    const order = orderOf(
      { containerGroup: newGroup('plain'), model: model() },
      { tls: false, keyAuthentication: false },
    );
    const { address } = await open().deploy(order);
    const answer = await fetch(`http://${address}/score`, { method: 'POST', body: '[[1]]' });
    expect(answer.status).toBe(200);
    expect(await isReachable(String(address), 443)).toBe(false);
    // The keys are there: turned on, they are asked for.
    const locked = orderOf({ containerGroup: newGroup('plain'), model: model() }, { tls: false });
    await open().deploy(locked);
    const ask = (authorization: string) =>
      fetch(`http://${address}/score`, { method: 'POST', body: '[[1]]', headers: { authorization } });
    expect((await ask('Bearer other')).status).toBe(401);
    expect((await ask(`Bearer ${keys.primary}`)).status).toBe(200);
  });

  it.each([
    ['a model that crashes', 'contoso/crash-model:1', 'Always', { reason: 'crash', exitCode: 1 }],
    [
      'a model that crashes once, where nothing is restarted',
      'contoso/crash-model:1',
      'Never',
      { reason: 'crash', exitCode: 1 },
    ],
    ['a model that needs more memory', 'contoso/oom:1', 'Always', { reason: 'out-of-memory', exitCode: 137 }],
  ] as const)(
    'is nothing that answers with %s, which is said early with the container’s name',
    async (what, image, restartPolicy, facts) => {
      const name = `bad-${[...what].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)}`;
      const runner = open();
      const order = orderOf({ containerGroup: newGroup(name, { restartPolicy }), model: model({ image }) });
      const { runStep } = runner.begin(order, (await runner.plan(order)).steps);
      await runStep('create-group');
      expect(await problemOf(runStep('wait-group'))).toMatchObject({
        code: 'container-group.not-ready',
        facts: { name, container: 'model', isGateway: false, ...facts },
      });
      await expect.poll(() => groups.logs({ ...place, name }, 'model', 20)).toContain('loading the model');
      // Tried again, it is started again: what is wrong is wrong, and is said again.
      expect(await problemOf(runStep('wait-group'))).toMatchObject({
        facts: { container: 'model', reason: facts.reason },
      });
    },
  );

  it('says which image of how many is pulled', async () => {
    emulator.settings.pullMilliseconds = 500;
    const runner = open();
    await runner.deploy(orderOf({ containerGroup: newGroup('slow'), model: model() }));
    expect(runner.progress).toContainEqual({
      phase: 'pulling',
      container: 'model',
      image: 'contoso/score:7',
      done: 0,
      of: 2,
    });
    expect(runner.progress).toContainEqual(
      expect.objectContaining({ phase: 'pulling', container: 'gateway', done: 1, of: 2 }),
    );
  });

  it('is restarted, and waited for until the new containers answer', async () => {
    const runner = open();
    const order = orderOf({ containerGroup: newGroup('again'), model: model() });
    await runner.deploy(order);
    const started = async () => startOf((await groups.read({ ...place, name: 'again' }))!);
    const before = await started();
    await runner.change(order, { kind: 'restart' });
    expect(await started()).not.toBe(before);
  });
});
