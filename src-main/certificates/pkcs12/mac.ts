import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../app-error';
import { Asn1Error, type Element } from '../asn1/ber';
import { octetsOf, oidOf, sequenceOf } from '../asn1/values';
import { digestOf, digestOfHmac, hmac } from '../encryption/digests';
import { iterationsOf, saltOf } from '../encryption/limits';
import { type PasswordEncoding, wipe } from '../encryption/password-encodings';
import { pbkdf2, readPbkdf2Parameters } from '../encryption/pbkdf2';
import { pkcs12Key, PURPOSE } from './key-derivation';

/** The message authentication code of a PKCS#12 file, by which a wrong password and a damaged file show. */
export interface Mac {
  /** What one attempt costs, in rounds of a hash function. */
  readonly iterations: number;
  /** Whether the content is what was written with this password. The code is compared in full. */
  verify(content: Uint8Array, password: PasswordEncoding): Promise<boolean>;
}

/**
 * Reads MacData: PKCS#12's own (RFC 7292 section 4) or PBMAC1 (RFC 9579).
 * @throws {AppError} certificate.unsupported-encryption, certificate.too-many-iterations
 * @throws {Asn1Error} where it is malformed.
 */
export function readMac(macData: Element): Mac {
  const [digestInfo, salt, iterations] = sequenceOf(macData);
  const [algorithm, expected] = sequenceOf(digestInfo);
  const code = octetsOf(expected);
  const [identifier, parameters] = sequenceOf(algorithm);
  if (oidOf(identifier) === PBMAC1) return readPbmac1(parameters, code);
  const shared = {
    digest: digestOf(algorithm),
    salt: saltOf(salt),
    iterations: iterations ? iterationsOf(iterations) : 1,
  };
  return {
    iterations: shared.iterations,
    verify: async (content, { bmp }) => {
      const key = pkcs12Key({ ...shared, purpose: PURPOSE.MAC, length: shared.digest.outputLength }, bmp);
      try {
        return isEqual(hmac(shared.digest, key, content), code);
      } finally {
        wipe(key);
      }
    },
  };
}

const PBMAC1 = '1.2.840.113549.1.5.14';
const PBKDF2 = '1.2.840.113549.1.5.12';

/**
 * SECURITY: RFC 9579 section 5 wants the key length stated and at least 20 octets. A short one would let
 * a forged file verify under any password of the forger's choice. The upper bound is OpenSSL's.
 */
const KEY_LENGTHS = { least: 20, most: 64 };

function readPbmac1(parameters: Element | undefined, code: Uint8Array): Mac {
  const [derivation, scheme] = sequenceOf(parameters);
  const [kdf, kdfParameters] = sequenceOf(derivation);
  const kdfOid = oidOf(kdf);
  if (kdfOid !== PBKDF2) throw new AppError('certificate.unsupported-encryption', { algorithm: kdfOid });
  const found = readPbkdf2Parameters(kdfParameters);
  const { keyLength = 0 } = found;
  if (keyLength < KEY_LENGTHS.least || keyLength > KEY_LENGTHS.most)
    throw new Asn1Error('PBMAC1 key length out of range');
  const digest = digestOfHmac(scheme);
  return {
    iterations: found.iterations,
    verify: async (content, { octets }) => {
      const key = await pbkdf2(found, octets, keyLength);
      try {
        return isEqual(hmac(digest, key, content), code);
      } finally {
        wipe(key);
      }
    },
  };
}

function isEqual(computed: Uint8Array, expected: Uint8Array): boolean {
  return computed.length === expected.length && timingSafeEqual(computed, expected);
}
