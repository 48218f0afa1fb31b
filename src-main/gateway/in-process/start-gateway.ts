import { Worker } from 'node:worker_threads';
import type { Problem } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { Gateway } from '../gateway';
import type { Command, Report } from './protocol';
import type { AccessLog } from './serve-gateway';
import type { ServedRequest } from './served-request';

/** How long requests under way get to be answered when a gateway stops. */
const GRACE_MS = 3000;

/** Of the worker's objects; bodies are counted apart (read-body.ts). */
const MAXIMUM_MEGABYTES = 256;

export interface GatewayPlace {
  /** Where the built `in-process/worker` stands. */
  readonly workerUrl: URL;
  /** The address to listen on: 127.0.0.1 for this computer alone. */
  readonly address: string;
  /** Told of every request that is over, but those at the health path; never of a query string, a header or a key. */
  readonly log: AccessLog;
}

/** A gateway on this computer, in a thread of its own. */
export interface RunningGateway {
  /** Where it listens: a free one that the system picked, if the description says 0. */
  readonly port: number;
  /**
   * Takes up a new certificate, API keys, body limit and model without dropping a request: those under way end as they began.
   * Header limits, and the times for headers and idle connections, stay what they were at the start.
   * Another port, or TLS on or off, is another gateway: stop this one and start that.
   * @throws {AppError} As `startGateway`; what ran goes on.
   */
  reload(gateway: Gateway): Promise<void>;
  /** Answers when nothing listens any more; requests under way have had three seconds to end. */
  stop(): Promise<void>;
  /** Settles when it has stopped: with nothing where `stop` was asked for, else with `gateway.ended`. Never rejects. */
  readonly stopped: Promise<Problem | undefined>;
}

/**
 * Runs the gateway in a worker thread, so that neither keeps the other waiting, until it is stopped.
 * @throws {AppError} `gateway.setting-unusable`, `gateway.certificate-unusable`, `gateway.port-taken`, `gateway.port-not-allowed`.
 */
export async function startGateway(
  gateway: Gateway,
  { workerUrl, address, log }: GatewayPlace,
): Promise<RunningGateway> {
  const worker = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: MAXIMUM_MEGABYTES } });
  const conversation = converse(worker, log);
  let port: number;
  try {
    port = await conversation.ask({ what: 'start', gateway, address });
  } catch (cause) {
    await worker.terminate();
    throw cause;
  }
  let isAskedToStop = false;
  return {
    port,
    stopped: conversation.ended.then(() => (isAskedToStop ? undefined : { code: 'gateway.ended', facts: {} })),
    reload: async (next) => {
      if (Boolean(next.tls) !== Boolean(gateway.tls) || next.port !== gateway.port)
        throw new Error('a gateway takes up another port, or TLS, only when it is started');
      await conversation.ask({ what: 'reload', gateway: next });
    },
    stop: async () => {
      if (!isAskedToStop) {
        isAskedToStop = true;
        await conversation.ask({ what: 'stop', graceMs: GRACE_MS }).catch(() => undefined);
      }
      await conversation.ended;
    },
  };
}

interface Waiting {
  readonly resolve: (port: number) => void;
  readonly reject: (reason: unknown) => void;
}

/** Questions and their outcomes, in order; whatever is asked of a worker that has ended is not answered but with `gateway.ended`. */
function converse(worker: Worker, log: AccessLog) {
  const waiting: Waiting[] = [];
  let cause: unknown;
  worker.on('message', (report: Report) => {
    if (report.what === 'served') for (const request of JSON.parse(report.requests) as ServedRequest[]) log(request);
    else if (report.what === 'done') waiting.shift()?.resolve(report.port);
    else waiting.shift()?.reject(new AppError(report.problem.code, report.problem.facts));
  });
  worker.on('error', (error) => (cause = error));
  const gone = (): AppError => new AppError('gateway.ended', {}, { cause });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      hasEnded = true;
      for (const { reject } of waiting.splice(0)) reject(gone());
      resolve();
    });
  });
  const ask = (command: Command): Promise<number> =>
    new Promise((resolve, reject) => {
      if (hasEnded) {
        reject(gone());
        return;
      }
      waiting.push({ resolve, reject });
      worker.postMessage(command);
    });
  return { ask, ended };
}
