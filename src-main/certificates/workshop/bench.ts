import { randomUUID } from 'node:crypto';
import type { WorkshopFile } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { FileContents } from '../model';
import { isLocked } from '../problem-kinds';
import type { Reader } from '../worker-pool';

/** One file on the bench. SECURITY: `contents` may hold private keys; only `describeFile` leaves main. */
export interface BenchFile {
  readonly id: string;
  readonly name: string;
  /** False for what was pasted: the user may have it nowhere else. */
  readonly isOnDisk: boolean;
  status: WorkshopFile['status'];
  contents?: FileContents;
  problem?: Problem;
  /** Kept only while a password is awaited. */
  bytes?: Uint8Array;
  stop?: AbortController;
}

/** Puts a new file on the bench, not read yet. */
export function newBenchFile(name: string, isOnDisk = true): BenchFile {
  return { id: randomUUID(), name, isOnDisk, status: 'reading' };
}

/** What the page may know of a file. */
export function describeFile({ id, name, status, contents, problem }: BenchFile): WorkshopFile {
  return {
    id,
    name,
    status,
    ...(contents && { format: contents.format }),
    certificates: contents?.certificates.length ?? 0,
    privateKeys: contents?.privateKeys.length ?? 0,
    requests: contents?.requests.length ?? 0,
    ...(problem && { problem }),
  };
}

/** What reads, and what keeps a record of trouble that nobody foresaw: it answers the reference to find it by. */
export interface Reading {
  readonly reader: Reader;
  readonly unexpected: (cause: unknown) => string;
}

/**
 * Reads a file's bytes in the reader and notes on it what became of that: read, waiting for a password, or a problem.
 * Never throws: one file's trouble is its own.
 */
export async function readOnto(
  file: BenchFile,
  bytes: Uint8Array,
  password: string | undefined,
  reading: Reading,
): Promise<void> {
  const stop = new AbortController();
  file.stop = stop;
  file.status = 'reading';
  try {
    const contents = await reading.reader.read(bytes, password, stop.signal);
    settle(file, bytes, contents);
  } catch (cause) {
    refuse(file, problemOf(cause, reading));
  } finally {
    delete file.stop;
  }
}

/** Tries a password that opened another file: one often protects a whole delivery. Only a success shows. */
export async function tryPassword(file: BenchFile, password: string, reading: Reading): Promise<void> {
  if (file.status !== 'needs-password' || !file.bytes) return;
  const attempt: BenchFile = { ...file };
  await readOnto(attempt, file.bytes, password, reading);
  if (attempt.contents && attempt.status === 'read') settle(file, file.bytes, attempt.contents);
}

/** Marks a file as one that was not read. */
export function refuse(file: BenchFile, problem: Problem): void {
  file.status = 'problem';
  file.problem = withName(problem, file.name);
}

/** What the user is told of trouble with a file. */
export function problemOf(cause: unknown, { unexpected }: Reading): Problem {
  return cause instanceof AppError
    ? cause.toProblem()
    : { code: 'unexpected', facts: { reference: unexpected(cause) } };
}

/** Overwrites the private keys of a file that leaves the bench: best effort, since the runtime may have copied them. */
export function forget(file: BenchFile): void {
  file.stop?.abort();
  for (const { pkcs8 } of file.contents?.privateKeys ?? []) pkcs8.fill(0);
}

function settle(file: BenchFile, bytes: Uint8Array, contents: FileContents): void {
  const { problem } = contents;
  const wrong = problem?.code === 'certificate.wrong-password';
  file.contents = contents;
  delete file.problem;
  delete file.bytes;
  if (problem && isLocked(problem)) {
    file.status = 'needs-password';
    file.bytes = bytes;
    if (wrong) file.problem = withName(problem, file.name);
  } else if (problem) refuse(file, problem);
  else file.status = 'read';
}

function withName(problem: Problem, name: string): Problem {
  return { code: problem.code, facts: { ...problem.facts, name } };
}
