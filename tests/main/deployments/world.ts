import { randomUUID } from 'node:crypto';
import type { Change, Deployment, Step, StepCode } from '../../../shared/deployments/contract';
import type { Facts } from '../../../shared/problem';
import type { Proof } from '../../../shared/proof/contract';
import type { AppError } from '../../../src-main/app-error';
import { Deployments } from '../../../src-main/deployments/deployments';
import { readJournalEntry } from '../../../src-main/deployments/journal-entry';
import type { DeploymentJournal, DeploymentPorts, DeploymentServices } from '../../../src-main/deployments/ports';
import type { Order, PlanWork, StepWork, Target, TargetPlan } from '../../../src-main/deployments/targets';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';
import { writeFileAtomically } from '../../../src-main/storage/private-file';

/** Making it what it is to be: what most deployments are for. */
export const deploy = { kind: 'deploy' } as const satisfies Change;

/** What must be seen nowhere. */
export const canary = 'CANARYxSECRETx0123456789';

/** The steps of the target in these tests, in order; the engine's own comes before them. */
export const targetSteps = [
  'this-computer.start-model',
  'this-computer.call-model',
  'this-computer.start-gateway',
] as const satisfies readonly StepCode[];

type Run = (work: StepWork) => Promise<Facts> | Facts;

/** An engine among things in memory that write down what is done to them. */
export class World {
  readonly serviceId = randomUUID();
  /** Everything that changed anything, in order. */
  readonly done: string[] = [];
  readonly events: Deployment[] = [];
  readonly unforeseen: unknown[] = [];
  /** The files of the journal, as text. */
  readonly files = new Map<string, string>();
  readonly deployed: Facts[] = [];
  order: Order;
  keys: 'kept' | 'none' = 'none';
  isReal = false;
  journalProblem: AppError | undefined;
  proof: Proof | undefined;
  chosen = new Set<string>();
  clock = Date.UTC(2027, 2, 14, 9, 26);
  /** What a step does: nothing, unless it is said here. */
  readonly steps = new Map<StepCode, Run>();
  planning: (signal: AbortSignal) => Promise<void> = async () => undefined;
  /** What the target's plan says besides its steps. */
  besides: Partial<TargetPlan> = {};
  /** What the target was told with each plan. */
  readonly planned: PlanWork[] = [];
  readonly held = new Map<string, string>();

  constructor() {
    this.order = {
      serviceId: this.serviceId,
      target: 'this-computer',
      change: deploy,
      hostName: 'score.contoso.com',
      certificate: {
        name: 'score.contoso.com',
        notAfter: '2027-06-01T00:00:00Z',
        developmentOnly: false,
        sha256: 'ab'.repeat(32),
      },
      tls: true,
      keyAuthentication: true,
      allowedOrigins: [],
      settings: { port: 8443 },
      held: [],
    };
  }

  /** Latchkey, started. */
  open(options?: { patience?: number }): Deployments {
    const ports: DeploymentPorts = {
      targets: new Map([['this-computer', this.#target()]]),
      services: this.#services(),
      journal: this.#journal(),
      chosen: this.chosen,
      write: writeFileAtomically,
      explain: ({ code }) => `Problem ${code}.`,
      explainProof: ({ code, result }) => ({ says: `Line ${code} ${result}.`, why: 'Because.' }),
      proof: () => this.proof,
      changed: (deployment) => void this.events.push(deployment),
      unexpected: (cause) => `reference-${this.unforeseen.push(cause)}`,
      now: () => new Date((this.clock += 1000)),
    };
    return new Deployments(ports, options);
  }

  /** What the files of the journal say of a deployment. */
  written(id: string): Deployment {
    return readJournalEntry(JSON.parse(this.files.get(id) ?? 'null')).deployment;
  }

  #services(): DeploymentServices {
    return {
      order: async (serviceId, change) => {
        await Promise.resolve();
        return { ...this.order, serviceId, change };
      },
      gateway: async () => {
        this.done.push('gateway asked for');
        return gatewayWithSecrets();
      },
      held: async () => {
        this.done.push('held values asked for');
        return this.held;
      },
      apiKeys: async () => this.keys,
      makeApiKeys: async () => {
        this.done.push('keys made');
        this.keys = 'kept';
      },
      makeNextKey: async (_, slot) => void this.done.push(`next ${slot} key made`),
      keeping: () => 'keyring',
      deployed: async (_, learned) => {
        this.done.push('service told');
        this.deployed.push(learned);
      },
    };
  }

  #target(): Target {
    return {
      id: 'this-computer',
      isReal: this.isReal,
      plan: async (_, work) => {
        this.planned.push(work);
        await this.planning(work.signal);
        const steps: Step[] = targetSteps.map((code) => ({ code, action: 'start', facts: {} }));
        return { place: ['laptop'], steps, seconds: 2, ...this.besides };
      },
      run: async ({ code }, work) => {
        this.done.push(code);
        return (await this.steps.get(code)?.(work)) ?? {};
      },
    };
  }

  #journal(): DeploymentJournal {
    return {
      all: async () => [...this.files.values()].map((text) => readJournalEntry(JSON.parse(text))),
      write: async (entry) => {
        if (this.journalProblem) throw this.journalProblem;
        this.files.set(entry.deployment.id, JSON.stringify(entry));
      },
      remove: async (id) => void this.files.delete(id),
    };
  }
}

/** Plans and starts; answers the deployment's id. */
export async function begin(
  engine: Deployments,
  serviceId: string,
  confirmed?: string,
  change: Change = deploy,
): Promise<string> {
  const { id } = await engine.plan({ serviceId, change });
  const started = await engine.start({ planId: id, ...(confirmed !== undefined && { confirmed }) });
  return started.id;
}

/** Waits until a deployment is over, and answers what became of it. */
export async function over(engine: Deployments, id: string): Promise<Deployment> {
  for (;;) {
    const deployment = await current(engine, id);
    if (deployment.state !== 'running') return deployment;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A deployment as the list has it. */
export async function current(engine: Deployments, id: string): Promise<Deployment> {
  const found = (await engine.list()).deployments.find((deployment) => deployment.id === id);
  if (!found) throw new Error(`There is no deployment ${id}`);
  return found;
}

/** The states of its steps, one after the other. */
export function statesOf({ steps }: Deployment): string {
  return steps.map(({ at }) => at.state).join(' ');
}

/** A step that ends when it is aborted, as the port asks; `begun` ends when it began. */
export function untilAborted(): { readonly begun: Promise<void>; readonly run: Run } {
  const { promise: begun, resolve } = promiseOf<void>();
  const run: Run = ({ signal }) =>
    new Promise<Facts>((_, reject) => {
      resolve();
      const abort = (): void => reject(signal.reason as Error);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
    });
  return { begun, run };
}

/** A promise and what ends it. */
export function promiseOf<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((end) => {
    resolve = end;
  });
  return { promise, resolve };
}

function gatewayWithSecrets(): Gateway {
  return {
    ...gatewayDefaults,
    hostNames: ['score.contoso.com'],
    tls: { certificateChain: 'chain', privateKey: canary },
    apiKeys: { primary: canary, secondary: `${canary}2` },
    model: { host: '127.0.0.1', port: 5001 },
    port: 8443,
  };
}
