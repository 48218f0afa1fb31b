import { z } from 'zod';
import { problemCodes } from './problem-codes';

export const problemCodeSchema = z.enum(problemCodes);

/** A stable name for what did not happen. */
export type ProblemCode = z.infer<typeof problemCodeSchema>;

export const problemSchema = z.strictObject({
  code: problemCodeSchema,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** What did not happen, as a value: a code and short facts (names, dates, ids), never a raw message or a secret. */
export type Problem = z.infer<typeof problemSchema>;

/** The short values that fill a problem's sentence. */
export type Facts = Problem['facts'];

/** What every call across the process boundary answers. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
