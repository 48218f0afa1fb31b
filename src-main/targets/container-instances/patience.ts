import { AppError } from '../../app-error';
import type { StepWork } from '../../deployments/targets';

/** Ends after so many milliseconds; an abort ends it with the signal's reason. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Brisk at first, so that what is quick is seen at once; then as often as a person looks. */
const FIRST = 250;
const LONGEST = 5000;
const GROWTH = 1.4;

/** How long a group may be busy with something else before that is a problem. */
const MINUTES_BUSY = 5;

/** The pauses between looks: 250 ms, growing to 5 s. */
export function* pauses(): Generator<number, never> {
  for (let pause = FIRST; ; pause = Math.min(pause * GROWTH, LONGEST)) yield Math.round(pause);
}

/**
 * Looks again and again, after longer and longer pauses, until it is so; false once so many milliseconds of waiting are over and
 * one more look said no.
 */
export async function comesTrue(
  isSo: () => Promise<boolean>,
  { milliseconds, wait, signal }: { readonly milliseconds: number; readonly wait: Wait; readonly signal: AbortSignal },
): Promise<boolean> {
  let waited = 0;
  for (const pause of pauses()) {
    if (await isSo()) return true;
    if (waited > milliseconds) return false;
    await wait(pause, signal);
    waited += pause;
  }
  throw new Error('pauses never end');
}

/**
 * Does what Azure may refuse for a while, because it is doing something else with the group (`azure.group-busy`): tries again
 * for some minutes, and says so. What can't be done for another reason is thrown at once.
 */
export async function whileBusy(
  attempt: () => Promise<void>,
  { report, signal }: Pick<StepWork, 'report' | 'signal'>,
  wait: Wait,
): Promise<void> {
  let refusal: unknown;
  const isTaken = async (): Promise<boolean> => {
    try {
      await attempt();
      return true;
    } catch (cause) {
      if (!isProblem(cause, 'azure.group-busy')) throw cause;
      refusal = cause;
      report({ phase: 'busy' });
      return false;
    }
  };
  if (!(await comesTrue(isTaken, { milliseconds: MINUTES_BUSY * 60_000, wait, signal }))) throw refusal;
}

/** Whether something that was thrown is this problem. */
export function isProblem(cause: unknown, code: string): boolean {
  return cause instanceof AppError && cause.code === code;
}
