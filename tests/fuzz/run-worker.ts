import { memoryUsage } from 'node:process';
import { Worker } from 'node:worker_threads';
import { MEMORY } from './memory';
import type { Offence } from './offences';
import { CLOCK, type Report, type WorkerOrders } from './protocol';

/** What became of a worker's share. */
export interface WorkerEnd {
  readonly done: number;
  readonly offences: readonly Offence[];
  /** Inputs during which so much memory was used that they are to be tried alone: the other workers' is counted with theirs. */
  readonly suspects: readonly number[];
  readonly slowest: { readonly index: number; readonly milliseconds: number };
  readonly largest: { readonly index: number; readonly bytes: number };
  /** The input that it did not survive; undefined where it got to its end. */
  readonly lostTo: number | undefined;
}

/** What a run allows one input. */
export interface Allowed {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes. */
  readonly memory: number;
}

/** Runs a worker to its end, or to the input that takes more memory or time than is allowed. */
export function startWorker(orders: Omit<WorkerOrders, 'clock' | 'suspicious'>, allowed: Allowed): Promise<WorkerEnd> {
  const clock = new SharedArrayBuffer(Object.keys(CLOCK).length * Float64Array.BYTES_PER_ELEMENT);
  const cells = new Float64Array(clock);
  const cell = (name: keyof typeof CLOCK): number => cells[CLOCK[name]] ?? 0;
  // Memory that others free meanwhile hides some of what an input takes.
  const suspicious = allowed.memory / 2;
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { ...orders, suspicious, clock } satisfies WorkerOrders,
    // As `src-main/certificates/worker-pool.ts` has it: the heap alone is held to it.
    resourceLimits: { maxOldGenerationSizeMb: MEMORY / 2 ** 20 },
  });
  const offences: Offence[] = [];
  const suspects = new Set<number>();
  let slowest = { index: orders.first, milliseconds: 0 };
  let largest = { index: orders.first, bytes: 0 };
  let lostTo: number | undefined;
  const lose = (error?: string): void => {
    if (lostTo !== undefined) return;
    lostTo = cell('index');
    if (error === undefined) suspects.add(lostTo);
    else offences.push({ index: lostTo, error });
  };
  worker.on('message', (report: Report) => {
    if (report.what === 'slowest') slowest = report;
    else if (report.what === 'failed') offences.push(report);
    else {
      if (report.bytes > largest.bytes) largest = report;
      if (report.bytes > suspicious) suspects.add(report.index);
    }
  });
  worker.on('error', (cause) => lose(`the worker ended: ${cause instanceof Error ? cause.message : String(cause)}`));
  const watchdog = setInterval(() => {
    const begun = cell('begun');
    if (begun === 0) return;
    if (Date.now() - begun > allowed.time) lose(`not done after ${allowed.time} ms`);
    // Before the machine has none left: how much it is in the end is found out when the input is tried alone.
    else if (memoryUsage.rss() - cell('resident') > allowed.memory) lose();
    else return;
    void worker.terminate();
  }, 50);
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearInterval(watchdog);
      resolve({ done: cell('done'), offences, suspects: [...suspects], slowest, largest, lostTo });
    });
  });
}
