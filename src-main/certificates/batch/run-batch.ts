import { readdir, realpath } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import type { BatchResult } from '../../../shared/batch/contract';
import type { EventPayload, Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import { AppError } from '../../app-error';
import { notWritten } from '../../write-error';
import type { Arrangement } from '../arrange';
import { benchOf, withoutSecrets } from '../arranged-file';
import { type GatheredFile, gatherFiles, readSmallFile, unreadable } from '../gather-files';
import type { RememberedIssuers } from '../issuers/remembered-issuers';
import { type FileContents, unreadContents } from '../model';
import type { WriteFile } from '../output/save-output';
import { isLocked, isNothing } from '../problem-kinds';
import type { OutputMaker, Reader } from '../worker-pool';
import { type Finding } from '../../../shared/certificates/finding';
import { type BatchRow, countRows, csvReport } from './report';
import { type BatchItem, CANCELLED, notReached, unusedName, writeItem, type Writing } from './write-item';

/** What a batch needs from the world around it. */
export interface BatchPorts {
  readonly reader: Reader;
  readonly outputs: OutputMaker;
  readonly write: WriteFile;
  readonly remembered: Pick<RememberedIssuers, 'above'>;
  /** The sentences of the report. */
  readonly explain: { problem(problem: Problem): string; finding(finding: Finding): string };
  readonly progress: (progress: EventPayload<'batch.progress'>) => void;
  /** Aborted: the file at hand is finished, the rest is not looked at. */
  readonly signal: AbortSignal;
}

/** Files read into memory at the same time. */
const AT_ONCE = 4;

/** A file of the batch, and what is known of it so far. */
export interface BatchFile {
  readonly found: GatheredFile;
  /** Path below the folder that is read. */
  readonly label: string;
  readonly contents: FileContents | undefined;
}

/**
 * Converts every certificate in a folder into another folder, and writes a report there with one line a file. The files are
 * understood together: a key or a chain in a file of its own is found, and what a chain still lacks is taken from what earlier files held.
 * Nothing that exists is replaced. That the report can't be written undoes nothing: the answer says so.
 * @throws {AppError} `batch.same-folder`, `batch.nothing`, `file.not-found`, `file.not-readable`, `file.too-many`, `file.not-written`
 */
export async function runBatch(request: Request<'batch.run'>, ports: BatchPorts): Promise<BatchResult> {
  const { password } = request;
  const [from, to] = await Promise.all([whereItIs(request.from, unreadable), whereItIs(request.to, notWritten)]);
  if (from === to) throw new AppError('batch.same-folder');
  const taken = await namesIn(to);
  const gathered = await gatherFiles([from]);
  // What an earlier run wrote into a folder inside is not read again.
  const found = isInside(from, to) ? gathered : gathered.filter(({ path }) => !isInside(path, to));
  if (found.every(isNotSearched)) throw new AppError('batch.nothing', { folder: request.from });
  const files = await readAll(from, found, password, ports);
  const read = files.flatMap(({ label, contents }) => (contents ? [{ label, contents }] : []));
  const known = await ports.remembered.above(read.flatMap(({ contents }) => contents.certificates));
  const bench = { ...benchOf(read.map(({ label, contents }) => withoutSecrets(label, contents))), known };
  const arrangement = await ports.reader.arrange(bench, new Date());
  const remembered = known.map(({ certificate }) => certificate);
  const rows = await writeAll(arrangement, files, { request, remembered, taken, ports });
  const report = await writeReport(rows, request.to, taken, ports);
  return { folder: request.to, ...report, ...countRows(rows), cancelled: ports.signal.aborted };
}

/** A folder without the links on the way to it, so that two ways to one are seen to be that. */
async function whereItIs(folder: string, refuse: (cause: unknown, name: string) => AppError): Promise<string> {
  return realpath(folder).catch((cause: unknown) => {
    throw refuse(cause, basename(folder));
  });
}

/** What is in a folder that is to be written into, in small letters. */
async function namesIn(folder: string): Promise<Set<string>> {
  try {
    return new Set((await readdir(folder)).map((name) => name.toLowerCase()));
  } catch (cause) {
    throw notWritten(cause, basename(folder));
  }
}

function isNotSearched({ problem }: Pick<GatheredFile, 'problem'>): boolean {
  return problem?.code === 'folder.not-searched';
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}

async function writeReport(
  rows: readonly BatchRow[],
  folder: string,
  taken: Set<string>,
  { write, explain }: BatchPorts,
): Promise<Pick<BatchResult, 'report' | 'reportProblem'>> {
  const [report = ''] = unusedName(['latchkey-report.csv'], taken);
  try {
    await write(resolve(folder, report), csvReport(rows, explain.finding), { mode: 0o644, replace: false });
    return { report };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return { reportProblem: cause.toProblem() };
  }
}

async function readAll(
  from: string,
  found: readonly GatheredFile[],
  password: string | undefined,
  { reader, progress, signal }: BatchPorts,
): Promise<readonly BatchFile[]> {
  const files: BatchFile[] = [];
  let done = 0;
  const queue = found.entries();
  const readers = Array.from({ length: AT_ONCE }, async () => {
    for (const [index, file] of queue) {
      const label = relative(from, file.path).replaceAll(sep, '/');
      const contents = signal.aborted ? undefined : await readOne(file, password, reader);
      files[index] = { found: file, label, contents };
      progress({ step: 'reading', done: ++done, total: found.length, name: label });
    }
  });
  await Promise.all(readers);
  return files;
}

async function readOne(
  { path, problem }: GatheredFile,
  password: string | undefined,
  reader: Reader,
): Promise<FileContents> {
  if (problem) return unreadContents(problem);
  const never = new AbortController().signal;
  try {
    return await reader.read(await readSmallFile(path), password, never);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return unreadContents(cause.toProblem());
  }
}

/** Writes one item after the other, and puts together what became of each file. */
async function writeAll(
  { bundles, otherCertificates }: Arrangement,
  files: readonly BatchFile[],
  writing: Writing,
): Promise<readonly BatchRow[]> {
  const { ports } = writing;
  const items: readonly BatchItem[] = [...bundles, ...otherCertificates];
  const rows = new Map<BatchItem, BatchRow>();
  for (const item of items) {
    const isOver = ports.signal.aborted;
    const row = isOver ? notReached(item, files) : await writeItem(item, files, writing);
    rows.set(item, row);
    if (!isOver) ports.progress({ step: 'writing', done: rows.size, total: items.length, name: row.file });
  }
  const ends = new Map<string, BatchRow>();
  for (const row of rows.values()) {
    const before = ends.get(row.file);
    ends.set(row.file, before ? joined(before, row) : row);
  }
  const fates = fatesOf(rows);
  return files.map((file) => ends.get(file.label) ?? withoutOutput(file, fates, ports));
}

/** Several certificates in one file: the file is converted where all are, and not looked at where none is. */
function joined(one: BatchRow, other: BatchRow): BatchRow {
  return {
    file: one.file,
    outcome: one.outcome === other.outcome ? one.outcome : 'not-converted',
    written: [...one.written, ...other.written],
    findings: [...one.findings, ...other.findings],
    explanation: [...new Set([one.explanation, other.explanation])].filter(Boolean).join(' '),
  };
}

/** What became of the items, found once for all files: of two thousand each would be asked about each. */
interface Fates {
  /** Those that were converted, in their order. */
  readonly converted: readonly (readonly [id: string, row: BatchRow])[];
  /** By the SHA-256 of each certificate of an item's chain, and of its key's public half. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<BatchRow['outcome']>>;
}

function fatesOf(rows: ReadonlyMap<BatchItem, BatchRow>): Fates {
  const outcomes = new Map<string, Set<BatchRow['outcome']>>();
  for (const [item, { outcome }] of rows) {
    for (const part of partsOf(item)) outcomes.set(part, (outcomes.get(part) ?? new Set()).add(outcome));
  }
  const converted = [...rows].flatMap(([{ id }, row]) => (row.outcome === 'converted' ? [[id, row] as const] : []));
  return { converted, outcomes };
}

function partsOf(item: BatchItem): readonly string[] {
  if (!('leaf' in item)) return [item.id];
  return [...item.chain.map(({ certificate }) => certificate.id), item.leaf.publicKey.spkiSha256];
}

/** A file that nothing was written for, and why: it shares the fate of the certificates that it belongs to. */
function withoutOutput(
  { label, contents }: BatchFile,
  { converted, outcomes }: Fates,
  { explain }: BatchPorts,
): BatchRow {
  const row = (outcome: BatchRow['outcome'], explanation: string): BatchRow => ({
    file: label,
    outcome,
    written: [],
    findings: [],
    explanation,
  });
  if (!contents) return row('not-looked-at', CANCELLED);
  const { problem, certificates, privateKeys } = contents;
  if (problem)
    return row(outcomeOf(problem), explain.problem({ ...problem, facts: { name: label, ...problem.facts } }));
  const ids = new Set(certificates.map(({ sha256 }) => sha256));
  const [, same] = converted.find(([id]) => ids.has(id)) ?? [];
  if (same) return row('used', `The same certificate is in ${same.file}.`);
  const parts = [...ids, ...privateKeys.map(({ publicKey }) => publicKey.spkiSha256)];
  const fates = new Set(parts.flatMap((part) => [...(outcomes.get(part) ?? [])]));
  if (fates.has('converted')) return row('used', 'It went with the certificate that it belongs to.');
  if (fates.has('not-looked-at')) return row('not-looked-at', CANCELLED);
  if (fates.size > 0) return row('not-converted', 'The certificate that it belongs to was not converted.');
  return row('left-out', 'There is no certificate in it: only a private key or a request.');
}

function outcomeOf(problem: Problem): BatchRow['outcome'] {
  if (isLocked(problem)) return 'needs-password';
  if (problem.code === 'folder.not-searched') return 'not-searched';
  return isNothing(problem) || problem.code === 'certificate.other-kind' ? 'left-out' : 'not-converted';
}
