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
    const steps = kind === 'deploy' ? await this.#toDeploy(order, settings) : this.#toTakeNewKey(order, settings);
    return { place: [this.#computer], steps, seconds: SECONDS };
  }

  async run(step: Step, { order, gateway, signal }: StepWork): Promise<Facts> {
    signal.throwIfAborted();
    const settings = parseSettings(order.settings);
    if (step.code === 'this-computer.start-gateway') {
      // It was stopped since: the next start finds the new key.
      if (order.change.kind === 'rotate-key' && !this.#isRunning(order)) return {};
      await this.#services.start(order.serviceId, { settings, gateway });
      return { port: settings.port };
    }
    if (step.code === 'this-computer.start-model') await this.#startModel(order, signal);
    else if (step.code !== 'this-computer.call-model') throw new Error(`${step.code} is no step of this target`);
    return this.#askModel(settings, signal);
  }

  async #toDeploy(order: Order, settings: Settings): Promise<Step[]> {
    this.#services.checkModel(settings);
    await this.#services.requirePort(order.serviceId, settings.port);
    return [modelStep(settings), gatewayStep(order, settings, this.#isRunning(order))];
  }

  /** What is stopped stays so, and whether the model answers is no matter of a key. */
  #toTakeNewKey(order: Order, settings: Settings): Step[] {
    return this.#isRunning(order) ? [gatewayStep(order, settings, true)] : [];
  }

  #isRunning({ serviceId }: Order): boolean {
    return this.#services.running(serviceId).state === 'running';
  }

  async #startModel({ serviceId }: Order, signal: AbortSignal): Promise<void> {
    // It is there for the next step: cancelled before that, nobody needs it.
    signal.addEventListener('abort', () => void this.#services.leaveModel(serviceId), { once: true });
    await this.#services.startModel(serviceId);
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
  const facts = { hostName, port, tls, keyAuthentication, certificate: certificate?.name ?? '' };
  return { code: 'this-computer.start-gateway', action: isRunning ? 'restart' : 'start', facts };
}
