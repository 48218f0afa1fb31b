import type { FileFormat } from '../../shared/certificates/contract';
import { AppError } from '../app-error';
import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from './asn1/ber';
import type { Certificate, CertificateRequest, PrivateKey } from './model';
import { readPkcs12 } from './pkcs12/read-pkcs12';
import { certificatesOfPkcs7 } from './pkcs7';
import { decryptPkcs8 } from './private-key/encrypted-pkcs8';
import { describePrivateKey } from './private-key/pkcs8';
import { isSec1, toPkcs8 } from './private-key/traditional';
import { readCertificate } from './x509/certificate';
import { readCertificateRequest } from './x509/certificate-request';
import { describePublicKey } from './x509/public-key';

/** What one DER or BER structure holds. */
export interface Holdings {
  readonly format: FileFormat;
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

type Reader = (bytes: Uint8Array, element: Element, password: string | undefined) => Promise<Holdings> | Holdings;

const readers: Readonly<Record<Kind, Reader>> = {
  certificate: (bytes) => ({ format: 'der-certificate', certificates: [readCertificate(bytes)] }),
  request: (bytes) => ({ format: 'der-request', requests: [readCertificateRequest(bytes)] }),
  crl: () => ({ format: 'crl' }),
  'public-key': (_, element) => {
    if (childrenOf(element)[0]?.constructed) describePublicKey(element);
    return { format: 'der-public-key' };
  },
  'private-key': async (_, { bytes }) => ({ format: 'der-private-key', privateKeys: [await plainKey(bytes, false)] }),
  'traditional-key': async (_, { bytes }) => ({
    format: 'der-private-key',
    privateKeys: [await plainKey(toPkcs8(bytes), false)],
  }),
  'encrypted-private-key': async (_, { bytes }, password) => ({
    format: 'der-encrypted-private-key',
    privateKeys: [await plainKey(await decryptPkcs8(bytes, password), true)],
  }),
  pkcs7: (_, element) => ({ format: 'pkcs7', certificates: certificatesOfPkcs7(element).map((der) => readCertificate(der)) }),
  pkcs12: readPfx,
};

/**
 * Reads one structure, whatever it is: its shape decides, so that a wrong label or extension doesn't matter.
 * Bytes after it are ignored.
 * @throws {AppError} `certificate.damaged`, `certificate.nothing-found`, or what decryption says.
 */
export async function readDer(bytes: Uint8Array, password: string | undefined): Promise<Holdings> {
  const { kind, element } = classify(bytes);
  try {
    return await readers[kind](bytes, element, password);
  } catch (error) {
    if (error instanceof Asn1Error) throw new AppError('certificate.damaged', { what: damagedName(kind) }, { cause: error });
    throw error;
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

async function readPfx(_: Uint8Array, { bytes }: Element, password: string | undefined): Promise<Holdings> {
  const contents = await readPkcs12(bytes, password);
  return {
    format: 'pkcs12',
    certificates: contents.certificates.map(({ der, friendlyName }) => ({
      ...readCertificate(der),
      ...(friendlyName && { friendlyName }),
    })),
    privateKeys: await Promise.all(contents.privateKeys.map((key) => plainKey(key.pkcs8, key.encrypted))),
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

function damagedName(kind: Kind): string {
  return kind === 'encrypted-private-key' || kind === 'traditional-key' ? 'private-key' : kind;
}
