import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../app-error';

/** A file that the user named, or that stands in a folder that the user named. */
export interface GatheredFile {
  readonly path: string;
  readonly name: string;
  readonly fromFolder: boolean;
}

/** Certificate files have some kilobytes; a keystore with a company's authorities has a megabyte. */
export const MAXIMUM_FILE_BYTES = 10_000_000;

/** A folder with more isn't a folder of certificates. */
const MAXIMUM_FILES = 2_000;
const MAXIMUM_DEPTH = 8;

/**
 * Turns the paths of files and folders into files: folders are searched through, hidden entries and links left out,
 * in the order of their names.
 * @throws {AppError} `file.not-found`, `file.not-readable`, `file.too-many`
 */
export async function gatherFiles(paths: readonly string[]): Promise<readonly GatheredFile[]> {
  const files: GatheredFile[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
    if (stats.isDirectory()) await gatherFolder(path, 0, files);
    else files.push({ path, name: basename(path), fromFolder: false });
    if (files.length > MAXIMUM_FILES) throw new AppError('file.too-many', { limit: MAXIMUM_FILES });
  }
  return files;
}

/**
 * Reads a whole file.
 * @throws {AppError} `file.too-large` (sizes in bytes), `file.not-found`, `file.not-readable`
 */
export async function readSmallFile(path: string, limit = MAXIMUM_FILE_BYTES): Promise<Uint8Array> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > limit) throw new AppError('file.too-large', { name, size, limit });
    return await readFile(path);
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(path, cause);
  }
}

async function gatherFolder(folder: string, depth: number, files: GatheredFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause);
  });
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < MAXIMUM_DEPTH) await gatherFolder(path, depth + 1, files);
    else if (entry.isFile()) files.push({ path, name: entry.name, fromFolder: true });
    if (files.length > MAXIMUM_FILES) throw new AppError('file.too-many', { limit: MAXIMUM_FILES });
  }
}

function unreadable(path: string, cause: unknown): AppError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new AppError(missing ? 'file.not-found' : 'file.not-readable', { name: basename(path) }, { cause });
}
