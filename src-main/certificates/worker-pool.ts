import { Worker } from 'node:worker_threads';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import type { Arrangement } from './arrange';
import type { Bench } from './arranged-file';
import type { FileContents } from './model';
import type { OutputCredentials, OutputOptions } from './output/make-output';
import type { OutputFile } from './output/output-file';

/** Reads, arranges and writes off the event loop of the thread that asks. */
export interface Reader {
  /**
   * As `readFileContents`, in a worker. The bytes are copied.
   * @throws {AppError} `certificate.reading-stopped` when the signal aborts: the worker is ended at once, whatever it was doing;
   * `certificate.too-much-memory`, as all that a worker does.
   */
  read(bytes: Uint8Array, password: string | undefined, signal: AbortSignal): Promise<FileContents>;
  /** As `arrange`, in a worker. */
  arrange(bench: Bench, now: Date): Promise<Arrangement>;
}

/** Makes the bytes of files and holds them against what was meant, off the event loop of the thread that asks. */
export interface OutputMaker {
  /** As `makeOutput`, in a worker. */
  makeOutput(credentials: OutputCredentials, options: OutputOptions): Promise<readonly OutputFile[]>;
  /** As `compareOutput`, in a worker. */
  compareOutput(
    meant: OutputCredentials,
    options: OutputOptions,
    written: readonly { name: string; bytes: Uint8Array }[],
  ): Promise<void>;
}

/** What a worker is asked. It answers one question before it gets the next. */
export type Task =
  | { readonly what: 'read'; readonly bytes: Uint8Array; readonly password: string | undefined }
  | { readonly what: 'arrange'; readonly bench: Bench; readonly now: Date }
  | { readonly what: 'make-output'; readonly credentials: OutputCredentials; readonly options: OutputOptions }
  | {
      readonly what: 'compare-output';
      readonly meant: OutputCredentials;
      readonly options: OutputOptions;
      readonly written: readonly { name: string; bytes: Uint8Array }[];
    };

/** What a worker answers: exceptions that are ours cross the threads as problems. */
export type Answer =
  | { readonly done: true; readonly value: unknown }
  | { readonly done: false; readonly problem: Problem };

interface Job {
  readonly task: Task;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Two, so that one slow file doesn't hold up the others. */
const WORKERS = 2;

/** A file of 10 MB needs a fraction of this; one that was made to fill the memory ends its worker and not the application. */
const MAXIMUM_MEGABYTES = 512;

/** Workers that are started when there is work and kept for the next, without keeping the process alive. */
export class WorkerPool implements Reader, OutputMaker {
  readonly #workerUrl: URL;
  readonly #megabytes: number;
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();

  /**
   * @param workerUrl Where the built `worker` stands.
   * @param megabytes What the heap of each may hold.
   */
  constructor(workerUrl: URL, megabytes = MAXIMUM_MEGABYTES) {
    this.#workerUrl = workerUrl;
    this.#megabytes = megabytes;
  }

  async read(bytes: Uint8Array, password: string | undefined, signal: AbortSignal): Promise<FileContents> {
    return (await this.#submit({ what: 'read', bytes, password }, signal)) as FileContents;
  }

  async arrange(bench: Bench, now: Date): Promise<Arrangement> {
    return (await this.#submit({ what: 'arrange', bench, now })) as Arrangement;
  }

  async makeOutput(credentials: OutputCredentials, options: OutputOptions): Promise<readonly OutputFile[]> {
    return (await this.#submit({ what: 'make-output', credentials, options })) as readonly OutputFile[];
  }

  async compareOutput(
    meant: OutputCredentials,
    options: OutputOptions,
    written: readonly { name: string; bytes: Uint8Array }[],
  ): Promise<void> {
    await this.#submit({ what: 'compare-output', meant, options, written });
  }

  async #submit(task: Task, signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted) throw new AppError('certificate.reading-stopped');
    let stop = (): void => undefined;
    try {
      return await new Promise((resolve, reject) => {
        const job: Job = { task, resolve, reject };
        stop = () => this.#stop(job);
        signal?.addEventListener('abort', stop);
        this.#waiting.push(job);
        this.#next();
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#busy.size < WORKERS ? this.#start() : undefined);
    const job = worker && this.#waiting.shift();
    if (!worker || !job) return;
    this.#busy.set(worker, job);
    worker.ref();
    worker.postMessage(job.task);
  }

  #start(): Worker {
    const worker = new Worker(this.#workerUrl, { resourceLimits: { maxOldGenerationSizeMb: this.#megabytes } });
    worker.on('message', (answer: Answer) => {
      const job = this.#busy.get(worker);
      if (answer.done) job?.resolve(answer.value);
      else job?.reject(new AppError(answer.problem.code, answer.problem.facts));
      this.#busy.delete(worker);
      this.#idle.push(worker);
      worker.unref();
      this.#next();
    });
    // What ends a worker is the problem of the one job it had; another is started for the next.
    worker.on('error', (cause) => {
      const isFull = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#busy.get(worker)?.reject(isFull ? new AppError('certificate.too-much-memory', {}, { cause }) : cause);
      this.#busy.delete(worker);
      this.#next();
    });
    return worker;
  }

  #stop(job: Job): void {
    job.reject(new AppError('certificate.reading-stopped'));
    const place = this.#waiting.indexOf(job);
    if (place !== -1) this.#waiting.splice(place, 1);
    const [worker] = [...this.#busy].find(([, running]) => running === job) ?? [];
    if (!worker) return;
    this.#busy.delete(worker);
    void worker.terminate();
    this.#next();
  }
}
