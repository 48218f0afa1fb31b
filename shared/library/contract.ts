import { z } from 'zod';
import { certificateSummarySchema } from '../certificates/contract';
import { problemSchema } from '../problem';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.uuid() });

/** `keyring`: on the disk, the secret part under the system's protection. `session`: in memory, gone when Latchkey closes. */
export const keepingSchema = z.enum(['keyring', 'session']);
export type Keeping = z.infer<typeof keepingSchema>;

/** How many days before the end the library reminds; 0 for never. */
export const reminderDays = [0, 7, 14, 30, 60] as const;
export const reminderSchema = z.union([z.literal(0), z.literal(7), z.literal(14), z.literal(30), z.literal(60)]);
export type ReminderDays = z.infer<typeof reminderSchema>;

export const libraryEntrySchema = z.strictObject({
  id: z.uuid(),
  /** What the user calls it; the first host name until it is renamed. */
  name: z.string(),
  /** When it was kept: ISO 8601 in UTC. */
  kept: z.string(),
  leaf: certificateSummarySchema,
  /** The certificates above the leaf that are kept with it. */
  chain: z.array(certificateSummarySchema.pick({ id: true, name: true, developmentOnly: true })),
  keeping: keepingSchema,
  hasPrivateKey: z.boolean(),
  /**
   * Services that use it. Without it they can't be given new API keys, proved, shown to callers or started again on this computer,
   * until another certificate is deployed.
   */
  usedBy: z.array(z.string()),
  remindDaysBefore: reminderSchema,
  /** The reminder's day has come, or the certificate has ended. */
  due: z.boolean(),
  /** What is the matter with it, such as `library.key-not-opened`. */
  problem: problemSchema.optional(),
});
/** A certificate that the user chose to keep. */
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

export const librarySchema = z.strictObject({
  /** `session` where the system has no keyring: what is kept then lasts until Latchkey closes. */
  keeping: keepingSchema,
  entries: z.array(libraryEntrySchema),
  /** Files that could not be read or understood, none of them deleted; those of requests stand there. Facts: `fileName`, `kind`. */
  leftOut: z.array(problemSchema),
});
/** All that is kept. */
export type Library = z.infer<typeof librarySchema>;

export const libraryCalls = {
  'library.list': { request: nothing, response: librarySchema },
  /** Puts a kept certificate with its chain and key on the workshop's bench, to be saved or converted there. */
  'library.open': { request: byId, response: nothing },
  'library.rename': {
    request: z.strictObject({ id: z.uuid(), name: z.string().min(1).max(200) }),
    response: nothing,
  },
  'library.set-reminder': {
    request: z.strictObject({ id: z.uuid(), daysBefore: reminderSchema }),
    response: nothing,
  },
  /** Writes an iCalendar file with the end date and its reminder into a folder that `app.choose-folder` answered. */
  'library.save-calendar': {
    request: z.strictObject({ id: z.uuid(), folder: z.string(), replace: z.boolean() }),
    response: z.strictObject({ folder: z.string(), name: z.string() }),
  },
  /** Deletes the certificate and its private key for good. */
  'library.delete': { request: byId, response: nothing },
  /** Shows where the files that were set aside lie. */
  'library.show-set-aside': { request: nothing, response: nothing },
} as const;

export const libraryEvents = {
  /** Sent whenever the library changes, with all of it. */
  'library.changed': librarySchema,
} as const;
