import { NotAnswered } from './not-answered';

/** Waits once, for as long as a line may take: answers what came, or why nothing did. Ends with the signal's reason when aborted. */
export type Attempt = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T | NotAnswered>;

/** Attempts of at most so many milliseconds each, all of which `signal` ends. */
export function attemptsWithin(milliseconds: number, signal: AbortSignal | undefined): Attempt {
  return async (work) => {
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(milliseconds);
    try {
      return await work(signal ? AbortSignal.any([limit, signal]) : limit);
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof NotAnswered) return cause;
      throw cause;
    }
  };
}
