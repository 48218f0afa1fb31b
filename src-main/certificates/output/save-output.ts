import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedFiles } from '../../../shared/certificates/contract';
import { AppError } from '../../app-error';
import type { OutputMaker } from '../worker-pool';
import { holdAside } from './hold-aside';
import type { OutputCredentials, OutputOptions } from './make-output';
import type { OutputFile } from './output-file';

/** Writes a file whole or not at all; the storage folder has the one that does. */
export type WriteFile = (
  path: string,
  bytes: Uint8Array,
  options: { mode: 0o600 | 0o644; replace: boolean },
) => Promise<void>;

/** Where the files go. */
export interface SaveOptions extends OutputOptions {
  readonly folder: string;
  readonly replace: boolean;
}

/** What makes, writes and compares. */
export interface SavePorts extends OutputMaker {
  readonly write: WriteFile;
}

/**
 * Writes the files of a format (those with a private key in mode 0600), reads them back and compares before it answers.
 * @throws {AppError} `file.exists` before anything is written, `file.not-written`, `file.written-differs`, and what `makeOutput` says
 */
export async function saveOutput(
  credentials: OutputCredentials,
  options: SaveOptions,
  ports: SavePorts,
): Promise<SavedFiles> {
  const { folder, replace, ...output } = options;
  if (!isPlainFileName(`${options.name}.cert.pem`)) {
    throw new AppError('file.not-written', { name: options.name, reason: 'name' });
  }
  const files = await ports.makeOutput(credentials, output);
  return saveFiles(files, { folder, replace }, ports.write, (written) =>
    ports.compareOutput(credentials, output, written),
  );
}

/**
 * Writes files that belong together into a folder and reads them back; where one of them could not be written, is not what was
 * meant, or `check` throws, the folder is as it was before. The bytes of private files are overwritten at the end.
 * @throws {AppError} `file.exists` before anything is written, `file.not-written`, `file.written-differs`, and what `check` says;
 * `file.not-restored` where the folder could not be made as it was
 */
export async function saveFiles(
  files: readonly OutputFile[],
  { folder, replace }: { readonly folder: string; readonly replace: boolean },
  write: WriteFile,
  check?: (written: readonly WrittenFile[]) => Promise<void>,
): Promise<SavedFiles> {
  const names = files.map(({ name }) => name);
  try {
    const existing = await existingOf(folder, names);
    if (existing.length > 0 && !replace) throw new AppError('file.exists', { names: existing.join(', ') });
    const before = await holdAside(folder, existing);
    try {
      for (const { name, bytes, mode } of files) await write(join(folder, name), bytes, { mode, replace });
      const written = await readBack(folder, files);
      await check?.(written);
    } catch (cause) {
      await before.restore(cause);
      await removeNew(folder, names, existing, cause);
      throw cause;
    }
    await before.drop();
  } finally {
    for (const { bytes, mode } of files) if (mode === 0o600) bytes.fill(0);
  }
  const inOrder = files.toSorted((one, other) => Number(one.mode === 0o600) - Number(other.mode === 0o600));
  return { folder, files: inOrder.map(({ name, kind, certificates }) => ({ name, kind, certificates })) };
}

/** A name that stays in its folder on every system, and that Windows takes. */
function isPlainFileName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
  return !/[/\\:*?"<>|\u0000-\u001f]/u.test(name) && !name.startsWith('.') && Buffer.byteLength(name) <= 240;
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

/** A file as it stands on the disk. */
export type WrittenFile = Pick<OutputFile, 'name' | 'bytes'>;

/** Reads what was written. @throws {AppError} `file.written-differs` where the disk has something else. */
async function readBack(folder: string, files: readonly WrittenFile[]): Promise<readonly WrittenFile[]> {
  return Promise.all(
    files.map(async ({ name, bytes }) => {
      const written = new Uint8Array(await readFile(join(folder, name)));
      if (!Buffer.from(written).equals(bytes)) throw new AppError('file.written-differs', { name });
      return { name, bytes: written };
    }),
  );
}

/** A half-finished pair would look like a finished one: what this call added goes again. */
async function removeNew(
  folder: string,
  names: readonly string[],
  existing: readonly string[],
  cause: unknown,
): Promise<void> {
  const foreign =
    cause instanceof AppError && cause.code === 'file.exists' ? String(cause.facts['names']).split(', ') : [];
  const added = names.filter((name) => !existing.includes(name) && !foreign.includes(name));
  // What can't be removed is told by what went wrong before.
  await Promise.all(added.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}
