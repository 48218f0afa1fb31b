import { z } from 'zod';

/** What a target never gives back, so that each request has to bring it again; a target with other such things adds them here. */
export const heldKinds = [
  /** A secure environment variable of a container: text. */
  'environment',
  /** Of a registry (`name` is its server): text. */
  'registry-password',
  /** The files of a secret volume: they are picked together. */
  'volume-files',
  /** Of the storage account of an Azure file share (`name` is the volume's): text. */
  'storage-key',
  /** Of a Log Analytics workspace: text. */
  'workspace-key',
  /** Of an extension: JSON text. */
  'protected-settings',
] as const;
/** What such a value is called, by what it is: `environment/model/DB_PASSWORD`. */
const idOf = (...kinds: readonly (typeof heldKinds)[number][]) =>
  z
    .string()
    .max(500)
    .regex(new RegExp(`^(?:${kinds.join('|')})/.`, 'u'));
/** SECURITY: a value in the place of its name is no name. */
export const heldIdSchema = idOf(...heldKinds);
/** Of one that is typed. */
export const heldTextIdSchema = idOf(...heldKinds.filter((kind) => kind !== 'volume-files'));
/** Of one that is picked. */
export const heldFilesIdSchema = idOf('volume-files');

export const heldValueSchema = z.strictObject({
  /** `environment/model/DB_PASSWORD`: how it is called when it is given. */
  id: heldIdSchema,
  kind: z.enum(heldKinds),
  /** Of an environment variable. */
  container: z.string().optional(),
  name: z.string(),
});
/** A value that has to be sent along and that only the user knows: by name, never itself. */
export type HeldValue = z.infer<typeof heldValueSchema>;
