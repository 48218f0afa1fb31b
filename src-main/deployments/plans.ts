import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Change, Plan, PlanWarning } from '../../shared/deployments/contract';
import { AppError } from '../app-error';
import { displayHostName } from '../certificates/host-names/host-name';
import { apiKeySteps } from './api-key-steps';
import type { DeploymentPorts } from './ports';
import type { Order, PlanWork, Target } from './targets';

/** A plan that was shown, and what it was made for. */
export interface Planned {
  readonly plan: Plan;
  readonly order: Order;
}

/** The last plan of each service, in memory: what was not started when Latchkey ends is asked for again. */
export class Plans {
  readonly #ports: Pick<DeploymentPorts, 'targets' | 'services'>;
  readonly #planned = new Map<string, Planned>();
  readonly #asked = new Map<string, AbortController>();

  constructor(ports: Pick<DeploymentPorts, 'targets' | 'services'>) {
    this.#ports = ports;
  }

  /** Makes the plan of a service. One that is being made for the same service ends with `deployment.plan-gone`. */
  async make(serviceId: string, change: Change, memo: unknown): Promise<Plan> {
    this.forget(serviceId);
    const asked = new AbortController();
    this.#asked.set(serviceId, asked);
    try {
      const order = await this.#ports.services.order(serviceId, change);
      const plan = await this.#planFor(order, { memo, signal: asked.signal });
      asked.signal.throwIfAborted();
      this.#planned.set(serviceId, { plan, order });
      return plan;
    } finally {
      if (this.#asked.get(serviceId) === asked) this.#asked.delete(serviceId);
    }
  }

  /** @throws {AppError} `deployment.plan-gone` */
  get(planId: string): Planned {
    const found = [...this.#planned.values()].find(({ plan }) => plan.id === planId);
    if (!found) throw new AppError('deployment.plan-gone');
    return found;
  }

  forget(serviceId: string): void {
    this.#asked.get(serviceId)?.abort(new AppError('deployment.plan-gone'));
    this.#planned.delete(serviceId);
  }

  async #planFor(order: Order, work: Pick<PlanWork, 'memo' | 'signal'>): Promise<Plan> {
    const { targets, services } = this.#ports;
    const target = targetOf(targets, order);
    const hasApiKeys = (await services.apiKeys(order.serviceId)) === 'kept';
    const planned = await target.plan(order, { ...work, hasApiKeys });
    const { place, steps, seconds, interruption, warnings = [], asks = [], mustConfirm = false } = planned;
    const showsDevelopment = target.isReal && showsDevelopmentCertificate(order);
    const hostName = displayHostName(order.hostName);
    return {
      id: randomUUID(),
      serviceId: order.serviceId,
      target: order.target,
      change: order.change,
      hostName,
      place: [...place],
      steps: [...apiKeySteps(order, hasApiKeys, services.keeping()), ...steps],
      seconds,
      ...(interruption !== undefined && { interruption }),
      warnings: [...warningsOf(order, showsDevelopment), ...warnings],
      asks: [...asks],
      ...((showsDevelopment || mustConfirm) && { toConfirm: hostName }),
    };
  }
}

/** The adapter for an order. @throws where there is none, which composition has seen to. */
export function targetOf(targets: ReadonlyMap<string, Target>, { target }: Order): Target {
  const found = targets.get(target);
  if (!found) throw new Error(`There is no adapter for the target ${target}`);
  return found;
}

/** Whether two orders say the same, also where one of them was written to the disk meanwhile. */
export function isSameOrder(one: Order, other: Order): boolean {
  return isDeepStrictEqual(asWritten(one), asWritten(other));
}

/** What was typed to confirm a plan is the host name: in whatever case, in its own script or in A-labels. */
export function confirms(typed: string, { hostName }: Order): boolean {
  const name = typed.trim();
  return name.toLowerCase() === hostName || domainToASCII(name) === hostName;
}

function asWritten(order: Order): unknown {
  return JSON.parse(JSON.stringify(order));
}

/** On this computer a development certificate is what one has, so nothing is said of it: a warning is read if it is rare. */
function warningsOf({ change, tls, keyAuthentication }: Order, showsDevelopment: boolean): PlanWarning[] {
  if (change.kind !== 'deploy') return [];
  const warnings: readonly (readonly [PlanWarning, boolean])[] = [
    ['tls-off', !tls],
    ['key-authentication-off', !keyAuthentication],
    ['keys-over-plain-http', !tls && keyAuthentication],
    ['development-certificate', showsDevelopment],
  ];
  return warnings.filter(([, isSo]) => isSo).map(([warning]) => warning);
}

function showsDevelopmentCertificate({ change, tls, certificate }: Order): boolean {
  return change.kind === 'deploy' && tls && certificate?.developmentOnly === true;
}
