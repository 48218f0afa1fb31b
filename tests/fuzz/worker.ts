// Runs its share of the inputs; started by fuzz.ts, with the memory that a worker of the application has.
import { memoryUsage } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { judge } from './judge';
import { makeInput } from './make-input';
import { watchMemory } from './memory';
import { CLOCK, type Report, type WorkerOrders } from './protocol';

const { seeds, seed, first, step, end, until, suspicious, clock } = workerData as WorkerOrders;
const cells = new Float64Array(clock);
const report = (message: Report): void => parentPort?.postMessage(message);
let [slowest, largest] = [0, 0];
// Readers decline by exceptions, and the long traces of those would take a tenth of the time.
Error.stackTraceLimit = 6;

for (let index = first; index < end && Date.now() < until; index += step) {
  const input = makeInput(seeds, seed, index);
  const used = watchMemory();
  const begun = performance.now();
  cells[CLOCK.index] = index;
  cells[CLOCK.resident] = memoryUsage.rss();
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
  const bytes = used();
  if (bytes > largest || bytes > suspicious) {
    largest = Math.max(bytes, largest);
    report({ what: 'memory', index, bytes });
  }
}
