import { readdir } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { BatchResult } from '../../../shared/batch/contract';
import type { EventPayload, Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { Arrangement } from '../arrange';
import { benchOf, withoutSecrets } from '../arranged-file';
import { type GatheredFile, gatherFiles, readSmallFile } from '../gather-files';
import type { RememberedIssuers } from '../issuers/remembered-issuers';
import type { FileContents } from '../model';
import type { WriteFile } from '../output/save-output';
import { isLocked, isNothing } from '../problem-kinds';
import type { OutputMaker, Reader } from '../worker-pool';
import { type Finding } from '../../../shared/certificates/finding';
import { type BatchRow, countRows, csvReport } from './report';
import { unusedName, writeItem, type Writing } from './write-item';

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
 * Nothing that exists is replaced.
 * @throws {AppError} `batch.same-folder`, `batch.nothing`, `output.password-missing`, and what searching the folder and writing the report say
 */
export async function runBatch(request: Request<'batch.run'>, ports: BatchPorts): Promise<BatchResult> {
  const { from, to, password } = request;
  if (resolve(from) === resolve(to)) throw new AppError('batch.same-folder');
  const gathered = await gatherFiles([from]);
  // What an earlier run wrote into a folder inside is not read again.
  const found = isInside(from, to) ? gathered : gathered.filter(({ path }) => !isInside(path, to));
  if (found.length === 0) throw new AppError('batch.nothing', { folder: from });
  const files = await readAll(from, found, password, ports);
  const read = files.flatMap(({ label, contents }) => (contents ? [{ label, contents }] : []));
  const known = await ports.remembered.above(read.flatMap(({ contents }) => contents.certificates));
  const bench = { ...benchOf(read.map(({ label, contents }) => withoutSecrets(label, contents))), known };
  const arrangement = await ports.reader.arrange(bench, new Date());
  const taken = new Set(await readdir(to));
  const remembered = known.map(({ certificate }) => certificate);
  const rows = await writeAll(arrangement, files, { request, remembered, taken, ports });
  const report = unusedName(['latchkey-report.csv'], taken)[0] ?? '';
  await ports.write(resolve(to, report), csvReport(rows, ports.explain.finding), { mode: 0o644, replace: false });
  return { folder: to, report, ...countRows(rows), cancelled: ports.signal.aborted };
}

function isInside(path: string, folder: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
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

async function readOne({ path }: GatheredFile, password: string | undefined, reader: Reader): Promise<FileContents> {
  const never = new AbortController().signal;
  try {
    return await reader.read(await readSmallFile(path), password, never);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const nothing = { certificates: [], privateKeys: [], requests: [] };
    return { format: 'unknown', ...nothing, problem: cause.toProblem() };
  }
}

/** Writes one item after the other, and puts together what became of each file. */
async function writeAll(
  arrangement: Arrangement,
  files: readonly BatchFile[],
  writing: Writing,
): Promise<readonly BatchRow[]> {
  const { ports } = writing;
  const { bundles, otherCertificates } = arrangement;
  const total = bundles.length + otherCertificates.length;
  const ends = new Map<string, BatchRow>();
  let done = 0;
  for (const item of [...bundles, ...otherCertificates]) {
    if (ports.signal.aborted) break;
    const row = await writeItem(item, files, writing);
    ports.progress({ step: 'writing', done: ++done, total, name: row.file });
    const before = ends.get(row.file);
    ends.set(row.file, before ? joined(before, row) : row);
  }
  const used = new Set(bundles.flatMap(({ chain }) => chain.map(({ certificate }) => certificate.id)));
  const keys = new Set(bundles.map(({ leaf }) => leaf.publicKey.spkiSha256));
  return files.map((file) => ends.get(file.label) ?? withoutOutput(file, used, keys, ports));
}

/** Several certificates in one file: the file is converted where all are. */
function joined(one: BatchRow, other: BatchRow): BatchRow {
  return {
    file: one.file,
    outcome: one.outcome === 'converted' ? other.outcome : one.outcome,
    written: [...one.written, ...other.written],
    findings: [...one.findings, ...other.findings],
    explanation: [one.explanation, other.explanation].filter(Boolean).join(' '),
  };
}

/** A file that nothing was written for, and why. */
function withoutOutput(
  { label, contents }: BatchFile,
  used: ReadonlySet<string>,
  keys: ReadonlySet<string>,
  { signal, explain }: BatchPorts,
): BatchRow {
  const row = (outcome: BatchRow['outcome'], explanation: string): BatchRow => ({
    file: label,
    outcome,
    written: [],
    findings: [],
    explanation,
  });
  if (!contents) return row('not-looked-at', 'The work was cancelled before.');
  const { problem, certificates, privateKeys } = contents;
  if (problem) {
    const isNoneOfOurs = isNothing(problem) || problem.code === 'certificate.other-kind';
    const outcome = isLocked(problem) ? 'needs-password' : isNoneOfOurs ? 'left-out' : 'not-converted';
    return row(outcome, explain.problem({ ...problem, facts: { name: label, ...problem.facts } }));
  }
  const isUsed =
    certificates.some(({ sha256 }) => used.has(sha256)) ||
    privateKeys.some(({ publicKey }) => keys.has(publicKey.spkiSha256));
  if (isUsed) return row('used', 'It went with the certificate that it belongs to.');
  if (signal.aborted) return row('not-looked-at', 'The work was cancelled before.');
  return row('left-out', 'There is no certificate in it: only a private key or a request.');
}
