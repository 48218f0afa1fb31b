import { z } from 'zod';
import { carryOver } from './carry-over';
import type { WireGroup } from './ports';

const memoSchema = z.object({ was: z.custom<WireGroup>((value) => typeof value === 'object' && value !== null) });

/** What is written down of a group before it is deleted to be made anew: all that a request can say, and nothing secret. */
export function memoOf(group: WireGroup): unknown {
  return { was: carryOver(group) } satisfies z.infer<typeof memoSchema>;
}

/** The group that was deleted and has not come again: it is made of that, not of nothing. Undefined where there is none. */
export function whatWas(memo: unknown): WireGroup | undefined {
  return memoSchema.safeParse(memo).data?.was;
}
