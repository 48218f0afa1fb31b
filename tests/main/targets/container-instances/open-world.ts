import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { ContainerGroupSettings } from '../../../../shared/container-instances/contract';
import type { ApiKeySlot } from '../../../../shared/services/api-key-slot';
import type { WireGroup } from '../../../../src-main/targets/container-instances/ports';
import { type Emulator, startEmulator } from '../../../support/azure/emulator';
import { contoso } from '../../../support/azure/world/contoso';
import { type BuiltProgram, buildProgram } from '../../../support/build-program';
import { openSignedIn } from '../../azure/open-azure';
import { type LatchkeyPorts, openLatchkey } from './open-latchkey';
import { existingGroup, model, newGroup, place } from './open-target';

/** What is given to a service and must be found nowhere but in its group. */
export const held = { token: 'CANARYxTOKENx5d1f', file: 'CANARYxFILEx77c0' };
export const hostName = 'score.contoso.test';

const quick = { pullMilliseconds: 5, restartMilliseconds: 20, operationPolls: 0 };

/** An emulator whose groups really run, and Latchkeys of people who are signed in, each with a subscription of its own. */
export function useWorld() {
  const made = { emulator: {} as Emulator, azure: {} as Awaited<ReturnType<typeof openSignedIn>> };
  let base: string;
  let worker: BuiltProgram;
  let turn = 0;
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'latchkey-world-'));
    worker = await buildProgram('src-main/certificates/worker.ts');
    made.emulator = await startEmulator({ runner: 'loopback', settings: quick });
    made.azure = await openSignedIn(made.emulator);
  }, 60_000);
  afterAll(async () => {
    await made.emulator.stop();
    worker.remove();
    for (const folder of [base, made.azure.folder]) rmSync(folder, { recursive: true });
  });

  /** Somebody's computer. @param isRegistered whether the subscription has had container groups before */
  function openPlace({ isRegistered = true } = {}) {
    const { emulator } = made;
    const folder = mkdtempSync(join(base, 'place-'));
    cpSync(made.azure.folder, join(folder, 'data'), { recursive: true });
    const subscription = addSubscription(emulator, isRegistered);
    // A name that leads to it is one of all of Azure's.
    const there = { ...place, subscription, name: `scoring-${(turn += 1)}` };
    const ports = { folder, worker: worker.url };
    const calls = () => emulator.journal.entries().filter(({ path }) => path.includes(subscription));
    return {
      ...ports,
      there,
      /** Latchkey as it is after its start: it knows what is written. */
      open: (more: Pick<LatchkeyPorts, 'told'> = {}) => openLatchkey({ ...ports, ...more }),
      /** What Azure was asked about this subscription. */
      calls,
      groups: () => emulator.state.containerGroups.filter(({ id }) => id.includes(subscription)),
      put: async (group: WireGroup) => {
        await made.azure.containerGroups.put(there, group);
        await emulator.settled();
      },
      read: () => made.azure.containerGroups.read(there),
      logs: (container: string) => made.azure.containerGroups.logs(there, container, 200),
      remove: () => made.azure.containerGroups.remove(there),
      /** Everything that stands in files, and everything that the page heard. */
      written: () => [...filesIn(join(folder, 'data')), join(folder, 'heard')].map((path) => readFileSync(path)),
      settings: (origin: 'new' | 'existing'): ContainerGroupSettings =>
        origin === 'new'
          ? newGroup(there.name, { place: { ...place, subscription } })
          : existingGroup(there.name, 'scorer', { place: { ...place, subscription } }),
    };
  }
  return { made, openPlace };
}

/** Which of these secrets stand in what was written: as they are, in Base64 or in hexadecimal. */
export function foundIn(
  written: readonly Buffer[],
  secrets: readonly (string | Buffer)[],
): readonly (string | Buffer)[] {
  const forms = (secret: string | Buffer): readonly (string | Buffer)[] => {
    const bytes = Buffer.from(secret);
    // Three of them: it may begin anywhere in a longer text, and where it ends depends on what follows.
    const parts = [0, 1, 2].map((from) => bytes.subarray(from, from + 3 * Math.floor((bytes.length - from) / 3)));
    return [bytes, bytes.toString('hex'), ...parts.map((part) => part.toString('base64'))];
  };
  return secrets.filter((secret) => forms(secret).some((form) => written.some((bytes) => bytes.includes(form))));
}

export type Place = ReturnType<ReturnType<typeof useWorld>['openPlace']>;
type Latchkey = ReturnType<typeof openLatchkey>;

/** A service with everything chosen. */
export async function createService({ call }: Latchkey, containerGroup: ContainerGroupSettings): Promise<string> {
  const { id } = await call('services.create', { target: 'container-instances' });
  await call('services.set-host-name', { id, hostName });
  await call('services.make-certificate', { id });
  const rest = { example: '[[1,2]]', tls: true, keyAuthentication: true, allowedOrigins: [] };
  await call('services.set-container-group', { id, containerGroup, model: model(), ...rest });
  return id;
}

/** Gives a service what the group that was there keeps to itself. */
export async function giveHeld({ call, seen }: Latchkey, id: string, { folder }: Place): Promise<void> {
  mkdirSync(join(folder, 'picked'));
  writeFileSync(join(folder, 'picked', 'settings.txt'), held.file);
  await call('services.give-value', { id, valueId: 'environment/scorer/TOKEN', value: held.token });
  seen.picked = [join(folder, 'picked', 'settings.txt')];
  await call('services.give-files', { id, valueId: 'volume-files/settings' });
}

/** As its user copies it. */
export async function keyOf({ call, seen }: Latchkey, id: string, slot: ApiKeySlot): Promise<string> {
  await call('services.copy-key', { id, slot });
  return seen.copied;
}

/** A model that the internet reaches, with a secure variable and a secret volume, as somebody made it. */
export const somebodysGroup: WireGroup = {
  location: 'westeurope',
  tags: { owner: 'the analysts' },
  properties: {
    osType: 'Linux',
    restartPolicy: 'Always',
    containers: [
      {
        name: 'scorer',
        properties: {
          image: 'contoso/score:7',
          ports: [{ port: 5001 }],
          resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
          environmentVariables: [
            { name: 'PLAIN', value: 'seen' },
            { name: 'TOKEN', secureValue: held.token },
          ],
          volumeMounts: [{ name: 'settings', mountPath: '/mnt/settings', readOnly: true }],
        },
      },
    ],
    volumes: [{ name: 'settings', secret: { 'settings.txt': Buffer.from(held.file).toString('base64') } }],
    ipAddress: { type: 'Public', ports: [{ port: 5001 }] },
  },
};

function addSubscription({ state }: Emulator, isRegistered: boolean): string {
  const id = randomUUID();
  const [like, owner, group] = [
    state.subscriptions.find((one) => one.id === contoso.emptySubscription),
    state.roleAssignments.find(({ scope }) => scope === `/subscriptions/${contoso.emptySubscription}`),
    state.resourceGroups.find(({ name }) => name === 'models'),
  ];
  if (!like || !owner || !group) throw new Error('This is not the world that was expected');
  state.subscriptions.push({ ...like, id });
  state.roleAssignments.push({ ...owner, name: randomUUID(), scope: `/subscriptions/${id}` });
  state.resourceGroups.push({ ...group, id: `/subscriptions/${id}/resourceGroups/models` });
  if (isRegistered) state.registrations[`${id}/microsoft.containerinstance`] = 'Registered';
  return id;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
