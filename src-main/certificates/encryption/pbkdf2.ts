import { pbkdf2 as pbkdf2Natively } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../app-error';
import { type Element, isUniversal, TAG } from '../asn1/ber';
import { sequenceOf, smallIntegerOf } from '../asn1/values';
import { type Digest, digestNamed, digestOfHmac, hmac } from './digests';
import { iterationsOf, saltOf } from './limits';

/** PBKDF2-params; `keyLength` in bytes (RFC 8018 appendix A.2). */
export interface Pbkdf2Parameters {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keyLength: number | undefined;
  readonly digest: Digest;
}

/** Reads PBKDF2-params. @throws {AppError} certificate.unsupported-encryption, certificate.too-many-iterations */
export function readPbkdf2Parameters(parameters: Element | undefined): Pbkdf2Parameters {
  const [salt, iterations, ...rest] = sequenceOf(parameters);
  if (isUniversal(salt, TAG.SEQUENCE))
    throw new AppError('certificate.unsupported-encryption', { algorithm: 'PBKDF2' });
  const keyLength = isUniversal(rest[0], TAG.INTEGER) ? rest.shift() : undefined;
  return {
    salt: saltOf(salt),
    iterations: iterationsOf(iterations),
    keyLength: keyLength && smallIntegerOf(keyLength),
    digest: rest[0] ? digestOfHmac(rest[0]) : digestNamed('sha1'),
  };
}

/**
 * PBKDF2 (RFC 8018 section 5.2), `length` bytes. It runs in libuv's pool, beside JavaScript,
 * unless the runtime lacks the digest.
 */
export async function pbkdf2(
  { digest, salt, iterations }: Pbkdf2Parameters,
  password: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  if (digest.native) return inPool(password, salt, iterations, length, digest.name);
  const blocks = Array.from({ length: Math.ceil(length / digest.outputLength) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index + 1);
    return blockOf(digest, password, Buffer.concat([salt, counter]), iterations);
  });
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

const inPool = promisify(pbkdf2Natively);

function blockOf(digest: Digest, password: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array {
  let link = hmac(digest, password, salt);
  const sum = new Uint8Array(link);
  for (let i = 1; i < iterations; i++) {
    link = hmac(digest, password, link);
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) ^ (link[j] ?? 0);
  }
  return sum;
}
