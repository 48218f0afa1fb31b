import type { FileFormat } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from './asn1/ber';
import type { Guesses } from './encryption/limits';
import type { Certificate, CertificateRequest, PrivateKey } from './model';
import { readPkcs12 } from './pkcs12/read-pkcs12';
import { certificatesOfPkcs7 } from './pkcs7';
import { decryptPkcs8 } from './private-key/encrypted-pkcs8';
import { describePrivateKey } from './private-key/describe-private-key';
import { isSec1, toPkcs8 } from './private-key/traditional';
import { readCertificate } from './x509/certificate';
import { readCertificateRequest } from './x509/certificate-request';
import { describePublicKey } from './x509/public-key';

/** What one DER or BER structure holds, or why that can't be told. */
export interface Holdings {
  readonly format: FileFormat;
  readonly problem?: Problem;
  readonly certificates?: readonly Certificate[];
  readonly privateKeys?: readonly PrivateKey[];
  readonly requests?: readonly CertificateRequest[];
}

/** What a structure is called in the problem `certificate.damaged`. */
type Kind =
  | 'certificate'
  | 'private-key'
  | 'encrypted-private-key'
  | 'traditional-key'
  | 'request'
  | 'pkcs7'
  | 'pkcs12'
  | 'public-key'
  | 'crl';

type Contents = Omit<Holdings, 'format'>;

/** What opens the parts of a file. */
export interface Key {
  /** Undefined where none was given yet. */
  readonly password: string | undefined;
  readonly guesses: Guesses;
}

type Reader = (bytes: Uint8Array, element: Element, key: Key) => Promise<Contents> | Contents;

const kinds: Readonly<Record<Kind, { readonly format: FileFormat; readonly damaged: string; readonly read: Reader }>> =
  {
    certificate: {
      format: 'der-certificate',
      damaged: 'certificate',
      read: (bytes) => ({ certificates: [readCertificate(bytes)] }),
    },
    request: {
      format: 'der-request',
      damaged: 'request',
      read: (bytes) => ({ requests: [readCertificateRequest(bytes)] }),
    },
    crl: { format: 'crl', damaged: 'crl', read: () => ({}) },
    'public-key': { format: 'der-public-key', damaged: 'public-key', read: readPublicKey },
    'private-key': {
      format: 'der-private-key',
      damaged: 'private-key',
      read: async (_, { bytes }) => oneKey(bytes, false),
    },
    'traditional-key': {
      format: 'der-private-key',
      damaged: 'private-key',
      read: async (_, { bytes }) => oneKey(toPkcs8(bytes), false),
    },
    'encrypted-private-key': {
      format: 'der-encrypted-private-key',
      damaged: 'private-key',
      read: async (_, { bytes }, { password, guesses }) => oneKey(await decryptPkcs8(bytes, password, guesses), true),
    },
    pkcs7: {
      format: 'pkcs7',
      damaged: 'pkcs7',
      read: (_, element) => ({ certificates: certificatesOfPkcs7(element).map((der) => readCertificate(der)) }),
    },
    pkcs12: { format: 'pkcs12', damaged: 'pkcs12', read: readPfx },
  };

/**
 * Reads one structure, whatever it is: its shape decides, so that a wrong label or extension doesn't matter.
 * Bytes after it are ignored.
 * What it is is known before it is opened, so that a format is answered with the problem, too.
 * @throws {AppError} `certificate.damaged` or `certificate.nothing-found` where it can't be told what it is.
 */
export async function readDer(bytes: Uint8Array, key: Key): Promise<Holdings> {
  const { kind, element } = classify(bytes);
  const { format, damaged, read } = kinds[kind];
  try {
    return { format, ...(await read(bytes, element, key)) };
  } catch (cause) {
    if (cause instanceof AppError) return { format, problem: cause.toProblem() };
    if (cause instanceof Asn1Error)
      return { format, problem: { code: 'certificate.damaged', facts: { what: damaged } } };
    throw cause;
  }
}

/** Reads a decrypted or plain key of any form: PKCS#8, else one of the traditional ones. */
export async function readKeyDer(der: Uint8Array, encrypted: boolean): Promise<PrivateKey> {
  const kind = classify(der).kind;
  return plainKey(kind === 'traditional-key' ? toPkcs8(der) : der, encrypted);
}

async function plainKey(der: Uint8Array, encrypted: boolean): Promise<PrivateKey> {
  const pkcs8 = readElement(der).bytes;
  return { pkcs8, publicKey: await describePrivateKey(pkcs8), encrypted };
}

async function oneKey(pkcs8: Uint8Array, encrypted: boolean): Promise<Contents> {
  return { privateKeys: [await plainKey(pkcs8, encrypted)] };
}

/** PKCS#1 has two numbers; everything else is a SubjectPublicKeyInfo, which has to be a sound one. */
function readPublicKey(_: Uint8Array, element: Element): Contents {
  if (childrenOf(element)[0]?.constructed) describePublicKey(element);
  return {};
}

async function readPfx(_: Uint8Array, { bytes }: Element, { password, guesses }: Key): Promise<Contents> {
  const contents = await readPkcs12(bytes, password, password, guesses);
  return {
    certificates: contents.certificates.map(({ der, friendlyName }) => ({
      ...readCertificate(der),
      ...(friendlyName && { friendlyName }),
    })),
    privateKeys: await Promise.all(contents.privateKeys.map((key) => plainKey(key.pkcs8, key.encrypted))),
    ...(contents.unread && { problem: contents.unread.toProblem() }),
  };
}

function classify(bytes: Uint8Array): { kind: Kind; element: Element } {
  try {
    const element = readElement(bytes);
    if (isUniversal(element, TAG.SEQUENCE)) {
      const kind = kindOf(childrenOf(element));
      if (kind) return { kind, element };
    }
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    throw new AppError('certificate.damaged', { what: 'unknown' }, { cause: error });
  }
  throw new AppError('certificate.nothing-found');
}

function kindOf(fields: readonly Element[]): Kind | undefined {
  const [first, second, third] = fields;
  if (isUniversal(first, TAG.OBJECT_IDENTIFIER)) return isContext(second, 0) ? 'pkcs7' : undefined;
  if (isUniversal(first, TAG.INTEGER)) return kindByVersion(fields);
  if (!isUniversal(first, TAG.SEQUENCE)) return undefined;
  if (isUniversal(second, TAG.OCTET_STRING)) return 'encrypted-private-key';
  if (isUniversal(second, TAG.BIT_STRING)) return 'public-key';
  if (isUniversal(second, TAG.SEQUENCE) && isUniversal(third, TAG.BIT_STRING)) return signedKind(childrenOf(first));
  // OpenSSL's TRUSTED CERTIFICATE puts its settings behind the certificate; some tools put a second structure there.
  return undefined;
}

/** A structure that starts with a version number: a key, a PKCS#12, or a PKCS#1 public key. */
function kindByVersion(fields: readonly Element[]): Kind | undefined {
  const [, second, third] = fields;
  if (isUniversal(second, TAG.SEQUENCE)) {
    if (isUniversal(third, TAG.OCTET_STRING)) return 'private-key';
    return isUniversal(childrenOf(second)[0], TAG.OBJECT_IDENTIFIER) ? 'pkcs12' : undefined;
  }
  if (isSec1(fields)) return 'traditional-key';
  if (!isUniversal(second, TAG.INTEGER)) return undefined;
  return fields.length === 2 ? 'public-key' : 'traditional-key';
}

/** Certificate, request or revocation list: told apart by the fields of what was signed. */
function signedKind(fields: readonly Element[]): Kind | undefined {
  const numbered = isContext(fields[0], 0) ? fields.slice(1) : fields;
  const [first, second, third, fourth] = numbered;
  if (isContext(fields[0], 0)) return 'certificate';
  if (isUniversal(first, TAG.INTEGER) && isUniversal(third, TAG.SEQUENCE)) {
    const inner = childrenOf(third);
    if (!fourth || isContext(fourth, 0)) return 'request';
    if (isTime(fourth)) return 'crl';
    return inner[0] && isUniversal(second, TAG.SEQUENCE) ? 'certificate' : undefined;
  }
  return isUniversal(first, TAG.SEQUENCE) && isTime(third) ? 'crl' : undefined;
}

function isTime(element: Element | undefined): boolean {
  return isUniversal(element, TAG.UTC_TIME) || isUniversal(element, TAG.GENERALIZED_TIME);
}
