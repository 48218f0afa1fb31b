/**
 * Latchkey without its shell, for killed.test.ts: makes one change to a service, and kills itself at a moment or is killed. Its
 * argument is JSON, `Task`. Says "ready" before the request at which it is to be killed, and what became of it if it was not.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { Change, Deployment } from '../../../../shared/deployments/contract';
import { openLatchkey } from './open-latchkey';

/** What it is to do, and when it ends. */
export interface Task {
  readonly folder: string;
  readonly worker: string;
  readonly serviceId: string;
  readonly change: Change;
  readonly kill: {
    readonly step: string;
    /** Before anything of it is written down; before its request is sent; while that is answered; before its end is written down. */
    readonly when: 'it begins' | 'it has sent nothing' | 'it is under way' | 'it is done';
    /** The method of the step's request, where it has one. */
    readonly method?: string | undefined;
  };
}

const { folder, worker, serviceId, change, kill } = JSON.parse(process.argv[2] ?? '') as Task;
let running: string | undefined;

const latchkey = openLatchkey({
  folder,
  worker: new URL(worker),
  told: (event) => {
    if (event.name !== 'deployments.changed') return;
    running = stepAt('running', event.payload);
    if (kill.when === 'it begins' && running === kill.step) die();
    if (kill.when === 'it is done' && stepAt('done', event.payload) === kill.step) die();
  },
  around: async (method, send) => {
    if (running !== kill.step || method !== kill.method) return send();
    if (kill.when === 'it has sent nothing') die();
    if (kill.when === 'it is under way') {
      // Until somebody has seen to it that the answer takes its time.
      writeSync(1, 'ready\n');
      await once(process.stdin, 'data');
    }
    return send();
  },
});
const { state: end, steps } = await latchkey.over(() => latchkey.begin(serviceId, change));
writeSync(1, `${end} ${JSON.stringify(steps.map(({ at }) => at))}\n`);
process.exit(0);

/** The last one that is in this state. */
function stepAt(state: string, { steps: all }: Deployment): string | undefined {
  return all.findLast(({ at }) => at.state === state)?.step.code;
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}
