import { spawn } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../../shared/deployments/contract';
import type { WireGroup } from '../../../../src-main/targets/container-instances/ports';
import { type BuiltProgram, buildProgram } from '../../../support/build-program';
import { score, whyNotRun } from '../../azure-emulator/protected-group';
import type { Task } from './killed-program';
import type { openLatchkey } from './open-latchkey';
import {
  createService,
  foundIn,
  giveHeld,
  held,
  hostName,
  keyOf,
  type Place,
  somebodysGroup,
  useWorld,
} from './open-world';

type Latchkey = ReturnType<typeof openLatchkey>;
type When = Task['kill']['when'];

/** What was there before, and what must be there after, however often Latchkey was killed. */
interface Undertaking {
  readonly change: Change;
  readonly prepare: (latchkey: Latchkey, at: Place) => Promise<string>;
  readonly isRegistered?: boolean;
  /** How many of its requests Azure takes: no more than without a kill. */
  readonly requests: { readonly PUT: number; readonly DELETE: number };
  readonly moments: Readonly<Record<string, readonly When[]>>;
  readonly expectMore?: (at: Place, before: Before) => Promise<void>;
}

interface Before {
  readonly keys: { readonly primary: string; readonly secondary: string } | undefined;
  readonly address: string | undefined;
}

const local: readonly When[] = ['it begins', 'it is done'];
const inAzure: readonly When[] = ['it begins', 'it is under way', 'it is done'];
const everywhere: readonly When[] = ['it has sent nothing', ...inAzure];
const methods: Readonly<Record<string, string>> = {
  'container-instances.register': 'POST',
  'container-instances.create-group': 'PUT',
  'container-instances.update-group': 'PUT',
  'container-instances.delete-group': 'DELETE',
  'container-instances.wait-group': 'GET',
};
const onGroup = (step: string) => `container-instances.${step}-group`;
const rotation: Change = { kind: 'rotate-key', slot: 'primary' };

const undertakings: Readonly<Record<string, Undertaking>> = {
  'a new service in a subscription that never had one': {
    change: { kind: 'deploy' },
    isRegistered: false,
    prepare: (latchkey, at) => createService(latchkey, at.settings('new')),
    requests: { PUT: 1, DELETE: 0 },
    moments: {
      'store-api-keys': local,
      'container-instances.register': inAzure,
      [onGroup('create')]: inAzure,
      [onGroup('wait')]: inAzure,
    },
  },
  'somebody’s group that has to be made anew': {
    change: { kind: 'deploy' },
    prepare: secureSomebodys,
    requests: { PUT: 1, DELETE: 1 },
    moments: { [onGroup('delete')]: everywhere, [onGroup('create')]: everywhere, [onGroup('wait')]: inAzure },
    expectMore: expectSomebodys,
  },
  'a renewed certificate': {
    change: { kind: 'deploy' },
    prepare: async (latchkey, at) => {
      const id = await deployed(latchkey, at);
      await latchkey.call('services.make-certificate', { id });
      return id;
    },
    requests: { PUT: 1, DELETE: 0 },
    moments: { [onGroup('update')]: inAzure, [onGroup('wait')]: inAzure },
    expectMore: async (at, { address }) => expect((await at.read())?.properties.ipAddress?.ip).toBe(address),
  },
  'another API key': {
    change: rotation,
    prepare: deployed,
    requests: { PUT: 1, DELETE: 0 },
    moments: { 'make-new-key': local, [onGroup('update')]: inAzure, [onGroup('wait')]: inAzure },
    expectMore: async (_, { keys, address = '' }) =>
      expect((await score(address, '[]', keys?.primary)).status).toBe(401),
  },
};

const cannotRun = whyNotRun(false);
describe.skipIf(cannotRun)(`Killed and started again${cannotRun ? ` (skipped: ${cannotRun})` : ''}`, () => {
  const { made, openPlace } = useWorld();
  let program: BuiltProgram;
  beforeAll(async () => {
    program = await buildProgram('tests/main/targets/container-instances/killed-program.ts');
  }, 60_000);
  afterAll(() => program.remove());

  for (const [what, undertaking] of Object.entries(undertakings)) {
    const kills = Object.entries(undertaking.moments).flatMap(([step, moments]) =>
      moments.map((when) => ({ step, when, method: methods[step] })),
    );
    describe.concurrent(`Latchkey brings ${what} to its end, once,`, () => {
      it.each(kills)('where it is killed at $step when $when', { timeout: 120_000 }, async (kill) => {
        const at = openPlace(undertaking);
        const latchkey = at.open();
        const serviceId = await undertaking.prepare(latchkey, at);
        const before = await stateOf(latchkey, at, serviceId);
        const calls = at.calls().length;
        await killAt(at, { folder: at.folder, worker: at.worker.href, serviceId, change: undertaking.change, kill });
        await made.emulator.settled();

        const again = at.open();
        const [found] = (await again.call('deployments.list', {})).deployments;
        expect(found).toMatchObject({ state: 'interrupted', change: undertaking.change });
        const ended = await again.resume(found?.id ?? '');
        expect(ended).toMatchObject({ state: 'done' });
        const taken = at
          .calls()
          .slice(calls)
          .filter(({ status }) => status >= 200 && status < 300);
        const count = (method: string) =>
          taken.filter((call) => call.method === method && call.path.endsWith(at.there.name)).length;
        expect({ PUT: count('PUT'), DELETE: count('DELETE') }).toEqual(undertaking.requests);
        expect(taken.filter(({ path }) => path.endsWith('/restart'))).toEqual([]);
        await expectWhole(again, at, serviceId);
        const secrets = [...made.emulator.canaries(), ...Object.values(held), ...secretsOf(at), 'PRIVATE KEY'];
        expect(foundIn(at.written(), secrets)).toEqual([]);
        // Such a search finds what is there.
        expect(foundIn(at.written(), [hostName])).toEqual([hostName]);
        await undertaking.expectMore?.(at, before);
        await at.remove();
      });
    });
  }

  /** Runs Latchkey in a process of its own until it is killed: by itself, or here as soon as Azure has its request. */
  async function killAt(at: Place, task: Task): Promise<void> {
    const child = spawn(process.execPath, [program.path, JSON.stringify(task)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    const closed = new Promise<unknown>((resolve) => child.on('close', (_, signal) => resolve(signal)));
    if (task.kill.when === 'it is under way') {
      while (!said.includes('ready')) await wait(5);
      const { faults } = made.emulator;
      const path = at.there.subscription;
      faults.add({ effect: { kind: 'slow', milliseconds: 200 }, service: 'arm', path });
      const [calls, isWaiting] = [at.calls().length, () => faults.waiting().some((fault) => fault.path === path)];
      child.stdin.write('.');
      while (isWaiting()) await wait(5);
      child.kill('SIGKILL');
      while (at.calls().length === calls) await wait(5);
    }
    expect(await closed, said).toBe('SIGKILL');
  }
});

async function stateOf(latchkey: Latchkey, at: Place, serviceId: string): Promise<Before> {
  const address = (await at.read())?.properties.ipAddress?.ip;
  const { services } = await latchkey.call('services.list', {});
  const { hasApiKeys = false } = services.find(({ id }) => id === serviceId) ?? {};
  return { address, keys: hasApiKeys ? await keysOf(latchkey, serviceId) : undefined };
}

async function keysOf(latchkey: Latchkey, id: string) {
  return { primary: await keyOf(latchkey, id, 'primary'), secondary: await keyOf(latchkey, id, 'secondary') };
}

async function deployed(latchkey: Latchkey, at: Place): Promise<string> {
  const id = await createService(latchkey, at.settings('new'));
  expect(await latchkey.over(() => latchkey.begin(id, { kind: 'deploy' }))).toMatchObject({ state: 'done' });
  return id;
}

/** One group, with the certificate and the keys of the service, and no secret anywhere else. */
async function expectWhole(latchkey: Latchkey, at: Place, serviceId: string): Promise<void> {
  expect(at.groups()).toHaveLength(1);
  const { services } = await latchkey.call('services.list', {});
  const service = services.find(({ id }) => id === serviceId);
  const keys = await keysOf(latchkey, serviceId);
  const address = service?.reached?.address ?? '';
  expect(address).toBe((await at.read())?.properties.ipAddress?.ip);
  for (const key of Object.values(keys)) {
    const { status, fingerprint } = await score(address, '[[1,2]]', key);
    expect(status).toBe(200);
    const { entries } = await latchkey.call('library.list', {});
    const leaf = entries.find(({ id }) => id === service?.certificate?.libraryId)?.leaf;
    expect(fingerprint.replaceAll(':', '').toLowerCase()).toBe(leaf?.id);
  }
  expect((await score(address, '[[1,2]]')).status).toBe(401);
  expect(at.written().some((bytes) => bytes.includes('"unexpected"'))).toBe(false);
}

/** What stands in the gateway's files: both API keys, and the private key's own number. */
function secretsOf(at: Place): readonly (string | Buffer)[] {
  const properties = at.groups()[0]?.properties as WireGroup['properties'] | undefined;
  const files = properties?.volumes?.find(({ name }) => name === 'latchkey-gateway')?.secret ?? {};
  const textOf = (name: string) => Buffer.from(files[name] ?? '', 'base64').toString();
  const keys = textOf('keys.conf').match(/[A-Za-z0-9]{43}/gu) ?? [];
  expect(new Set(keys).size).toBe(2);
  return [...keys, Buffer.from(createPrivateKey(textOf('tls.key')).export({ format: 'jwk' }).d ?? '', 'base64url')];
}

async function secureSomebodys(latchkey: Latchkey, at: Place): Promise<string> {
  await at.put(somebodysGroup);
  const id = await createService(latchkey, at.settings('existing'));
  await giveHeld(latchkey, id, at);
  return id;
}

/** The group has what somebody gave it, and the model has what nobody can ask Azure for. */
async function expectSomebodys(at: Place): Promise<void> {
  const group = await at.read();
  expect(group?.tags).toMatchObject({ owner: 'the analysts', 'latchkey-host': hostName });
  expect(group?.properties.containers.map(({ name }) => name)).toEqual(['scorer', 'gateway']);
  expect(group?.properties.containers[0]?.properties).toMatchObject({
    image: 'contoso/score:7',
    resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
    environmentVariables: [{ name: 'PLAIN', value: 'seen' }, { name: 'TOKEN' }],
    volumeMounts: [{ name: 'settings', mountPath: '/mnt/settings', readOnly: true }],
  });
  const log = await at.logs('scorer');
  expect(log).toContain(`environment TOKEN sha256=${digest(held.token)}`);
  expect(log).toContain(`file /mnt/settings/settings.txt sha256=${digest(held.file)}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
