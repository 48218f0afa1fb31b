import { Worker } from 'node:worker_threads';
import { AppError } from '../app-error';
import type { ArrangedFile, Arrangement } from './arrange';
import type { FileContents } from './model';

/** Reads and arranges certificate files off the event loop of the thread that asks. */
export interface Reader {
  /**
   * As `readFileContents`, in a worker. The bytes are copied.
   * @throws {AppError} `certificate.reading-stopped` when the signal aborts: the worker is ended at once, whatever it was doing.
   */
  read(bytes: Uint8Array, password: string | undefined, signal?: AbortSignal): Promise<FileContents>;
  /** As `arrange`, in a worker. */
  arrange(files: readonly ArrangedFile[], now: Date): Promise<Arrangement>;
  /** Ends all workers. */
  close(): Promise<void>;
}

/** What a worker is asked. Answers come in the order of the questions. */
export type Task =
  | { readonly what: 'read'; readonly bytes: Uint8Array; readonly password: string | undefined }
  | { readonly what: 'arrange'; readonly files: readonly ArrangedFile[]; readonly now: Date };

interface Job {
  readonly task: Task;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Two, so that one slow file doesn't hold up the others. */
const WORKERS = 2;

/**
 * Starts workers when there is work and keeps them for the next.
 * @param workerUrl Where the built `reader-worker` stands.
 */
export function createReader(workerUrl: URL): Reader {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Job>();

  function submit<T>(task: Task, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = { task, signal, resolve: (value) => resolve(value as T), reject };
      if (signal?.aborted) return reject(new AppError('certificate.reading-stopped'));
      signal?.addEventListener('abort', () => void stop(job), { once: true });
      waiting.push(job);
      next();
    });
  }

  function next(): void {
    if (waiting.length === 0) return;
    const worker = idle.pop() ?? (busy.size < WORKERS ? start() : undefined);
    const job = worker && waiting.shift();
    if (!worker || !job) return;
    busy.set(worker, job);
    worker.ref();
    worker.postMessage(job.task);
  }

  function start(): Worker {
    const worker = new Worker(workerUrl);
    worker.on('message', (value: unknown) => {
      busy.get(worker)?.resolve(value);
      busy.delete(worker);
      idle.push(worker);
      worker.unref();
      next();
    });
    // A crash of the worker (out of memory, say) is that one job's problem.
    worker.on('error', (cause) => {
      busy.get(worker)?.reject(cause);
      busy.delete(worker);
      next();
    });
    return worker;
  }

  async function stop(job: Job): Promise<void> {
    job.reject(new AppError('certificate.reading-stopped'));
    const place = waiting.indexOf(job);
    if (place !== -1) waiting.splice(place, 1);
    const [worker] = [...busy].find(([, running]) => running === job) ?? [];
    if (!worker) return;
    busy.delete(worker);
    await worker.terminate();
    next();
  }

  return {
    read: (bytes, password, signal) => submit({ what: 'read', bytes, password }, signal),
    arrange: (files, now) => submit({ what: 'arrange', files, now }),
    close: async () => {
      await Promise.all([...idle.splice(0), ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}
