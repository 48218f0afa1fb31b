import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { isLeftover } from './private-file';

/** Understands one file: `newer` where a later version wrote it, undefined where it is damaged or not what its name says. */
export type ReadKept<T> = (name: string, bytes: Uint8Array) => T | 'newer' | undefined;

/** Where damaged files of a folder are moved. */
export function setAsideFolderOf(folder: string): string {
  return join(folder, 'set-aside');
}

/**
 * Reads what is kept in a folder, a JSON file each; a folder that is not there is empty. A damaged file is moved aside (where it
 * can't be, it stays), one of a newer version or that can't be read is left where it is: nothing is deleted but what a killed
 * process left half-written. What was moved aside earlier is told again, for as long as it lies there.
 * @throws {AppError} `library.folder-not-readable` (facts: `folder`): what is in it is not known.
 */
export async function readKeptFolder<T>(
  folder: string,
  read: ReadKept<T>,
): Promise<{ readonly kept: readonly T[]; readonly leftOut: readonly Problem[] }> {
  const kept: T[] = [];
  const leftOut: Problem[] = [];
  for (const name of await namesIn(folder)) {
    if (isLeftover(name)) await rm(join(folder, name), { force: true }).catch(() => undefined);
    if (!name.endsWith('.json')) continue;
    const found = await readOne(folder, name, read);
    if ('kept' in found) kept.push(found.kept);
    else leftOut.push(found);
  }
  const told = new Set(leftOut.map(({ facts }) => facts['fileName']));
  const before = (await lyingAside(folder)).filter((fileName) => !told.has(fileName));
  return { kept, leftOut: [...leftOut, ...before.map((fileName) => damaged(fileName))] };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new AppError('library.folder-not-readable', { folder }, { cause });
  }
}

async function readOne<T>(folder: string, name: string, read: ReadKept<T>): Promise<{ kept: T } | Problem> {
  const bytes = await readFile(join(folder, name)).catch(() => undefined);
  if (!bytes) return { code: 'library.entry-not-readable', facts: { fileName: name } };
  const kept = read(name, bytes);
  if (kept === 'newer') return { code: 'library.entry-newer', facts: { fileName: name } };
  return kept === undefined ? setAside(folder, name) : { kept };
}

/** What the files that were set aside were called, whenever that was. */
async function lyingAside(folder: string): Promise<readonly string[]> {
  const names = await readdir(setAsideFolderOf(folder)).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith('.json')).map((name) => name.replace(/^\d+-/u, ''));
  return [...new Set(files)].toSorted();
}

async function setAside(folder: string, name: string): Promise<Problem> {
  const aside = setAsideFolderOf(folder);
  try {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await rename(join(folder, name), join(aside, `${Date.now()}-${name}`));
    return damaged(name);
  } catch {
    return damaged(name, true);
  }
}

function damaged(fileName: string, stays = false): Problem {
  return { code: 'library.entry-damaged', facts: { fileName, ...(stays && { stays }) } };
}
