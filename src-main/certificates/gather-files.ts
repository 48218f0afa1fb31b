import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';

/** A file that the user named, or that stands in a folder that the user named. */
export interface GatheredFile {
  readonly path: string;
  readonly name: string;
  readonly fromFolder: boolean;
  /** Why it is only named: a link that leads nowhere, or a folder that was not searched. */
  readonly problem?: Problem;
}

/** Certificate files have some kilobytes; a keystore with a company's authorities has a megabyte. */
export const MAXIMUM_FILE_BYTES = 10_000_000;

/** A folder with more isn't a folder of certificates. */
const MAXIMUM_FILES = 2_000;
const MAXIMUM_DEPTH = 8;

/**
 * Turns the paths of files and folders into files: folders are searched through, eight deep, in the order of their names. Hidden
 * entries are left out. Links to files count as files; folders that can't be searched, lie deeper or are linked stand among
 * the files with their problem.
 * @throws {AppError} `file.not-found`, `file.not-readable`, `file.too-many`
 */
export async function gatherFiles(paths: readonly string[]): Promise<readonly GatheredFile[]> {
  const files: GatheredFile[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch((cause: unknown) => {
      throw unreadable(cause, path);
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
    throw cause instanceof AppError ? cause : unreadable(cause, path);
  }
}

async function gatherFolder(folder: string, depth: number, files: GatheredFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(cause, folder);
  });
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))) {
    if (entry.name.startsWith('.')) continue;
    await gatherEntry(join(folder, entry.name), entry, depth, files);
    if (files.length > MAXIMUM_FILES) throw new AppError('file.too-many', { limit: MAXIMUM_FILES });
  }
}

async function gatherEntry(path: string, entry: Dirent, depth: number, files: GatheredFile[]): Promise<void> {
  const { name } = entry;
  const add = (problem?: Problem): unknown => files.push({ path, name, fromFolder: true, ...(problem && { problem }) });
  try {
    // certbot, for one, keeps its files behind links. A linked folder may hold the one that it is linked in.
    const linked = entry.isSymbolicLink() ? await stat(path) : undefined;
    if ((linked ?? entry).isFile()) add();
    else if (linked?.isDirectory()) add({ code: 'folder.not-searched', facts: { name, because: 'link' } });
    else if (!entry.isDirectory()) return;
    else if (depth < MAXIMUM_DEPTH) await gatherFolder(path, depth + 1, files);
    else add({ code: 'folder.not-searched', facts: { name, because: 'depth' } });
  } catch (cause) {
    const error = cause instanceof AppError ? cause : unreadable(cause, path);
    if (error.code === 'file.too-many') throw error;
    const problem = error.toProblem();
    add(entry.isDirectory() ? { code: 'folder.not-searched', facts: { name, because: 'access' } } : problem);
  }
}

/** `file.not-found` or `file.not-readable`, by what the system said. */
export function unreadable(cause: unknown, path: string): AppError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new AppError(missing ? 'file.not-found' : 'file.not-readable', { name: basename(path) }, { cause });
}
