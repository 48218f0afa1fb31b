import { randomUUID } from 'node:crypto';
import { samplePath } from '../../../shared/services/sample';
import type { ModelHere, Running } from '../../../shared/services/contract';
import { AppError } from '../../app-error';
import type { ServedRequest } from '../../gateway/in-process/served-request';
import { callModel, type ModelAnswer, requireAnswer } from './call-model';
import { type ModelAddress, parseModelAddress } from './model-address';
import { requirePort } from './ports';
import { RunningService, type RunningServicePorts, type Wanted } from './running-service';
import { SharedModel } from './sample-model/shared-model';
import type { RunningModel } from './sample-model/start';
import type { Settings } from './settings';

/** A second is enough for a port to be free again; a gateway that ends twice in a minute will end a third time. */
const RESTART = { afterMs: 1000, calmMs: 60_000 };

/** What running services need of the world around them. */
export interface RunningServicesPorts extends Pick<RunningServicePorts, 'startGateway' | 'unexpected'> {
  readonly startSampleModel: () => Promise<RunningModel>;
  /** Told whenever `running` answers something else for a service. */
  readonly changed: (serviceId: string) => void;
  readonly restart?: RunningServicePorts['restart'];
}

/** What runs on this computer, as long as Latchkey does: a gateway for each service, and one sample model for all. */
export class RunningServices {
  readonly #ports: RunningServicesPorts;
  readonly #sample: SharedModel;
  readonly #services = new Map<string, RunningService>();

  constructor(ports: RunningServicesPorts) {
    this.#ports = ports;
    this.#sample = new SharedModel(ports.startSampleModel);
  }

  /**
   * Starts a service. One that runs takes up what changed: certificate, API keys and model without dropping a request, another
   * port or TLS on or off by a gateway in its place. If that is declined, what ran goes on, but where the same port had to be
   * freed first, for TLS on or off.
   * @throws {AppError} As `startGateway`, `checkModel`, and whatever `wanted.gateway` throws.
   */
  async start(serviceId: string, wanted: Wanted): Promise<void> {
    await this.#of(serviceId).start(wanted);
  }

  /** Starts the sample model for a service that is about to be started: it stays until the service is stopped, or `leaveModel`. */
  async startModel(serviceId: string): Promise<void> {
    await this.#of(serviceId).startModel();
  }

  /** The service is not started after all: where it does not run, the sample model need not run for it. */
  async leaveModel(serviceId: string): Promise<void> {
    await this.#services.get(serviceId)?.leaveModel();
  }

  /** Stops a service, or what was begun of it. Requests under way have three seconds to end. */
  async stop(serviceId: string): Promise<void> {
    await this.#services.get(serviceId)?.stop();
  }

  /** Stops all: for the end of Latchkey. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#services.keys()].map((serviceId) => this.stop(serviceId)));
  }

  running(serviceId: string): Running {
    return this.#services.get(serviceId)?.running ?? { state: 'stopped' };
  }

  /** The last 200 requests that a service answered, the oldest first. */
  served(serviceId: string): readonly ServedRequest[] {
    return this.#services.get(serviceId)?.served ?? [];
  }

  /** Whether the gateway of this very service listens on a port now. */
  holdsPort(serviceId: string, port: number): boolean {
    return this.#services.get(serviceId)?.port === port;
  }

  /** The gateway of this service listens on a port now, or could. @throws {AppError} As `requirePort`. */
  async requirePort(serviceId: string, port: number): Promise<void> {
    if (!this.holdsPort(serviceId, port)) await requirePort(port);
  }

  /**
   * Calls a model once with the example, without a gateway; the sample model is started for that if it does not run.
   * @throws {AppError} As `callModel` and `checkModel`.
   */
  async callModel(model: ModelHere, example: string, signal?: AbortSignal): Promise<ModelAnswer> {
    return this.#reach(model, (address) => callModel(address, example, signal));
  }

  /**
   * As `callModel`, and nothing but an answer of success will do.
   * @throws {AppError} As `requireAnswer` and `checkModel`.
   */
  async requireAnswer(model: ModelHere, example: string, signal: AbortSignal): Promise<ModelAnswer> {
    return this.#reach(model, (address) => requireAnswer(address, example, signal));
  }

  /**
   * A gateway can stand before this model: a model on this computer that is no gateway itself, neither one that runs nor the
   * one to be.
   * @throws {AppError} `service.model-address-invalid`
   */
  checkModel({ model, port }: Pick<Settings, 'model' | 'port'>): void {
    if (model.kind === 'address') this.#addressOf(model.address, port);
  }

  async #reach<T>(model: ModelHere, use: (address: ModelAddress) => Promise<T>): Promise<T> {
    if (model.kind === 'address') return use(this.#addressOf(model.address));
    const holder = randomUUID();
    try {
      const { port } = await this.#sample.take(holder);
      const address = `http://127.0.0.1:${port}${samplePath}`;
      return await use({ host: '127.0.0.1', port, path: samplePath, address });
    } finally {
      await this.#sample.leave(holder);
    }
  }

  #addressOf(typed: string, alsoTaken?: number): ModelAddress {
    const model = parseModelAddress(typed);
    const taken = [alsoTaken, ...[...this.#services.values()].map(({ port }) => port)];
    if (!taken.includes(model.port)) return model;
    throw new AppError('service.model-address-invalid', { address: model.address, reason: 'gateway' });
  }

  #of(serviceId: string): RunningService {
    const known = this.#services.get(serviceId);
    if (known) return known;
    const { startGateway, unexpected, changed, restart = RESTART } = this.#ports;
    const service = new RunningService(serviceId, {
      startGateway,
      unexpected,
      restart,
      sample: this.#sample,
      checkModel: (settings) => this.checkModel(settings),
      changed: () => changed(serviceId),
    });
    this.#services.set(serviceId, service);
    return service;
  }
}
