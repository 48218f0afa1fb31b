import type { FileFormat } from '../../shared/certificates/contract';
import { AppError } from '../app-error';
import { Asn1Error } from './asn1/ber';
import { createGuesses } from './encryption/limits';
import type { FileContents } from './model';
import { decodeBase64, findPemBlocks, type PemBlock } from './pem';
import { isEveryday, isLocked, isNothing } from './problem-kinds';
import { decryptProcType } from './private-key/proc-type';
import { type Holdings, type Key, readDer, readKeyDer } from './read-der';
import { recogniseBinary, recogniseText } from './recognise';
import { decodeTextFile } from './text';
import type { ZipRoom } from './zip';

const SEQUENCE_OCTET = 0x30;

/** PEM blocks that stand beside keys and certificates and say nothing that is needed. */
const PARAMETERS = /^(?:EC|DSA|DH|X9\.42 DH) PARAMETERS$/u;

/**
 * Reads a certificate file of any kind: PEM, bare base64, DER, PKCS#7, PKCS#12, keys, requests, and a ZIP of them.
 * The content decides. Never throws for what a file may contain: the problem is part of the answer,
 * next to whatever could be read all the same.
 * @param password Undefined where none was given yet. An empty one is a password too.
 */
export async function readFileContents(bytes: Uint8Array, password: string | undefined): Promise<FileContents> {
  const key: Key = { password, guesses: createGuesses() };
  return recogniseBinary(bytes) === 'zip' ? readZip(bytes, key) : readPlainFile(bytes, key);
}

async function readPlainFile(bytes: Uint8Array, key: Key): Promise<FileContents> {
  if (bytes.length === 0) return refused('empty', new AppError('certificate.empty-file'));
  const foreign = recogniseBinary(bytes);
  if (foreign) return refused(foreign, new AppError('certificate.other-kind', { kind: foreign }));
  if (bytes[0] === SEQUENCE_OCTET) {
    const contents = await readOne('unknown', () => readDer(bytes, key));
    // A text can start with the digit 0, which is the same octet.
    if (contents.problem?.code !== 'certificate.damaged' || !isText(bytes)) return contents;
  }
  return readText(decodeTextFile(bytes), key);
}

/** Everything in the files of a ZIP, those of the ZIPs in it included; what is inside those is not opened. */
async function readZip(bytes: Uint8Array, key: Key, outer?: ZipRoom): Promise<FileContents> {
  // Loaded on first use: most files are none.
  const { createZipRoom, openZip } = await import('./zip');
  const room = outer ?? createZipRoom();
  const read: FileContents[] = [];
  const readEntry = (unpacked: Uint8Array): Promise<FileContents> =>
    !outer && recogniseBinary(unpacked) === 'zip' ? readZip(unpacked, key, room) : readPlainFile(unpacked, key);
  try {
    for (const { unpack } of openZip(bytes, room)) {
      const unpacked = unpack();
      const contents = unpacked instanceof AppError ? refused('zip', unpacked) : await readEntry(unpacked);
      if (!isEveryday(contents.problem)) read.push(contents);
      // Those of a ZIP inside were counted there.
      if (contents.format !== 'zip') room.certificates -= contents.certificates.length;
      if (room.certificates < 0) throw new AppError('certificate.zip-too-large');
    }
  } catch (error) {
    if (error instanceof AppError) return refused('zip', error);
    throw error;
  }
  return { ...together(read), format: 'zip' };
}

async function readText(text: string, key: Key): Promise<FileContents> {
  const foreign = recogniseText(text);
  if (foreign) return refused(foreign, new AppError('certificate.other-kind', { kind: foreign }));
  const { blocks, unfinished } = findPemBlocks(text);
  if (blocks.length > 0 || unfinished) return readBlocks(blocks, unfinished, key);
  const der = decodeBase64(text);
  if (der?.[0] !== SEQUENCE_OCTET) {
    const problem = text.trim() === '' ? 'certificate.empty-file' : 'certificate.nothing-found';
    return refused(text.trim() === '' ? 'empty' : 'unknown', new AppError(problem));
  }
  return { ...(await readOne('base64', () => readDer(der, key))), format: 'base64' };
}

async function readBlocks(blocks: readonly PemBlock[], unfinished: boolean, key: Key): Promise<FileContents> {
  const read: FileContents[] = [];
  for (const block of blocks) read.push(await readOne('pem', () => readBlock(block, key)));
  const cutShort = unfinished ? new AppError('certificate.damaged', { what: 'pem' }).toProblem() : undefined;
  const all = together(read);
  return { ...all, format: 'pem', problem: cutShort && isNothing(all.problem) ? cutShort : (all.problem ?? cutShort) };
}

/** What several parts hold together. What can be unlocked is the problem before what can't be helped. */
function together(read: readonly FileContents[]): Omit<FileContents, 'format'> {
  const certificates = read.flatMap((contents) => contents.certificates);
  const privateKeys = read.flatMap((contents) => contents.privateKeys);
  const requests = read.flatMap((contents) => contents.requests);
  const found = certificates.length + privateKeys.length + requests.length > 0;
  const problems = read.flatMap(({ problem }) => problem ?? []);
  // A revocation list, a public key or a note beside a certificate is no problem; alone it is.
  const serious = problems.filter((problem) => !isNothing(problem) && problem.code !== 'certificate.other-kind');
  const locked = serious.find((problem) => isLocked(problem));
  const nothing = found ? undefined : (problems[0] ?? new AppError('certificate.nothing-found').toProblem());
  return { certificates, privateKeys, requests, problem: locked ?? serious[0] ?? nothing };
}

async function readBlock(block: PemBlock, key: Key): Promise<Holdings> {
  const { label, der, procType, dekInfo } = block;
  if (PARAMETERS.test(label)) return { format: 'pem' };
  if (!der) throw new AppError('certificate.damaged', { what: 'pem' });
  if (!procType?.includes('ENCRYPTED')) return readDer(der, key);
  const plain = await decryptProcType({ procType, dekInfo: dekInfo ?? '' }, der, key.password);
  return { format: 'pem', privateKeys: [await readKeyDer(plain, true)] };
}

/** Runs one reader and turns what it throws on purpose into the answer's problem. */
async function readOne(format: FileFormat, read: () => Promise<Holdings>): Promise<FileContents> {
  try {
    const contents = { certificates: [], privateKeys: [], requests: [], problem: undefined, ...(await read()) };
    const empty = contents.certificates.length + contents.privateKeys.length + contents.requests.length === 0;
    return empty && !contents.problem && contents.format !== 'pem'
      ? refused(contents.format, new AppError('certificate.other-kind', { kind: contents.format }))
      : contents;
  } catch (error) {
    if (error instanceof AppError) return refused(format, error);
    if (error instanceof Asn1Error)
      return refused(format, new AppError('certificate.damaged', { what: 'private-key' }));
    throw error;
  }
}

function refused(format: FileFormat, problem: AppError): FileContents {
  return { format, certificates: [], privateKeys: [], requests: [], problem: problem.toProblem() };
}

function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).every((octet) => octet >= 0x20 || octet === 0x0a || octet === 0x0d || octet === 0x09);
}
