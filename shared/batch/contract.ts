import { z } from 'zod';
import { problemSchema } from '../problem';
import { newPasswordSchema, outputFormatSchema } from '../certificates/contract';

const nothing = z.strictObject({});

export const batchResultSchema = z.strictObject({
  folder: z.string(),
  /** Base name of the CSV report; where it could not be written, `reportProblem` says why. */
  report: z.string().optional(),
  reportProblem: problemSchema.optional(),
  /** Files that were looked at, and what became of them: each is counted once. */
  files: z.number().int(),
  converted: z.number().int(),
  /** Those of the converted ones with a certificate that a finding blocks: it will not work as it is. */
  blocked: z.number().int(),
  locked: z.number().int(),
  /** Not certificates, or nothing to convert in them. */
  leftOut: z.number().int(),
  notConverted: z.number().int(),
  /** Folders in it that are not among the files: the report says why each was not searched. */
  notSearched: z.number().int(),
  /** Files that were written, the report not counted. */
  written: z.number().int(),
  cancelled: z.boolean(),
});
/** What became of a folder of files. */
export type BatchResult = z.infer<typeof batchResultSchema>;

export const batchCalls = {
  /**
   * Converts every certificate in a folder into another, both answered by `app.choose-folder`, and writes a report there
   * (`latchkey-report.csv`: one line a file). Nothing that exists is replaced: a new name is found.
   * Answers when it is done or cancelled. Problems: `folder.not-chosen`, `batch.same-folder`, `batch.running`, `batch.nothing`, and
   * `file.…` where one of the folders is gone.
   */
  'batch.run': {
    request: z.strictObject({
      from: z.string(),
      to: z.string(),
      format: outputFormatSchema,
      /** Tried on every file that has one. */
      password: z.string().max(4096).optional(),
      /** For the formats that encrypt. */
      newPassword: newPasswordSchema.optional(),
    }),
    response: batchResultSchema,
  },
  /** Stops after the file at hand; the report says which were not looked at. */
  'batch.cancel': { request: nothing, response: nothing },
} as const;

export const batchEvents = {
  /** At most some 20 a second. `name` is the file at hand. */
  'batch.progress': z.strictObject({
    step: z.enum(['reading', 'writing']),
    done: z.number().int(),
    total: z.number().int(),
    name: z.string(),
  }),
} as const;
