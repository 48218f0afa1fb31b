import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlanWarning } from '../../shared/deployments/contract';
import { AppError } from '../app-error';
import { displayHostName } from '../certificates/host-names/host-name';
import type { DeploymentPorts } from './ports';
import { storeApiKeysStep } from './store-api-keys';
import type { Order, Target } from './targets';

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
  async make(serviceId: string): Promise<Plan> {
    this.forget(serviceId);
    const asked = new AbortController();
    this.#asked.set(serviceId, asked);
    try {
      const order = await this.#ports.services.order(serviceId);
      const plan = await this.#planFor(order, asked.signal);
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

  async #planFor(order: Order, signal: AbortSignal): Promise<Plan> {
    const { targets, services } = this.#ports;
    const target = targetOf(targets, order);
    const { place, steps, seconds } = await target.plan(order, signal);
    const isToConfirm = target.isReal && showsDevelopmentCertificate(order);
    const hostName = displayHostName(order.hostName);
    return {
      id: randomUUID(),
      serviceId: order.serviceId,
      target: order.target,
      hostName,
      place: [...place],
      steps: [await storeApiKeysStep(services, order.serviceId), ...steps],
      seconds,
      warnings: warningsOf(order, isToConfirm),
      ...(isToConfirm && { toConfirm: hostName }),
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
function warningsOf({ tls, keyAuthentication }: Order, isToConfirm: boolean): PlanWarning[] {
  const warnings: readonly (readonly [PlanWarning, boolean])[] = [
    ['tls-off', !tls],
    ['key-authentication-off', !keyAuthentication],
    ['keys-over-plain-http', !tls && keyAuthentication],
    ['development-certificate', isToConfirm],
  ];
  return warnings.filter(([, isSo]) => isSo).map(([warning]) => warning);
}

function showsDevelopmentCertificate({ tls, certificate }: Order): boolean {
  return tls && certificate?.developmentOnly === true;
}
