/** A goal that a measured number is held against. */
export interface Goal {
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly unit?: string;
}

/** What a program of the bench exits with that has measured everything and missed a goal; anything else was not measured. */
const MISSED = 3;

/** A goal in the words of a line's end, with whether the number meets it; one that is missed makes the program say so at its exit. */
export function judge(measured: number, { atMost, atLeast, unit = '' }: Goal): string {
  const isMet = measured <= (atMost ?? Infinity) && measured >= (atLeast ?? -Infinity);
  if (!isMet) process.exitCode = MISSED;
  const goal = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return `goal ${goal}${unit}: ${isMet ? 'met' : 'MISSED'}`;
}

/** The one in the middle; of two, the larger. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;
}
