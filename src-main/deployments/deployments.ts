import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment, Plan } from '../../shared/deployments/contract';
import type { Request, Response } from '../../shared/ipc/contract';
import { AppError } from '../app-error';
import { deploymentOf, resumed } from './deployment';
import { DeploymentRun } from './deployment-run';
import { KeptDeployments } from './kept-deployments';
import { confirms, isSameOrder, Plans, targetOf } from './plans';
import type { DeploymentPorts, JournalEntry } from './ports';
import { saveReport } from './report/save-report';
import type { Order } from './targets';

/** How long a cancel waits for the step that is under way. */
const PATIENCE_MS = 5000;

/**
 * Plans deployments, runs them and remembers what became of them. A service has one under way at a time; services are
 * independent of each other. No target is known by name here.
 */
export class Deployments {
  readonly #ports: DeploymentPorts;
  readonly #plans: Plans;
  readonly #kept: KeptDeployments;
  readonly #patience: number;
  /** By the deployment's id; `over` never rejects. */
  readonly #runs = new Map<string, { readonly run: DeploymentRun; readonly over: Promise<void> }>();

  constructor(ports: DeploymentPorts, { patience = PATIENCE_MS } = {}) {
    this.#ports = ports;
    this.#plans = new Plans(ports);
    this.#kept = new KeptDeployments(ports);
    this.#patience = patience;
  }

  /** What would be done for a service; touches nothing. @throws {AppError} `deployment.running`, and what the service or its target says */
  async plan({ serviceId, change }: Request<'deployments.plan'>): Promise<Plan> {
    this.#refuseWhileRunning(serviceId);
    return this.#plans.make(serviceId, change, await this.#kept.memo(serviceId));
  }

  /** Begins what a plan said, and answers when that is written down. @throws {AppError} `deployment.plan-gone`, `deployment.not-confirmed`, `deployment.values-missing`, `deployment.running`, `file.not-written` */
  async start({ planId, confirmed = '' }: Request<'deployments.start'>): Promise<Response<'deployments.start'>> {
    const { plan, order } = this.#plans.get(planId);
    await this.#refuseIfChanged(order);
    if (plan.asks.length > 0) throw new AppError('deployment.values-missing', { count: plan.asks.length });
    if (plan.toConfirm !== undefined && !confirms(confirmed, order)) {
      throw new AppError('deployment.not-confirmed', { hostName: plan.hostName });
    }
    const deployment = deploymentOf(plan, this.#ports.now());
    const memo = await this.#kept.memo(plan.serviceId);
    await this.#begin({ order, warnings: plan.warnings, deployment, memo });
    this.#plans.forget(plan.serviceId);
    return { id: deployment.id };
  }

  /** All that is known, the newest first. */
  async list(): Promise<Response<'deployments.list'>> {
    const entries = await this.#kept.all();
    return { deployments: entries.map(({ deployment }) => this.#current(deployment)) };
  }

  /**
   * Aborts the step that is under way and begins no other. Answers when that step has settled; one that can't stop at once keeps
   * the deployment running, and this waits for it no longer than a few seconds. @throws {AppError} `deployment.gone`
   */
  async cancel({ id }: Request<'deployments.cancel'>): Promise<void> {
    const running = this.#runs.get(id);
    if (!running) return void (await this.#kept.entry(id));
    running.run.cancel();
    await within(this.#patience, running.over);
  }

  /**
   * Goes on from the first step that is not done; there is nothing to do for one that is. Answers when it has begun.
   * @throws {AppError} `deployment.gone`, `deployment.running`, `deployment.plan-gone` where the service changed since it was
   * started, `file.not-written`
   */
  async resume({ id }: Request<'deployments.resume'>): Promise<void> {
    const entry = await this.#kept.entry(id);
    this.#refuseWhileRunning(entry.deployment.serviceId);
    if (entry.deployment.state === 'done') return;
    await this.#refuseIfChanged(entry.order);
    const memo = await this.#kept.memo(entry.deployment.serviceId);
    await this.#begin({ ...entry, deployment: resumed(entry.deployment), memo });
  }

  /** Writes the report of a deployment. @throws {AppError} `folder.not-chosen`, `deployment.gone`, and what `saveReport` says */
  async saveReport(request: Request<'deployments.save-report'>): Promise<Response<'deployments.save-report'>> {
    if (!this.#ports.chosen.has(request.folder)) throw new AppError('folder.not-chosen');
    const entry = await this.#kept.entry(request.id);
    return saveReport({ ...entry, deployment: this.#current(entry.deployment) }, request, this.#ports);
  }

  /** Whether a target wrote something down that it still needs for a service: what it deleted is to be made anew. */
  async hasMemo(serviceId: string): Promise<boolean> {
    return (await this.#kept.memo(serviceId)) !== undefined;
  }

  /** Cancels what is under way for a service that is deleted, and forgets all its deployments. */
  async forget(serviceId: string): Promise<void> {
    this.#plans.forget(serviceId);
    const entries = (await this.#kept.all()).filter(({ deployment }) => deployment.serviceId === serviceId);
    for (const { deployment } of entries) await this.cancel(deployment);
    await this.#kept.remove(entries.map(({ deployment }) => deployment.id));
  }

  async #begin(entry: JournalEntry): Promise<void> {
    const { id, serviceId } = entry.deployment;
    // Between this check and the entry in `#runs` nothing is awaited: of two starts at once one is refused.
    this.#refuseWhileRunning(serviceId);
    const target = targetOf(this.#ports.targets, entry.order);
    const run = new DeploymentRun(entry, { ...this.#ports, target, write: (changed) => this.#kept.write(changed) });
    const begun = this.#kept.begin(entry);
    this.#runs.set(id, { run, over: this.#runToItsEnd(run, begun) });
    await begun;
  }

  /** Never rejects: a beginning that can't be written is the caller's to hear of. */
  async #runToItsEnd(run: DeploymentRun, begun: Promise<void>): Promise<void> {
    const { id } = run.deployment;
    try {
      await begun.then(
        () => run.go(),
        () => undefined,
      );
    } finally {
      // By then it may have been resumed.
      if (this.#runs.get(id)?.run === run) this.#runs.delete(id);
    }
    await this.#kept.prune().catch(this.#ports.unexpected);
  }

  #current(deployment: Deployment): Deployment {
    return this.#runs.get(deployment.id)?.run.deployment ?? deployment;
  }

  #refuseWhileRunning(serviceId: string): void {
    for (const { run } of this.#runs.values()) {
      const { serviceId: running, state, hostName } = run.deployment;
      if (running === serviceId && state === 'running') throw new AppError('deployment.running', { hostName });
    }
  }

  async #refuseIfChanged(order: Order): Promise<void> {
    const now = await this.#ports.services.order(order.serviceId, order.change);
    if (!isSameOrder(now, order)) throw new AppError('deployment.plan-gone');
  }
}

/** Ends with the promise, or when so many milliseconds are over. */
async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  await Promise.race([promise, sleep(milliseconds, undefined, { ref: false })]);
}
