import type { Step } from '../../../shared/deployments/contract';
import type { Facts } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { Order, PlanWork, StepWork, Target, TargetPlan } from '../../deployments/targets';
import type { RunningServices } from './running-services';
import { parseSettings, type Settings } from './settings';

/** Both threads begin in a fraction of that. */
const SECONDS = 2;

/** The target that needs no account: a gateway on loopback, in front of the sample model or of one that the user runs. */
export class ThisComputer implements Target {
  readonly id = 'this-computer';
  readonly isReal = false;
  readonly #services: RunningServices;
  readonly #computer: string;

  /** @param computer What this computer is called. */
  constructor(services: RunningServices, computer: string) {
    this.#services = services;
    this.#computer = computer;
  }

  async plan(order: Order, { signal }: PlanWork): Promise<TargetPlan> {
    signal.throwIfAborted();
    const { kind } = order.change;
    // Starting and stopping takes no plan here, and deleting the service is all there is to take away.
    if (kind !== 'deploy' && kind !== 'rotate-key')
      throw new AppError('deployment.change-not-offered', { change: kind });
    const settings = parseSettings(order.settings);
    const steps = kind === 'deploy' ? await this.#toDeploy(order, settings) : [this.#toTakeNewKey(order, settings)];
    return { place: [this.#computer], steps, seconds: SECONDS };
  }

  async run(step: Step, { order, gateway, signal }: StepWork): Promise<Facts> {
    signal.throwIfAborted();
    const settings = parseSettings(order.settings);
    if (step.code === 'this-computer.start-gateway') {
      // The next start finds the new key.
      if (order.change.kind === 'rotate-key' && this.#isDown(order)) return {};
      await this.#services.start(order.serviceId, { settings, gateway });
      return { port: settings.port };
    }
    if (step.code === 'this-computer.start-model') return this.#startModel(order, settings, signal);
    if (step.code !== 'this-computer.call-model') throw new Error(`${step.code} is no step of this target`);
    return this.#askModel(settings, signal);
  }

  async #toDeploy(order: Order, settings: Settings): Promise<Step[]> {
    this.#services.checkModel(settings);
    await this.#services.requirePort(order.serviceId, settings.port);
    return [modelStep(settings), gatewayStep(order, settings, this.#isRunning(order))];
  }

  /** What is stopped stays so, unless it is started before the step; and whether the model answers is no matter of a key. */
  #toTakeNewKey(order: Order, settings: Settings): Step {
    const step = gatewayStep(order, settings, true);
    return this.#isDown(order) ? { ...step, action: 'check' } : step;
  }

  #isDown({ serviceId }: Order): boolean {
    const { state } = this.#services.running(serviceId);
    return state === 'stopped' || state === 'failed';
  }

  #isRunning({ serviceId }: Order): boolean {
    return this.#services.running(serviceId).state === 'running';
  }

  /** It is there for the next step: where that does not come, nobody needs it. */
  async #startModel({ serviceId }: Order, settings: Settings, signal: AbortSignal): Promise<Facts> {
    signal.addEventListener('abort', () => void this.#services.leaveModel(serviceId), { once: true });
    try {
      await this.#services.startModel(serviceId);
      return await this.#askModel(settings, signal);
    } catch (cause) {
      await this.#services.leaveModel(serviceId);
      throw cause;
    }
  }

  /** A model that does not take the example is put behind no gateway: what its users would see is that same answer. */
  async #askModel({ model, example }: Settings, signal: AbortSignal): Promise<Facts> {
    const { status, milliseconds } = await this.#services.requireAnswer(model, example, signal);
    return { status, milliseconds };
  }
}

function modelStep({ model }: Settings): Step {
  if (model.kind === 'sample') return { code: 'this-computer.start-model', action: 'start', facts: {} };
  return { code: 'this-computer.call-model', action: 'check', facts: { address: model.address } };
}

function gatewayStep(
  { hostName, tls, keyAuthentication, certificate }: Order,
  { port }: Settings,
  isRunning: boolean,
): Step {
  const facts = {
    hostName,
    port,
    tls,
    keyAuthentication,
    certificate: certificate?.name ?? '',
    developmentOnly: certificate?.developmentOnly === true,
  };
  return { code: 'this-computer.start-gateway', action: isRunning ? 'restart' : 'start', facts };
}
