import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** How long requests under way get to be answered when the model stops. */
const GRACE_MS = 2000;
/** A thread that has not ended by then is ended. */
const PATIENCE_MS = 4000;
/** Thirty-two cars and a thousand rows need a fraction of it. */
const MAXIMUM_MEGABYTES = 64;

/** What the worker says, once: where it listens. */
export interface ModelReport {
  readonly port: number;
}

/** What the worker is told, once: to end. */
export interface ModelCommand {
  readonly graceMs: number;
}

/** The sample model, in a thread of its own. */
export interface RunningModel {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Answers when nothing listens any more, some seconds later at most. */
  stop(): Promise<void>;
  /** Settles when it has stopped, asked or not. Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Starts the sample model in a worker thread.
 * @param workerUrl Where the built `worker` stands.
 */
export async function startSampleModel(workerUrl: URL): Promise<RunningModel> {
  const worker = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: MAXIMUM_MEGABYTES } });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const tooSoon = ended.then(() => {
    throw new Error('the sample model ended before it listened');
  });
  // Rejects with what was thrown in the thread before it listened; later, its end is all there is to know.
  const [{ port }] = (await Promise.race([once(worker, 'message'), tooSoon])) as [ModelReport];
  worker.on('error', () => undefined);
  return {
    port,
    ended,
    stop: async () => {
      const patience = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      worker.postMessage({ graceMs: GRACE_MS } satisfies ModelCommand);
      await ended;
      clearTimeout(patience);
    },
  };
}
