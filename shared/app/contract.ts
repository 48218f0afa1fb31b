import { z } from 'zod';

const nothing = z.strictObject({});

export const aboutSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  /** Such as `linux x64`. */
  platform: z.string(),
});
/** What this copy of Latchkey is made of. */
export type About = z.infer<typeof aboutSchema>;

export const appearanceSchema = z.enum(['system', 'light', 'dark']);
export type Appearance = z.infer<typeof appearanceSchema>;

export const appCalls = {
  'app.about': { request: nothing, response: aboutSchema },
  'app.appearance': { request: nothing, response: z.strictObject({ appearance: appearanceSchema }) },
  /** Remembered; the page follows through `prefers-color-scheme`. */
  'app.set-appearance': { request: z.strictObject({ appearance: appearanceSchema }), response: nothing },
  /** Copies text that the page shows (a fingerprint, a serial number). Never for secrets: those have calls of their own. */
  'app.copy-text': { request: z.strictObject({ text: z.string().max(100_000) }), response: nothing },
  /** Opens the system's folder picker; `folder` is absent when it was cancelled. Saving goes only into folders answered here. */
  'app.choose-folder': { request: nothing, response: z.strictObject({ folder: z.string().optional() }) },
  /** Shows a folder that was chosen in the system's file manager. */
  'app.show-folder': { request: z.strictObject({ folder: z.string() }), response: nothing },
} as const;

export const appEvents = {
  /** A menu item or "Open with" asks the page to show something. */
  'app.show': z.strictObject({
    what: z.enum(['start', 'certificates', 'requests', 'library', 'services', 'azure', 'settings', 'about']),
  }),
} as const;
