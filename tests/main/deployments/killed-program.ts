/**
 * Latchkey, as far as the engine needs it, for killed.test.ts: deploys one service, or goes on with that, on things that stand in
 * a folder. Arguments: the folder, and at which of its moments it kills itself (0: never). Says what it found, each moment, and the end.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Step } from '../../../shared/deployments/contract';
import { Deployments } from '../../../src-main/deployments/deployments';
import { readJournalEntry } from '../../../src-main/deployments/journal-entry';
import type { DeploymentJournal, DeploymentServices } from '../../../src-main/deployments/ports';
import type { Order, Target } from '../../../src-main/deployments/targets';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';
import { openDeploymentJournal } from '../../../src-main/storage/deployment-journal';
import { writeFileAtomically } from '../../../src-main/storage/private-file';

const [folder = '', killAt = '0'] = process.argv.slice(2);
const serviceId = '6f2d5f0e-6c1f-4d0e-9f5d-0a4d0f6a7b1c';
const pathOf = (name: string): string => join(folder, name);
const say = (line: string): void => void writeSync(1, `${line}\n`);

let moments = 0;
function moment(name: string): void {
  say(`moment ${name}`);
  if (++moments !== Number(killAt)) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

const order: Order = {
  serviceId,
  target: 'this-computer',
  change: { kind: 'deploy' },
  hostName: 'score.contoso.com',
  certificate: { name: 'score', notAfter: '2027-06-01T00:00:00Z', developmentOnly: false, sha256: 'ab'.repeat(32) },
  tls: true,
  keyAuthentication: true,
  allowedOrigins: [],
  settings: { port: 8443 },
  held: [],
};

const services: DeploymentServices = {
  order: async () => ({ ...order }),
  gateway: async (): Promise<Gateway> => {
    const [primary = '', secondary = ''] = readFileSync(pathOf('keys'), 'utf8').split(' ');
    const model = { host: '127.0.0.1', port: 5001 } as const;
    return { ...gatewayDefaults, hostNames: [order.hostName], apiKeys: { primary, secondary }, model, port: 8443 };
  },
  apiKeys: async () => (existsSync(pathOf('keys')) ? 'kept' : 'none'),
  makeApiKeys: async () => {
    moment('before the keys are made');
    if (existsSync(pathOf('keys'))) return;
    writeFileSync(pathOf('keys'), `SECRET-${randomUUID()} SECRET-${randomUUID()}`, { flag: 'wx' });
    moment('after the keys are made');
  },
  makeNextKey: () => Promise.reject(new Error('No key is replaced here')),
  held: async () => new Map(),
  keeping: () => 'keyring',
  deployed: async (_, learned) => {
    moment('before the service is told');
    appendFileSync(pathOf('told'), `${JSON.stringify(learned)}\n`);
    moment('after the service is told');
  },
};

/** Makes one thing a step, of which the system itself refuses a second. What it is like was written down before. */
const target: Target = {
  id: 'this-computer',
  isReal: false,
  plan: async () => {
    const steps: Step[] = [
      { code: 'this-computer.start-model', action: 'create', facts: {} },
      { code: 'this-computer.call-model', action: 'create', facts: {} },
      { code: 'this-computer.start-gateway', action: 'create', facts: {} },
    ];
    return { place: ['laptop'], steps, seconds: 1 };
  },
  run: async ({ code }, { gateway, memo, remember, report }) => {
    appendFileSync(pathOf('runs'), `${code}\n`);
    moment(`before ${code}`);
    const { apiKeys } = await gateway();
    const likes = { ...(memo as Record<string, string> | undefined) };
    const like = (likes[code] ??= randomUUID());
    await remember(likes);
    const thing = pathOf(`thing-${code}`);
    if (!existsSync(join(thing, 'like'))) {
      mkdirSync(thing, { recursive: true });
      writeFileSync(join(thing, 'like.new'), like);
      renameSync(join(thing, 'like.new'), join(thing, 'like'));
      moment(`in the middle of ${code}`);
    }
    writeFileSync(join(thing, 'remembered'), like);
    writeFileSync(join(thing, 'keys'), `${apiKeys?.primary} ${apiKeys?.secondary}`);
    report({ made: true });
    await new Promise((resolve) => setTimeout(resolve, 2));
    moment(`after ${code}`);
    return { [code]: statSync(thing).ino };
  },
};

function openJournal(): DeploymentJournal {
  const journal = openDeploymentJournal(pathOf('deployments'), {
    read: readJournalEntry,
    leftOut: ({ code }) => say(`left out ${code}`),
  });
  return {
    ...journal,
    write: async (entry) => {
      moment('before a writing');
      await journal.write(entry);
      moment('after a writing');
    },
  };
}

const engine = new Deployments({
  targets: new Map([[target.id, target]]),
  services,
  journal: openJournal(),
  chosen: { has: () => false },
  write: writeFileAtomically,
  explain: ({ code }) => code,
  explainProof: ({ code }) => ({ says: code }),
  proof: () => undefined,
  changed: () => undefined,
  unexpected: (cause) => {
    say(`unforeseen ${String(cause)}`);
    return '';
  },
  now: () => new Date(),
});

const list = async () => (await engine.list()).deployments;
const found = await list();
for (const { state, steps } of found) say(`found ${state} ${steps.map(({ at }) => at.state).join(' ')}`);
if (found[0]) await engine.resume(found[0]);
else await engine.start({ planId: (await engine.plan({ serviceId, change: order.change })).id });
while ((await list())[0]?.state === 'running') await new Promise((resolve) => setTimeout(resolve, 1));
for (const { state } of await list()) say(`end ${state}`);
