import { z } from 'zod';

/**
 * Every way in which Latchkey can decline, named `subject.what-happened`.
 * The words for each live in `src-renderer/text/problems.ts`; the terminal has its own in `src-main/cli`.
 */
export const problemCodes = [
  'unexpected',
  'call.unknown',
  'call.invalid',
  'call.not-trusted',
  'file.not-found',
  'file.not-readable',
  'file.too-large',
  'file.too-many',
  'file.exists',
  'file.not-written',
  'file.written-differs',
  'folder.not-chosen',
  'clipboard.no-text',
  'certificate.password-needed',
  'certificate.wrong-password',
  'certificate.unsupported-encryption',
  'certificate.unsupported-key',
  'certificate.too-many-iterations',
  'certificate.damaged',
  'certificate.empty-file',
  'certificate.other-kind',
  'certificate.nothing-found',
  'certificate.reading-stopped',
  'certificate.gone',
  'certificate.not-ready',
  'certificate.none-to-convert',
  'certificate.several-to-convert',
] as const;

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
