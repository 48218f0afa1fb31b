import type { Deployment, Step } from '../../shared/deployments/contract';
import type { Facts, Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { runApiKeyStep } from './api-key-steps';
import { ended, learnedSoFar, withStep } from './deployment';
import type { DeploymentPorts, JournalEntry } from './ports';
import { sparingly, type Teller } from './sparingly';
import type { StepWork, Target } from './targets';

/** What a run needs. */
export interface RunPorts extends Pick<DeploymentPorts, 'services' | 'changed' | 'unexpected' | 'now'> {
  readonly target: Target;
  /** Writes down how far it is. */
  readonly write: (entry: JournalEntry) => Promise<void>;
}

/** A person can't follow more. */
const MILLISECONDS_BETWEEN_PROGRESS = 200;

/** One deployment under way, from the first step that is not done to its end. */
export class DeploymentRun {
  readonly #ports: RunPorts;
  readonly #cancelled = new AbortController();
  readonly #tell: Teller;
  #entry: JournalEntry;

  constructor(entry: JournalEntry, ports: RunPorts) {
    this.#entry = entry;
    this.#ports = ports;
    this.#tell = sparingly(() => ports.changed(this.deployment), MILLISECONDS_BETWEEN_PROGRESS);
  }

  /** As it is at the moment. */
  get deployment(): Deployment {
    return this.#entry.deployment;
  }

  /** Aborts the step that is under way and begins no other. */
  cancel(): void {
    this.#cancelled.abort();
  }

  /** Does the steps that are not done, one after the other, until one of them isn't. Never rejects: what happened is in `deployment`. */
  async go(): Promise<void> {
    this.#tell.now();
    for (const [index, { at }] of this.deployment.steps.entries()) {
      if (at.state === 'done') continue;
      if (this.#cancelled.signal.aborted) return this.#record(ended(this.deployment, 'cancelled', this.#ports.now()));
      await this.#perform(index);
      if (this.deployment.state !== 'running') return;
    }
  }

  async #perform(index: number): Promise<void> {
    const began = performance.now();
    const outcome = await this.#outcomeOf(index).catch((cause: unknown): Outcome =>
      this.#cancelled.signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: this.#problemOf(cause) },
    );
    const milliseconds = Math.round(performance.now() - began);
    await this.#record(withStep(this.deployment, index, { ...outcome, milliseconds }, this.#ports.now()));
  }

  async #outcomeOf(index: number): Promise<Outcome> {
    const { services, now, write } = this.#ports;
    const before = learnedSoFar(this.deployment);
    this.#show(withStep(this.deployment, index, { state: 'running', started: now().toISOString() }, now()));
    // Nothing is done that is not written down: if this is refused, the step did not begin.
    await write(this.#entry);
    const learned = await this.#run(index, before);
    const isLast = index === this.deployment.steps.length - 1;
    // Within the last step, so that the service hears of it before the deployment counts as done, also after a kill.
    if (isLast) await services.deployed(this.#entry.order, { ...before, ...learned });
    return { state: 'done', learned };
  }

  async #run(index: number, learned: Facts): Promise<Facts> {
    const { target, services } = this.#ports;
    const { order } = this.#entry;
    const step = this.deployment.steps[index]?.step;
    if (step === undefined) return {};
    return runApiKeyStep(step, order, services) ?? this.#runOfTarget(target, step, index, learned);
  }

  async #runOfTarget(target: Target, step: Step, index: number, learned: Facts): Promise<Facts> {
    const { services } = this.#ports;
    const { order, memo, deployment } = this.#entry;
    let isOver = false;
    const work: StepWork = {
      order,
      deploymentId: deployment.id,
      learned,
      memo,
      gateway: () => services.gateway(order),
      held: () => services.held(order.serviceId),
      remember: (wanted) => this.#remember(wanted),
      report: (progress) => void (isOver || this.#showProgress(index, progress)),
      signal: this.#cancelled.signal,
    };
    try {
      return await target.run(step, work);
    } finally {
      isOver = true;
    }
  }

  async #remember(memo: unknown): Promise<void> {
    this.#entry = { ...this.#entry, memo };
    await this.#ports.write(this.#entry);
  }

  #showProgress(index: number, progress: Facts): void {
    const at = this.deployment.steps[index]?.at;
    if (at?.state !== 'running') return;
    this.#entry = {
      ...this.#entry,
      deployment: withStep(this.deployment, index, { ...at, progress }, this.#ports.now()),
    };
    this.#tell.soon();
  }

  #show(deployment: Deployment): void {
    this.#entry = { ...this.#entry, deployment };
    this.#tell.now();
  }

  /** What is done is done, also where it can't be written: an older journal makes a step run again, and every step is safe to. */
  async #record(deployment: Deployment): Promise<void> {
    this.#show(deployment);
    await this.#ports.write(this.#entry).catch(this.#ports.unexpected);
  }

  #problemOf(cause: unknown): Problem {
    if (cause instanceof AppError) return cause.toProblem();
    return { code: 'unexpected', facts: { reference: this.#ports.unexpected(cause) } };
  }
}

type Outcome =
  | { readonly state: 'done'; readonly learned: Facts }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'cancelled' };
