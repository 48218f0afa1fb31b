import type { Bundle, OutputFormat, Workshop } from '../../../shared/certificates/contract';
import type { FindingCode } from '../../../shared/certificates/finding';
import type { Request } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import { developmentFileName } from '../development/development-only';
import { safeFileName } from '../file-name';
import type { Certificate, PrivateKey } from '../model';
import { certificateFile, type OutputCredentials, type OutputOptions, WITHOUT_KEY } from '../output/make-output';
import type { OutputFile } from '../output/output-file';
import { saveFiles } from '../output/save-output';
import { certificateIn, chainOf, privateKeyIn } from '../server-credentials';
import type { BatchRow } from './report';
import type { BatchFile, BatchPorts } from './run-batch';

/** Something that is written on its own: a server's certificate with what belongs to it, or an authority's. */
export type BatchItem = Bundle | Workshop['otherCertificates'][number];

/** What writing needs to know of the batch. */
export interface Writing {
  readonly request: Request<'batch.run'>;
  /** Certificates that are in no file of the folder and may stand in a chain all the same. */
  readonly remembered: readonly Certificate[];
  /** Names in the folder, in small letters: Windows and macOS take names that differ in capitals for the same. Grows. */
  readonly taken: Set<string>;
  readonly ports: BatchPorts;
}

/** Writes the files of one item, reads them back and compares. Answers the row of the file that the certificate stands in. */
export async function writeItem(item: BatchItem, files: readonly BatchFile[], writing: Writing): Promise<BatchRow> {
  const { request, ports } = writing;
  const { newPassword } = request;
  const credentials = credentialsOf(item, files, writing.remembered);
  const row = { file: labelOf(item, files), written: [], findings: findingsOf(item, request.format) };
  try {
    const name = nameOf(item);
    const { chain, privateKey } = credentials;
    const options: OutputOptions = { name, format: request.format, ...(newPassword && { password: newPassword }) };
    const made = isCertificateAlone(request.format, privateKey)
      ? [certificateFile(name, chain)]
      : await ports.outputs.makeOutput(credentials, options);
    const written = await writeFiles(made, credentials, options, writing);
    return { ...row, written, outcome: 'converted', explanation: remarks(request.format, privateKey) };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return { ...row, outcome: 'not-converted', explanation: ports.explain.problem(cause.toProblem()) };
  }
}

/** What is said of what nobody came to. */
export const CANCELLED = 'The work was cancelled before.';

/** The row of an item that was to be written when the work was cancelled. */
export function notReached(item: BatchItem, files: readonly BatchFile[]): BatchRow {
  const file = labelOf(item, files);
  return { file, outcome: 'not-looked-at', written: [], findings: [], explanation: CANCELLED };
}

/** The file that the item's certificate stands in. */
function labelOf({ id }: BatchItem, files: readonly BatchFile[]): string {
  const file = files.find(({ contents }) => contents?.certificates.some(({ sha256 }) => sha256 === id));
  return file?.label ?? '';
}

/** The first of `NAME`, `NAME-2`, `NAME-3` … under which none of the files exists; reserves it. */
export function unusedName(names: readonly string[], taken: Set<string>): readonly string[] {
  for (let turn = 1; ; turn++) {
    const candidates = names.map((name) => (turn === 1 ? name : name.replace(ENDING, `-${turn}$&`)));
    if (candidates.some((name) => taken.has(name.toLowerCase()))) continue;
    for (const name of candidates) taken.add(name.toLowerCase());
    return candidates;
  }
}

/** What a number goes in front of. */
const ENDING = /\.(?:(?:cert|key|encrypted-key)\.pem|pem|pfx|cer|p7b|csv)$/u;

/** SECURITY: every file of a development certificate says so in its name, an authority's too. */
function nameOf(item: BatchItem): string {
  if ('leaf' in item) return item.suggestedName;
  const name = safeFileName(item.name);
  return item.developmentOnly ? developmentFileName(name) : name;
}

function credentialsOf(
  item: BatchItem,
  files: readonly BatchFile[],
  remembered: readonly Certificate[],
): OutputCredentials {
  const contents = files.flatMap((file) => file.contents ?? []);
  const certificates = [...contents.flatMap((content) => content.certificates), ...remembered];
  if (!('leaf' in item)) return { chain: [certificateIn(certificates, item.id)], privateKey: undefined };
  return {
    chain: chainOf(item, certificates, false),
    privateKey: privateKeyIn(contents, item.leaf.publicKey.spkiSha256),
  };
}

/** PEM is what is asked for, and there is no key: the certificate is converted all the same. */
function isCertificateAlone(format: OutputFormat, privateKey: PrivateKey | undefined): boolean {
  return !privateKey && (format === 'pem-pair' || format === 'pem-combined');
}

/** Under names that nothing has yet; what was written goes again where it reads back differently. */
async function writeFiles(
  files: readonly OutputFile[],
  credentials: OutputCredentials,
  options: OutputOptions,
  { request, taken, ports }: Writing,
): Promise<readonly string[]> {
  const names = unusedName(
    files.map(({ name }) => name),
    taken,
  );
  const named = files.map((file, index) => ({ ...file, name: names[index] ?? file.name }));
  await saveFiles(named, { folder: request.to, replace: false }, ports.write, (written) =>
    ports.outputs.compareOutput(credentials, options, written),
  );
  return names;
}

/** What was left out of what the user asked for. */
function remarks(format: OutputFormat, privateKey: PrivateKey | undefined): string {
  return isCertificateAlone(format, privateKey) ? 'The certificate only: its private key is not here.' : '';
}

/**
 * What the checks say of a server's certificate. To convert one takes no key: that it is elsewhere is good to know, and
 * nobody misses it in a form that holds none.
 */
function findingsOf(item: BatchItem, format: OutputFormat): BatchRow['findings'] {
  if (!('leaf' in item)) return [];
  const told = item.findings.filter(({ code }) => !(WITHOUT_KEY.has(format) && KEY_IS_NOT_HERE.has(code)));
  return told.map((finding) => ({
    ...finding,
    level: KEY_IS_NOT_HERE.has(finding.code) ? 'notes' : finding.level,
    certificate: item.leaf.name,
  }));
}

const KEY_IS_NOT_HERE: ReadonlySet<FindingCode> = new Set([
  'key-missing',
  'key-not-opened',
  'key-not-of-request',
  'key-does-not-match',
  'key-encrypted',
  'key-other-format',
]);
