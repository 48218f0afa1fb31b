import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedFiles } from '../../shared/certificates/contract';
import { AppError } from '../app-error';
import { azureFiles, compareWritten } from './convert';
import type { ServerCredentials } from './server-credentials';

/** Writes a file whole or not at all; the storage folder has the one that does. */
export type WriteFile = (
  path: string,
  bytes: Uint8Array,
  options: { mode: 0o600 | 0o644; replace: boolean },
) => Promise<void>;

/** Where the two files go. */
export interface SaveOptions {
  readonly folder: string;
  /** NAME of NAME.cert.pem and NAME.key.pem: a file name without separators. */
  readonly name: string;
  readonly replace: boolean;
}

/**
 * Writes NAME.cert.pem (mode 0644) and NAME.key.pem (mode 0600), reads both back and compares them before it answers.
 * @throws {AppError} `file.exists` before anything is written, `file.not-written`, `file.written-differs`.
 */
export async function saveForAzure(
  credentials: ServerCredentials,
  options: SaveOptions,
  write: WriteFile,
): Promise<SavedFiles> {
  const { folder, replace } = options;
  const names = { certificate: `${options.name}.cert.pem`, key: `${options.name}.key.pem` };
  if (!isPlainFileName(names.key)) throw new AppError('file.not-written', { name: names.key, reason: 'name' });
  const existing = await existingOf(folder, [names.certificate, names.key]);
  if (existing.length > 0 && !replace) throw new AppError('file.exists', { names: existing.join(', ') });
  const files = azureFiles(credentials);
  try {
    await write(join(folder, names.key), files.key, { mode: 0o600, replace });
    await write(join(folder, names.certificate), files.certificate, { mode: 0o644, replace });
    await compareWritten(credentials, await readBoth(folder, names), names);
  } catch (cause) {
    await removeNew(folder, [names.key, names.certificate], existing, cause);
    throw cause;
  } finally {
    files.key.fill(0);
  }
  return {
    folder,
    files: [
      { name: names.certificate, kind: 'certificate', certificates: credentials.chain.length },
      { name: names.key, kind: 'private-key', certificates: 0 },
    ],
  };
}

/** A name that stays in its folder on every system, and that Windows takes. */
function isPlainFileName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
  return !/[/\\:*?"<>|\u0000-\u001f]/u.test(name) && !name.startsWith('.') && Buffer.byteLength(name) <= 255;
}

async function existingOf(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return found.flat();
}

async function readBoth(folder: string, names: { certificate: string; key: string }) {
  const [certificate, key] = await Promise.all([
    readFile(join(folder, names.certificate)),
    readFile(join(folder, names.key)),
  ]);
  return { certificate, key };
}

/** A half-finished pair would look like a finished one: what this call added goes again; what it replaced is beyond recall. */
async function removeNew(
  folder: string,
  names: readonly string[],
  existing: readonly string[],
  cause: unknown,
): Promise<void> {
  const foreign =
    cause instanceof AppError && cause.code === 'file.exists' ? String(cause.facts['names']).split(', ') : [];
  const added = names.filter((name) => !existing.includes(name) && !foreign.includes(name));
  await Promise.all(added.map((name) => rm(join(folder, name), { force: true })));
}
