import { z } from 'zod';
import { type AzureChoice, azureChoiceSchema } from '../../shared/azure/contract';
import { cloudNameSchema, domainSuffixesSchema } from '../../shared/sign-in/contract';
import type { AzureCloud } from './clouds';

/** A file that is written whole; empty where it is not there. */
export interface SettingsFile {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

const cloudAuthoritySchema = z.strictObject({
  name: z.string(),
  pem: z.string(),
  subject: z.string(),
  sha256: z.string(),
});

const settingsSchema = z.strictObject({
  version: z.literal(1),
  cloud: cloudNameSchema,
  custom: z
    .strictObject({
      authority: z.string(),
      resourceManager: z.string(),
      scope: z.string(),
      suffixes: domainSuffixesSchema,
      ca: cloudAuthoritySchema.optional(),
      confirmed: z.boolean(),
    })
    .optional(),
  /** Cloud to client id, where it isn't our own. */
  clientIds: z.partialRecord(cloudNameSchema, z.string()),
  /** Session to the account that is the current one. */
  current: z.record(z.string(), z.uuid()),
  /** Account to what was last chosen. */
  choices: z.record(z.string(), azureChoiceSchema),
});
type Written = z.infer<typeof settingsSchema>;

/** What is remembered of Azure between two starts; nothing of it is secret. */
export interface AzureSettings extends Omit<Written, 'version' | 'custom' | 'choices'> {
  readonly custom?: AzureCloud;
  readonly choices: Readonly<Record<string, AzureChoice>>;
}

/** The settings while the app runs. */
export interface AzureSettingsStore {
  current(): Promise<AzureSettings>;
  /** @throws {AppError} `file.not-written` */
  change(part: Partial<AzureSettings>): Promise<void>;
}

const unchanged: AzureSettings = { cloud: 'public', clientIds: {}, current: {}, choices: {} };

/** Opens the settings at their first use. What can't be understood is as good as not there: it was chosen, and can be again. */
export function openAzureSettings(file: SettingsFile): AzureSettingsStore {
  let settings: Promise<AzureSettings> | undefined;
  let lastWrite: Promise<void> = Promise.resolve();
  const current = (): Promise<AzureSettings> => (settings ??= file.read().then(understand));
  return {
    current,
    change: async (part) => {
      const changed = current().then((before) => ({ ...before, ...part }));
      settings = changed;
      // One after the other, so that an older state never overtakes a newer one.
      const written = lastWrite.then(async () => file.write(asText(await changed)));
      lastWrite = written.catch(() => undefined);
      await written;
    },
  };
}

function understand(text: string): AzureSettings {
  try {
    const { version: _, custom, ...rest } = settingsSchema.parse(JSON.parse(text));
    return { ...rest, ...(custom && { custom: asCloud(custom) }) };
  } catch {
    return unchanged;
  }
}

function asCloud({ ca, ...custom }: NonNullable<Written['custom']>): AzureCloud {
  return { name: 'custom', ...custom, ...(ca && { ca }) };
}

function asText({ custom, ...rest }: AzureSettings): string {
  const { name: _, ...described } = custom ?? { name: 'custom' };
  return `${JSON.stringify({ version: 1, ...rest, ...(custom && { custom: described }) }, undefined, 2)}\n`;
}
