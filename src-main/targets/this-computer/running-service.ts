import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../../shared/problem';
import type { Running } from '../../../shared/services/contract';
import { AppError } from '../../app-error';
import type { Gateway } from '../../gateway/gateway';
import type { RunningGateway } from '../../gateway/in-process/start-gateway';
import type { ServedRequest } from '../../gateway/in-process/served-request';
import { parseModelAddress } from './model-address';
import type { SharedModel } from './sample-model/shared-model';
import type { RunningModel } from './sample-model/start';
import type { Settings } from './settings';

/** How many of the last requests are remembered. */
const REMEMBERED = 200;

/** What a service is to be, and where its gateway's description comes from: with its secrets, asked for at each start and not kept. */
export interface Wanted {
  readonly settings: Settings;
  readonly gateway: () => Promise<Gateway>;
}

/** What a running service needs. */
export interface RunningServicePorts {
  /** Runs a gateway on loopback. */
  readonly startGateway: (gateway: Gateway, log: (request: ServedRequest) => void) => Promise<RunningGateway>;
  readonly sample: SharedModel;
  /** As `RunningServices.checkModel`. */
  readonly checkModel: (settings: Settings) => void;
  /** How long after its end a service is started again, and how long after that another end is one too many. */
  readonly restart: { readonly afterMs: number; readonly calmMs: number };
  /** Logs what was not foreseen and answers the reference under which it is found. */
  readonly unexpected: (cause: unknown) => string;
  readonly changed: () => void;
}

/** A gateway that listens, and the sample model if that is behind it. */
interface Live {
  readonly gateway: RunningGateway;
  readonly model: RunningModel | undefined;
  readonly hostName: string;
  readonly port: number;
  readonly tls: boolean;
}

/**
 * The life of one service on this computer. What is asked of it is done in turn. If its gateway or the sample model ends
 * without being asked to, both are started again once; if that happens again soon, it stays `failed`.
 */
export class RunningService {
  readonly #id: string;
  readonly #ports: RunningServicePorts;
  readonly #served: ServedRequest[] = [];
  #running: Running = { state: 'stopped' };
  #live: Live | undefined;
  #wanted: Wanted | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #retry: NodeJS.Timeout | undefined;
  #lastRetry = -Infinity;

  constructor(id: string, ports: RunningServicePorts) {
    this.#id = id;
    this.#ports = ports;
  }

  get running(): Running {
    return this.#running;
  }

  /** The port that its gateway holds now. */
  get port(): number | undefined {
    return this.#live?.port;
  }

  /** The last requests, the oldest first. */
  get served(): readonly ServedRequest[] {
    return [...this.#served];
  }

  /** As `RunningServices.startModel`. */
  startModel(): Promise<void> {
    return this.#inTurn(async () => void (await this.#ports.sample.take(this.#id)));
  }

  /** As `RunningServices.leaveModel`. */
  leaveModel(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#live?.model) await this.#ports.sample.leave(this.#id);
    });
  }

  /** As `RunningServices.start`. */
  start(wanted: Wanted): Promise<void> {
    return this.#inTurn(() => this.#start(wanted));
  }

  /** As `RunningServices.stop`. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      clearTimeout(this.#retry);
      this.#wanted = undefined;
      await this.#close();
      await this.#ports.sample.leave(this.#id);
      this.#say({ state: 'stopped' });
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #start(wanted: Wanted): Promise<void> {
    clearTimeout(this.#retry);
    if (!this.#live) this.#say({ state: 'starting' });
    try {
      await this.#bringUp(wanted);
      this.#wanted = wanted;
      this.#say({ state: 'running' });
    } catch (cause) {
      // What ran before goes on.
      if (!this.#live) this.#say({ state: 'failed', problem: this.#problemOf(cause) });
      throw cause;
    } finally {
      if (!this.#live?.model) await this.#ports.sample.leave(this.#id);
    }
  }

  async #bringUp({ settings, gateway: describe }: Wanted): Promise<void> {
    this.#ports.checkModel(settings);
    const model = settings.model.kind === 'sample' ? await this.#ports.sample.take(this.#id) : undefined;
    const { host, port } =
      settings.model.kind === 'address'
        ? parseModelAddress(settings.model.address)
        : { host: '127.0.0.1' as const, port: model?.port ?? 0 };
    const gateway: Gateway = { ...(await describe()), port: settings.port, model: { host, port } };
    const next = { hostName: gateway.hostNames[0] ?? '', port: settings.port, tls: gateway.tls !== undefined, model };
    const before = this.#live;
    const isSamePort = before?.port === next.port;
    if (before && isSamePort && before.tls === next.tls) {
      await before.gateway.reload(gateway);
      return this.#keep({ ...next, gateway: before.gateway });
    }
    if (isSamePort) await this.#close();
    const started = await this.#ports.startGateway(gateway, (request) => this.#remember(request));
    // On another port, what ran before answers until this one does.
    await this.#close();
    this.#keep({ ...next, gateway: started });
  }

  #keep(live: Live): void {
    this.#live = live;
    const ends = [live.gateway.stopped, ...(live.model ? [live.model.ended] : [])];
    void Promise.race(ends).then(() => this.#inTurn(() => this.#hasEnded(live)));
  }

  async #close(): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    await live?.gateway.stop();
  }

  async #hasEnded(live: Live): Promise<void> {
    // It was stopped, or another took its place.
    if (this.#live !== live) return;
    await this.#close();
    const isSecond = performance.now() - this.#lastRetry < this.#ports.restart.calmMs;
    if (isSecond) {
      await this.#ports.sample.leave(this.#id);
      return this.#say({ state: 'failed', problem: { code: 'gateway.ended', facts: { hostName: live.hostName } } });
    }
    this.#say({ state: 'starting' });
    const wanted = this.#wanted;
    this.#retry = setTimeout(() => void this.#inTurn(() => this.#startAgain(wanted)), this.#ports.restart.afterMs);
  }

  async #startAgain(wanted: Wanted | undefined): Promise<void> {
    if (!wanted || this.#wanted !== wanted) return;
    // What comes of it is said by the state it is in.
    await this.#start(wanted).catch(() => undefined);
    this.#lastRetry = performance.now();
  }

  #remember(request: ServedRequest): void {
    this.#served.push(request);
    if (this.#served.length > REMEMBERED) this.#served.shift();
  }

  #problemOf(cause: unknown): Problem {
    if (cause instanceof AppError) return cause.toProblem();
    return { code: 'unexpected', facts: { reference: this.#ports.unexpected(cause) } };
  }

  #say(running: Running): void {
    if (isDeepStrictEqual(running, this.#running)) return;
    this.#running = running;
    this.#ports.changed();
  }
}
