// Run by `npm run bench`: deployments to the emulator, whose container groups really run. What Latchkey
// takes for itself is the time in which neither a request is under way nor a pause between two looks; what it asks Azure for is
// counted against the least that does the job.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Deployments } from '../../src-main/deployments/deployments';
import { readJournalEntry } from '../../src-main/deployments/journal-entry';
import type { DeploymentServices } from '../../src-main/deployments/ports';
import type { Order } from '../../src-main/deployments/targets';
import type { Gateway } from '../../src-main/gateway/gateway';
import { isAnswering } from '../../src-main/proof/is-answering';
import { openDeploymentJournal } from '../../src-main/storage/deployment-journal';
import { writeFileAtomically } from '../../src-main/storage/private-file';
import { ContainerInstances } from '../../src-main/targets/container-instances/container-instances';
import { openSignedIn } from '../main/azure/open-azure';
import { model, newGroup, orderOf } from '../main/targets/container-instances/open-target';
import { contoso } from '../support/azure/world/contoso';
import { type Emulator, startEmulator } from '../support/azure/emulator';
import { makeTls, usualGateway } from '../support/gateway/usual-gateway';
import { createCertificateFactory } from '../support/openssl';
import { judge, median } from './goals';

const ROUNDS = 5;
const GOAL = { milliseconds: 1500, calls: 2 };
/** To learn what is there, to say what is to be, to learn where it is. */
const LEAST_CALLS = 3;

/** Milliseconds in which somebody else was waited for: overlapping waits count once. */
class Waited {
  #sum = 0;
  #open = 0;
  #since = 0;

  async during<T>(work: Promise<T>): Promise<T> {
    if (this.#open++ === 0) this.#since = performance.now();
    try {
      return await work;
    } finally {
      if (--this.#open === 0) this.#sum += performance.now() - this.#since;
    }
  }

  take(): number {
    const sum = this.#sum;
    this.#sum = 0;
    return sum;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const factory = createCertificateFactory();
const emulator = await startEmulator({ runner: 'real' });
try {
  console.log(`Deployments to the emulator (groups run in ${emulator.isolation}), median of ${ROUNDS}`);
  const waited = new Waited();
  const service = { gateway: await gatewayFor('first'), order: orderFor('bench-0') };
  const deployments = openDeployments(service, await openGroups(emulator, waited), waited);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    service.order = orderFor(`bench-${round}`);
    const created = await measure(emulator, waited, () => deploy(deployments, service.order.serviceId));
    service.gateway = { ...service.gateway, tls: makeTls(factory, `renewed-${round}`) };
    const renewed = await measure(emulator, waited, () => deploy(deployments, service.order.serviceId));
    rounds.push({ created, renewed });
  }
  print(
    'a new container group',
    rounds.map(({ created }) => created),
  );
  print(
    'a renewed certificate',
    rounds.map(({ renewed }) => renewed),
  );
} finally {
  await emulator.stop();
  factory.remove();
  rmSync(folder, { recursive: true, force: true });
}

interface Measured {
  /** Milliseconds: all of it, and what of it was ours. */
  readonly all: number;
  readonly own: number;
  readonly calls: number;
}

async function measure({ journal }: Emulator, waited: Waited, work: () => Promise<void>): Promise<Measured> {
  journal.clear();
  waited.take();
  const start = performance.now();
  await work();
  const all = performance.now() - start;
  const paths = journal.entries().filter(({ service }) => service === 'arm');
  // Looks at a group that Azure works on are waiting; the last of them is the one that is needed.
  const put = paths.findIndex(({ method }) => method === 'PUT');
  const looks = paths.slice(put + 1).filter(({ method }) => method === 'GET').length;
  return { all, own: all - waited.take(), calls: paths.length - Math.max(0, looks - 1) };
}

function print(what: string, rounds: readonly Measured[]): void {
  const middle = (of: (one: Measured) => number): number => median(rounds.map(of));
  const [all, own, calls] = [middle((one) => one.all), middle((one) => one.own), middle((one) => one.calls)];
  console.log(
    `${what.padEnd(24)} ${own.toFixed(0).padStart(5)} ms of ${all.toFixed(0).padStart(5)} ms are Latchkey's own   ratio ${(own / all).toPrecision(2)}   ${judge(own, { atMost: GOAL.milliseconds, unit: ' ms' })}`,
  );
  console.log(
    `${''.padEnd(24)} ${calls} calls, ${calls - LEAST_CALLS} above the least   ${judge(calls - LEAST_CALLS, { atMost: GOAL.calls })}`,
  );
}

async function deploy(deployments: Deployments, serviceId: string): Promise<void> {
  const plan = await deployments.plan({ serviceId, change: { kind: 'deploy' } });
  const { id } = await deployments.start({ planId: plan.id });
  for (;;) {
    const deployment = (await deployments.list()).deployments.find((one) => one.id === id);
    if (deployment?.state === 'done') return;
    if (deployment?.state !== 'running') throw new Error(`the deployment ended: ${JSON.stringify(deployment)}`);
    await changed;
  }
}

let changed: Promise<void>;
let tell: () => void;
function next(): void {
  changed = new Promise((resolve) => (tell = resolve));
}

function openDeployments(
  service: { gateway: Gateway; order: Order },
  groups: ConstructorParameters<typeof ContainerInstances>[0]['groups'],
  waited: Waited,
): Deployments {
  next();
  const target = new ContainerInstances({
    groups,
    isAnswering: (at, signal) => waited.during(isAnswering(at, signal)),
    wait: (milliseconds, signal) => waited.during(sleep(milliseconds, undefined, { signal })),
  });
  return new Deployments({
    targets: new Map([[target.id, target]]),
    services: servicesOf(service),
    journal: openDeploymentJournal(folder, { read: readJournalEntry, leftOut: () => undefined }),
    chosen: { has: () => false },
    write: writeFileAtomically,
    explain: ({ code }) => code,
    explainProof: ({ code }) => ({ says: code }),
    proof: () => undefined,
    changed: () => {
      tell();
      next();
    },
    unexpected: (cause) => {
      console.error(cause);
      return '';
    },
    now: () => new Date(),
  });
}

function servicesOf(service: { readonly gateway: Gateway; readonly order: Order }): DeploymentServices {
  return {
    order: async () => service.order,
    gateway: async () => service.gateway,
    held: async () => new Map(),
    apiKeys: async () => 'kept',
    makeApiKeys: async () => undefined,
    makeNextKey: async () => undefined,
    keeping: () => 'keyring',
    deployed: async () => undefined,
  };
}

async function openGroups(azure: Emulator, waited: Waited) {
  const { call, containerGroups } = await openSignedIn(azure, { folder, around: (answer) => waited.during(answer) });
  const { tenant, subscription } = contoso;
  // As whoever deploys has done: the region was chosen from this.
  await call('azure.regions', { tenant, subscription, target: 'container-instances' });
  return containerGroups;
}

async function gatewayFor(name: string): Promise<Gateway> {
  return { ...(await usualGateway(factory, 5001)), port: 443, tls: makeTls(factory, name) };
}

function orderFor(name: string): Order {
  return orderOf({ containerGroup: newGroup(name), model: model() }, { serviceId: randomUUID() });
}
