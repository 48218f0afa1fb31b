import { z } from 'zod';
import { savedFilesSchema } from '../certificates/contract';
import { keepingSchema } from '../library/contract';
import { problemSchema } from '../problem';
import { typedHostNamesSchema } from '../requests/contract';

const nothing = z.strictObject({});

/** What every development certificate says in its subject's organisational unit. */
export const developmentUnit = 'Development only - Latchkey';
/** What its files have in their names. */
export const developmentFileMark = 'development-only';
/** Long enough to try something, short enough not to end up in production. */
export const developmentDays = { usual: 30, most: 397 } as const;

export const developmentAuthoritySchema = z.strictObject({
  name: z.string(),
  /** Lower-case hexadecimal SHA-256. */
  sha256: z.string(),
  notAfter: z.string(),
  keeping: keepingSchema,
  problem: problemSchema.optional(),
});
/** The authority of this computer alone, whose root makes several development certificates trusted at once. */
export type DevelopmentAuthority = z.infer<typeof developmentAuthoritySchema>;

export const developmentCalls = {
  'development.authority': {
    request: nothing,
    response: z.strictObject({ authority: developmentAuthoritySchema.optional() }),
  },
  /** Makes the authority; there is one at most. Problem `development.authority-exists`. */
  'development.make-authority': { request: nothing, response: nothing },
  /** Writes the authority's certificate (never its key) as `latchkey-development-only-root.pem` and `….cer`. */
  'development.save-authority': {
    request: z.strictObject({ folder: z.string(), replace: z.boolean() }),
    response: savedFilesSchema,
  },
  /** Deletes the authority's key: what it signed stays, and nothing more is signed. */
  'development.delete-authority': { request: nothing, response: nothing },
  /** Makes a development certificate and keeps it in the library. Problems as `requests.create`, `development.no-authority`. */
  'development.make': {
    request: z.strictObject({
      /** DNS names, `localhost` and IP addresses, as typed. */
      hostNames: typedHostNamesSchema,
      days: z.number().int().min(1).max(developmentDays.most),
      signedBy: z.enum(['itself', 'authority']),
    }),
    response: z.strictObject({ libraryId: z.uuid() }),
  },
} as const;

export const developmentEvents = {
  'development.changed': z.strictObject({ authority: developmentAuthoritySchema.optional() }),
} as const;
