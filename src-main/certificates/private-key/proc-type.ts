import { AppError } from '../../app-error';
import { Asn1Error, isUniversal, readElement, TAG } from '../asn1/ber';
import { sequenceOf } from '../asn1/values';
import { type Cipher, cipherNamed } from '../encryption/ciphers';
import { digestNamed } from '../encryption/digests';
import { passwordEncodings, wipe, wipeEncodings } from '../encryption/password-encodings';

/** The values of a PEM block's headers. */
export interface ProcTypeHeaders {
  readonly procType: string;
  readonly dekInfo: string;
}

/**
 * Decrypts the body of a PEM block with `Proc-Type: 4,ENCRYPTED` (RFC 1421 section 4.6, as OpenSSL's
 * traditional keys have it) to its DER. Without a password the empty one is tried: it costs nothing.
 * @throws {AppError} certificate.password-needed, certificate.wrong-password, certificate.unsupported-encryption
 * @throws {Asn1Error} where headers or body are damaged.
 */
export async function decryptProcType(
  headers: ProcTypeHeaders,
  body: Uint8Array,
  password: string | undefined,
): Promise<Uint8Array> {
  const { cipher, iv } = readHeaders(headers);
  const encodings = passwordEncodings(password ?? '');
  try {
    for (const { octets } of encodings) {
      const key = keyFor(cipher, octets, iv);
      const plain = cipher.decrypt(key, iv, body);
      wipe(key);
      if (plain && isPlain(plain)) return new Uint8Array(plain);
    }
  } finally {
    wipeEncodings(encodings);
  }
  throw new AppError(password === undefined ? 'certificate.password-needed' : 'certificate.wrong-password');
}

function readHeaders({ procType, dekInfo }: ProcTypeHeaders): { cipher: Cipher; iv: Uint8Array } {
  if (!/^\s*4\s*,\s*ENCRYPTED\s*$/u.test(procType)) {
    throw new AppError('certificate.unsupported-encryption', { algorithm: `Proc-Type ${procType.slice(0, 32)}` });
  }
  const [, name = '', digits = ''] = /^\s*([^\s,]+)\s*(?:,\s*(\S*)\s*)?$/u.exec(dekInfo) ?? [];
  const cipher = cipherNamed(name.toUpperCase());
  // The salt is cut from the initialisation vector, so what has none, such as ECB, OpenSSL won't write.
  if (!cipher || cipher.ivLength === 0)
    throw new AppError('certificate.unsupported-encryption', { algorithm: name.slice(0, 32) });
  if (digits.length !== cipher.ivLength * 2 || !/^[\da-f]+$/iu.test(digits)) {
    throw new Asn1Error('DEK-Info with a broken initialisation vector');
  }
  return { cipher, iv: new Uint8Array(Buffer.from(digits, 'hex')) };
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round: each link hashes the one before, the password and the salt. */
function keyFor({ keyLength }: Cipher, password: Uint8Array, iv: Uint8Array): Uint8Array {
  const md5 = digestNamed('md5');
  const salt = iv.subarray(0, 8);
  const links: Uint8Array[] = [];
  for (let length = 0; length < keyLength; length += md5.outputLength) {
    links.push(md5.hash(Buffer.concat([links.at(-1) ?? new Uint8Array(0), password, salt])));
  }
  const key = new Uint8Array(Buffer.concat(links).subarray(0, keyLength));
  wipe(...links);
  return key;
}

/** Keys begin with a version, certificates with a sequence; all of the bytes belong to them. */
function isPlain(bytes: Uint8Array): boolean {
  try {
    const element = readElement(bytes);
    const [first] = sequenceOf(element);
    return (
      element.bytes.length === bytes.length && (isUniversal(first, TAG.INTEGER) || isUniversal(first, TAG.SEQUENCE))
    );
  } catch (error) {
    if (error instanceof Asn1Error) return false;
    throw error;
  }
}
