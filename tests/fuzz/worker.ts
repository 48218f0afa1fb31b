// Runs its share of the inputs; started by fuzz.ts, with the memory that a worker of the application has.
import { parentPort, workerData } from 'node:worker_threads';
import { judge } from './judge';
import { makeInput } from './make-input';
import { CLOCK, type Report, type WorkerOrders } from './protocol';

const { seeds, seed, first, step, end, until, clock } = workerData as WorkerOrders;
const cells = new Float64Array(clock);
const report = (message: Report): void => parentPort?.postMessage(message);
let slowest = 0;
// Readers decline by exceptions, and the long traces of those would take a tenth of the time.
Error.stackTraceLimit = 6;

for (let index = first; index < end && Date.now() < until; index += step) {
  const input = makeInput(seeds, seed, index);
  const begun = performance.now();
  cells[CLOCK.index] = index;
  cells[CLOCK.begun] = Date.now();
  try {
    await judge(input, new Date());
  } catch (error) {
    report({ what: 'failed', index, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  cells[CLOCK.begun] = 0;
  cells[CLOCK.done] = (cells[CLOCK.done] ?? 0) + 1;
  const milliseconds = performance.now() - begun;
  if (milliseconds > slowest) {
    slowest = milliseconds;
    report({ what: 'slowest', index, milliseconds });
  }
}
