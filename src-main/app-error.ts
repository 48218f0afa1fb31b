import type { Facts, Problem, ProblemCode } from '../shared/problem';

/**
 * The one kind of exception that modules of Latchkey throw on purpose.
 * `facts` fill the sentence the user reads: names, dates, ids; never a secret, never a raw message.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ProblemCode,
    readonly facts: Facts = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }

  /** The error as a value that may cross the process boundary: code and facts, nothing else. */
  toProblem(): Problem {
    return { code: this.code, facts: this.facts };
  }
}
