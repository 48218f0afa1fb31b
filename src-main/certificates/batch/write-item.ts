import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle, OutputFormat, Workshop } from '../../../shared/certificates/contract';
import type { Request } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import type { Certificate, PrivateKey } from '../model';
import type { OutputCredentials, OutputOptions } from '../output/make-output';
import type { OutputFile } from '../output/output-file';
import { toPem } from '../pem';
import { certificateIn, chainOf, privateKeyIn } from '../server-credentials';
import type { BatchRow } from './report';
import type { BatchFile, BatchPorts } from './run-batch';

/** Something that is written on its own: a server's certificate with what belongs to it, or an authority's. */
export type BatchItem = Bundle | Workshop['otherCertificates'][number];

/** What writing needs to know of the batch. */
export interface Writing {
  readonly request: Request<'batch.run'>;
  /** Names in the folder; grows. */
  readonly taken: Set<string>;
  readonly ports: BatchPorts;
}

/** Writes the files of one item, reads them back and compares. Answers the row of the file that the certificate stands in. */
export async function writeItem(item: BatchItem, files: readonly BatchFile[], writing: Writing): Promise<BatchRow> {
  const { request, ports } = writing;
  const credentials = credentialsOf(item, files);
  const leaf = credentials.chain[0];
  const file = files.find(({ contents }) => contents?.certificates.some(({ sha256 }) => sha256 === leaf?.sha256));
  const row = { file: file?.label ?? '', written: [] as readonly string[] };
  try {
    const name = 'leaf' in item ? item.suggestedName : safeName(item.name);
    const { privateKey } = credentials;
    const written = isCertificateAlone(request.format, privateKey)
      ? await writeCertificates(credentials.chain, name, writing)
      : await writeFormat(credentials, name, writing);
    return { ...row, written, outcome: 'converted', explanation: remarks(item, request.format, privateKey, ports) };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return { ...row, outcome: 'not-converted', explanation: ports.explain.problem(cause.toProblem()) };
  }
}

/** The first of `NAME`, `NAME-2`, `NAME-3` … under which none of the files exists; reserves it. */
export function unusedName(names: readonly string[], taken: Set<string>): readonly string[] {
  for (let turn = 1; ; turn++) {
    const candidates = names.map((name) => (turn === 1 ? name : name.replace(ENDING, `-${turn}$&`)));
    // Windows and macOS take names that differ in capitals for the same.
    if (candidates.some((name) => taken.has(name.toLowerCase()) || taken.has(name))) continue;
    for (const name of candidates) taken.add(name.toLowerCase());
    return candidates;
  }
}

/** What a number goes in front of. */
const ENDING = /\.(?:(?:cert|key|encrypted-key)\.pem|pem|pfx|cer|p7b|csv)$/u;

function credentialsOf(item: BatchItem, files: readonly BatchFile[]): OutputCredentials {
  const contents = files.flatMap((file) => file.contents ?? []);
  const certificates = contents.flatMap((content) => content.certificates);
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

async function writeCertificates(chain: readonly Certificate[], name: string, writing: Writing) {
  const bytes = Buffer.from(chain.map(({ der }) => toPem('CERTIFICATE', der)).join(''));
  const file = { name: `${name}.cert.pem`, bytes, mode: 0o644 } as const;
  return writeFiles([file], writing);
}

async function writeFormat(credentials: OutputCredentials, name: string, writing: Writing): Promise<readonly string[]> {
  const { request, ports } = writing;
  const { format, newPassword } = request;
  const options: OutputOptions = { name, format, ...(newPassword !== undefined && { password: newPassword }) };
  const files = await ports.outputs.makeOutput(credentials, options);
  const written = await writeFiles(files, writing);
  const back = await Promise.all(
    files.map(async (file, index) => ({
      name: file.name,
      bytes: new Uint8Array(await readFile(join(request.to, written[index] ?? ''))),
    })),
  );
  await ports.outputs.compareOutput(credentials, options, back);
  return written;
}

async function writeFiles(
  files: readonly Pick<OutputFile, 'name' | 'bytes' | 'mode'>[],
  { request, taken, ports }: Writing,
): Promise<readonly string[]> {
  const names = unusedName(
    files.map(({ name }) => name),
    taken,
  );
  for (const [index, { bytes, mode }] of files.entries()) {
    await ports.write(join(request.to, names[index] ?? ''), bytes, { mode, replace: false });
    if (mode === 0o600) bytes.fill(0);
  }
  return names;
}

/** What the user should know of a certificate that was converted. */
function remarks(
  item: BatchItem,
  format: OutputFormat,
  privateKey: PrivateKey | undefined,
  { explain }: BatchPorts,
): string {
  const findings = 'leaf' in item ? item.findings.filter(({ level }) => level === 'blocks') : [];
  const alone = isCertificateAlone(format, privateKey) ? ['The certificate only: its private key is not here.'] : [];
  const others = findings
    .filter(({ code }) => !code.startsWith('key-missing'))
    .map((finding) => explain.finding(finding));
  return [...alone, ...others].join(' ');
}

function safeName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[.-]+|[.-]+$/gu, '');
  return safe.slice(0, 100) || 'certificate';
}
