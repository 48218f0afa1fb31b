import { readFile } from 'node:fs/promises';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { type GatheredFile, gatherFiles, readSmallFile } from '../certificates/gather-files';
import { type FileContents, unreadContents } from '../certificates/model';
import { isEverydayInFolder } from '../certificates/problem-kinds';
import { readFileContents } from '../certificates/read';
import type { Terminal } from './terminal';

/** A file to read and, where it is known, its password. */
export interface FileToRead {
  readonly path: string;
  readonly password: string | undefined;
  /** As `GatheredFile.problem`. */
  readonly problem?: Problem;
}

/** A file that was read, or the problem with it. */
export interface ReadFile extends FileContents {
  readonly path: string;
}

/** Reads the first line of a password file. @throws {AppError} `file.not-found`, `file.not-readable`, `file.too-large` */
export async function readPasswordFile(path: string): Promise<string> {
  const text = Buffer.from(await readSmallFile(path)).toString('utf8');
  return text.split(/\r?\n/u, 1)[0] ?? '';
}

/** Reads a list of files, a JSON object a line. @throws {AppError} `call.invalid` where a line is something else. */
export async function readList(path: string): Promise<readonly FileToRead[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('file.not-readable', { name: path }, { cause });
  });
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  return lines.filter(({ line }) => line !== '').map(({ line, number }) => listEntry(line, number));
}

/** Reads all files that a call names, those in folders included, with its password. @throws {AppError} where a name leads nowhere */
export async function readCliFiles(
  call: { readonly files: readonly string[]; readonly passwordFile: string | undefined },
  terminal: Terminal,
): Promise<readonly ReadFile[]> {
  const password = call.passwordFile === undefined ? undefined : await readPasswordFile(call.passwordFile);
  const files: ReadFile[] = [];
  for (const gathered of await gatherFiles(call.files)) {
    const file = await readCliFile({ ...gathered, password }, terminal);
    if (isToTell(file, gathered.fromFolder)) files.push(file);
  }
  return files;
}

/** What stands beside certificates every day is nothing to tell where nobody named it. */
export function isToTell({ problem }: ReadFile, fromFolder: boolean): boolean {
  return !fromFolder || !isEverydayInFolder(problem);
}

/** The files that a path stands for: those of a folder; else itself, and reading it says what is wrong. @throws {AppError} `file.too-many` */
export async function filesAt(path: string): Promise<readonly Omit<GatheredFile, 'name'>[]> {
  try {
    return await gatherFiles([path]);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'file.too-many') return [{ path, fromFolder: false }];
    throw error;
  }
}

/** Reads one file; a problem with it, reading from the disk included, is part of the answer and names the file. */
export async function readCliFile({ path, password, problem }: FileToRead, terminal: Terminal): Promise<ReadFile> {
  if (problem) return named(path, unreadContents(problem));
  try {
    const bytes = await readSmallFile(path);
    const contents = await readFileContents(bytes, password);
    if (contents.problem?.code !== 'certificate.password-needed') return named(path, contents);
    const typed = await terminal.askPassword(`Password for ${path}: `);
    return named(path, typed === undefined ? contents : await readFileContents(bytes, typed));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return named(path, unreadContents(error.toProblem()));
  }
}

function named(path: string, contents: FileContents): ReadFile {
  const problem: Problem | undefined = contents.problem && {
    ...contents.problem,
    facts: { name: path, ...contents.problem.facts },
  };
  return { ...contents, path, problem };
}

function listEntry(line: string, number: number): FileToRead {
  const entry = parseJson(line);
  if (typeof entry === 'object' && entry !== null && 'path' in entry && typeof entry.path === 'string') {
    const password = 'password' in entry && typeof entry.password === 'string' ? entry.password : undefined;
    return { path: entry.path, password };
  }
  throw new AppError('call.invalid', { line: number });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
