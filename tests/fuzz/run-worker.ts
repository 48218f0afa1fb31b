import { Worker } from 'node:worker_threads';
import type { Offence } from './offences';
import { CLOCK, type Report, type WorkerOrders } from './protocol';

/** What became of a worker's share. */
export interface WorkerEnd {
  readonly done: number;
  readonly offences: readonly Offence[];
  readonly slowest: { readonly index: number; readonly milliseconds: number };
  /** The input that it did not survive; undefined where it got to its end. */
  readonly lostTo: number | undefined;
}

/** As `src-main/certificates/worker-pool.ts` has it. */
const MAXIMUM_MEGABYTES = 512;

/** Runs a worker to its end, or to the input that fills its memory or takes longer than `hang` milliseconds. */
export function startWorker(orders: Omit<WorkerOrders, 'clock'>, hang: number): Promise<WorkerEnd> {
  const clock = new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT);
  const cells = new Float64Array(clock);
  const at = (): number => cells[CLOCK.index] ?? 0;
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { ...orders, clock } satisfies WorkerOrders,
    resourceLimits: { maxOldGenerationSizeMb: MAXIMUM_MEGABYTES },
  });
  const offences: Offence[] = [];
  let slowest = { index: orders.first, milliseconds: 0 };
  let lostTo: number | undefined;
  const lose = (error: string): void => {
    if (lostTo !== undefined) return;
    lostTo = at();
    offences.push({ index: lostTo, error });
  };
  worker.on('message', (report: Report) => {
    if (report.what === 'slowest') slowest = report;
    else offences.push(report);
  });
  worker.on('error', (cause) => lose(`the worker ended: ${cause instanceof Error ? cause.message : String(cause)}`));
  const watchdog = setInterval(() => {
    const begun = cells[CLOCK.begun] ?? 0;
    if (begun === 0 || Date.now() - begun <= hang) return;
    lose(`not done after ${hang} ms`);
    void worker.terminate();
  }, 100);
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearInterval(watchdog);
      resolve({ done: cells[CLOCK.done] ?? 0, offences, slowest, lostTo });
    });
  });
}
