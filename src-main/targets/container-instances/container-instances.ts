import type { Step, StepCode } from '../../../shared/deployments/contract';
import type { Facts } from '../../../shared/problem';
import type { Order, PlanWork, StepWork, Target, TargetPlan } from '../../deployments/targets';
import { deleteGroup, restartGroup, startGroup, stopGroup } from './act-on-group';
import type { Wanted } from './desired-group';
import { isRunning } from './group-progress';
import { hasFailed, isSettled } from './group-states';
import type { Wait } from './patience';
import { planChange } from './plan-change';
import type { ContainerGroups } from './ports';
import { keyOf, removeToRecreate, sendGroup } from './send-group';
import { Sendings } from './sendings';
import { parseSettings, placeOf, type Settings } from './settings';
import { type GatewayAddress, waitForGroup, type WaitPorts } from './wait-group';

/** What this target needs of the world around it. */
export interface ContainerInstancesPorts {
  readonly groups: ContainerGroups;
  /** Whether a gateway answers there: its health path, with the certificate's own name, whoever issued it. */
  readonly isAnswering: (at: GatewayAddress, signal: AbortSignal) => Promise<boolean>;
  /** Ends after so many milliseconds; an abort ends it at once, with the signal's reason. */
  readonly wait: Wait;
}

/** The target Azure Container Instances: a container group with the model and the gateway in it. */
export class ContainerInstances implements Target {
  readonly id = 'container-instances';
  readonly isReal = true;
  readonly #ports: WaitPorts;

  constructor(ports: ContainerInstancesPorts) {
    this.#ports = { ...ports, sendings: new Sendings() };
  }

  async plan(order: Order, work: PlanWork): Promise<TargetPlan> {
    const { groups, sendings } = this.#ports;
    const mustRecreate = (settings: Settings): boolean => sendings.refusesUpdates(keyOf(settings));
    return planChange({ groups, mustRecreate }, order, work);
  }

  async run({ code }: Step, work: StepWork): Promise<Facts> {
    work.signal.throwIfAborted();
    const { order, deploymentId } = work;
    const settings = parseSettings(order.settings);
    const wanted = { order, settings, deploymentId };
    if (code === 'container-instances.wait-group') return this.#wait(wanted, work);
    const perform = steps[code];
    if (!perform) throw new Error(`${code} is no step of this target`);
    return perform(this.#ports, wanted, work);
  }

  /** A wait that did not end well is tried again by starting anew what did not come up: looking again would change nothing. */
  async #wait(wanted: Wanted, work: StepWork): Promise<Facts> {
    const { groups, sendings } = this.#ports;
    const { settings, order } = wanted;
    const sending = sendings.take(work.deploymentId);
    if (sending || order.change.kind === 'start') return waitForGroup(this.#ports, settings, work, sending);
    const group = await groups.read(placeOf(settings), work.signal);
    if (group && hasFailed(group)) await sendGroup(this.#ports, wanted, work, 'update');
    const isDown = group !== undefined && !hasFailed(group) && isSettled(group) && !isRunning(group);
    const learned = isDown ? await restartGroup(this.#ports, settings, work) : {};
    const again = { ...work, learned: { ...work.learned, ...learned } };
    return waitForGroup(this.#ports, settings, again, sendings.take(work.deploymentId));
  }
}

type Perform = (ports: WaitPorts, wanted: Wanted, work: StepWork) => Promise<Facts>;

const steps: Partial<Readonly<Record<StepCode, Perform>>> = {
  'container-instances.register': async ({ groups }, { settings }, { signal }) => {
    await groups.register(placeOf(settings), signal);
    return {};
  },
  'container-instances.create-group': (ports, wanted, work) => sendGroup(ports, wanted, work, 'create'),
  'container-instances.update-group': (ports, wanted, work) => sendGroup(ports, wanted, work, 'update'),
  'container-instances.delete-group': (ports, wanted, work) =>
    work.order.change.kind === 'delete'
      ? deleteGroup(ports, wanted.settings, work)
      : removeToRecreate(ports, wanted, work),
  'container-instances.restart-group': (ports, { settings }, work) => restartGroup(ports, settings, work),
  'container-instances.start-group': (ports, { settings }, work) => startGroup(ports, settings, work),
  'container-instances.stop-group': (ports, { settings }, work) => stopGroup(ports, settings, work),
};
