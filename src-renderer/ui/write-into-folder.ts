import type { Outcome, Problem } from '../../shared/problem';

/** A question that waits for the user before files are replaced. */
export interface ReplaceQuestion {
  /** Each question is another one, also about the same files. */
  readonly turn: number;
  readonly names: readonly string[];
  readonly folder: string;
  readonly replace: () => Promise<void>;
}

/** What is done along the way. */
export interface WriteSteps<T> {
  /** Opens the folder picker; no folder when it was cancelled. */
  readonly choose: () => Promise<Outcome<{ readonly folder?: string | undefined }>>;
  readonly attempt: (folder: string, replace: boolean) => Promise<Outcome<T>>;
  readonly onAsk: (question: ReplaceQuestion) => void;
  readonly onWritten: (value: T, folder: string) => void;
  /** What stood in the way after the user agreed to replace. */
  readonly onProblem: (problem: Problem) => void;
}

let turns = 0;

/**
 * Writes into a folder that the user picks, and asks before anything is replaced.
 * Answers what stands in the way; that the folder picker was cancelled, or that there is a question now, is nothing in the way.
 */
export async function writeIntoFolder<T>(steps: WriteSteps<T>): Promise<Problem | undefined> {
  const chosen = await steps.choose();
  if (!chosen.ok) return chosen.problem;
  const { folder } = chosen.value;
  return folder === undefined ? undefined : writeInto(folder, false, steps);
}

async function writeInto<T>(folder: string, replace: boolean, steps: WriteSteps<T>): Promise<Problem | undefined> {
  const outcome = await steps.attempt(folder, replace);
  if (outcome.ok) {
    steps.onWritten(outcome.value, folder);
    return undefined;
  }
  if (outcome.problem.code !== 'file.exists' || replace) return outcome.problem;
  turns += 1;
  steps.onAsk({
    turn: turns,
    names: String(outcome.problem.facts['names'] ?? '').split(', '),
    folder,
    replace: async () => {
      const problem = await writeInto(folder, true, steps);
      if (problem !== undefined) steps.onProblem(problem);
    },
  });
  return undefined;
}
