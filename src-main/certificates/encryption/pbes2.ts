import { AppError } from '../../app-error';
import { Asn1Error, type Element, isUniversal, TAG } from '../asn1/ber';
import { octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';
import { type Cipher, cipherNamed } from './ciphers';
import type { PasswordBasedEncryption } from './password-based-encryption';
import { wipe } from './password-encodings';
import { pbkdf2, readPbkdf2Parameters } from './pbkdf2';
import { readScryptParameters, scrypt } from './scrypt';

/**
 * Reads PBES2-params (RFC 8018 appendix A.4).
 * @throws {AppError} certificate.unsupported-encryption, certificate.too-many-iterations
 * @throws {Asn1Error} for malformed parameters.
 */
export function readPbes2(parameters: Element | undefined): PasswordBasedEncryption {
  const [derivation, scheme] = sequenceOf(parameters);
  const { cipher, iv } = readScheme(scheme);
  const { derive, ...cost } = readDerivation(derivation, cipher.keyLength);
  return {
    ...cost,
    decrypt: async (data, { octets }) => {
      const key = await derive(octets);
      try {
        return cipher.decrypt(key, iv, data);
      } finally {
        wipe(key);
      }
    },
  };
}

const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

interface Derivation {
  readonly iterations: number;
  readonly runsInPool: boolean;
  derive(password: Uint8Array): Promise<Uint8Array>;
}

function readDerivation(algorithm: Element | undefined, keyLength: number): Derivation {
  const [identifier, parameters] = sequenceOf(algorithm);
  const oid = oidOf(identifier);
  if (oid === PBKDF2) {
    const found = readPbkdf2Parameters(parameters);
    expectKeyLength(found.keyLength, keyLength);
    return {
      iterations: found.iterations,
      runsInPool: found.digest.native,
      derive: (password) => pbkdf2(found, password, keyLength),
    };
  }
  if (oid === SCRYPT) {
    const found = readScryptParameters(parameters);
    expectKeyLength(found.keyLength, keyLength);
    return {
      iterations: found.cost * found.blockSize * found.parallelization,
      runsInPool: true,
      derive: (password) => scrypt(found, password, keyLength),
    };
  }
  throw new AppError('certificate.unsupported-encryption', { algorithm: oid });
}

/** OpenSSL and NSS disagree on what a key length other than the cipher's would mean, so it is declined, as by OpenSSL. */
function expectKeyLength(stated: number | undefined, expected: number): void {
  if (stated === undefined || stated === expected) return;
  throw new AppError('certificate.unsupported-encryption', { algorithm: `PBES2, ${stated * 8}-bit key` });
}

interface Scheme {
  readonly cipher: Cipher;
  readonly iv: Uint8Array;
}

function readScheme(algorithm: Element | undefined): Scheme {
  const [identifier, parameters] = sequenceOf(algorithm);
  const oid = oidOf(identifier);
  if (oid === RC2_CBC) return readRc2(parameters);
  const cipher = cipherNamed(SCHEMES.get(oid) ?? '');
  if (!cipher) throw new AppError('certificate.unsupported-encryption', { algorithm: oid });
  if (cipher.mode === 'stream') return { cipher, iv: new Uint8Array(0) };
  return { cipher, iv: ivOf(parameters, cipher) };
}

function ivOf(element: Element | undefined, cipher: Cipher): Uint8Array {
  const iv = octetsOf(element);
  if (iv.length !== cipher.ivLength) throw new Asn1Error('initialisation vector of a broken length');
  return iv;
}

const RC2_CBC = '1.2.840.113549.3.2';

/** The version numbers that stand for effective key bits (RFC 8018 appendix B.2.3); without one there are 32. */
const RC2_VERSIONS: ReadonlyMap<number, string> = new Map([
  [58, 'RC2-CBC'],
  [120, 'RC2-64-CBC'],
  [160, 'RC2-40-CBC'],
]);

function readRc2(parameters: Element | undefined): Scheme {
  const [version, iv] = sequenceOf(parameters);
  const name = isUniversal(version, TAG.INTEGER) ? RC2_VERSIONS.get(smallIntegerOf(version)) : undefined;
  const cipher = cipherNamed(name ?? '');
  if (!cipher) throw new AppError('certificate.unsupported-encryption', { algorithm: 'RC2' });
  return { cipher, iv: ivOf(iv, cipher) };
}

/** Camellia's modes stand 20 apart for each key length, AES's likewise, ARIA's 5: written out, they can be searched for. */
const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.3.4', 'RC4'],
  ['1.2.840.113549.3.7', 'DES-EDE3-CBC'],
  ['1.3.14.3.2.6', 'DES-ECB'],
  ['1.3.14.3.2.7', 'DES-CBC'],
  ['1.3.14.3.2.8', 'DES-OFB'],
  ['1.3.14.3.2.9', 'DES-CFB'],
  ['1.3.14.3.2.17', 'DES-EDE-ECB'],
  ['1.3.6.1.4.1.3029.1.2', 'BF-CBC'],
  ['1.2.840.113533.7.66.10', 'CAST5-CBC'],
  ['1.3.6.1.4.1.188.7.1.1.2', 'IDEA-CBC'],
  ['1.2.410.200004.1.3', 'SEED-ECB'],
  ['1.2.410.200004.1.4', 'SEED-CBC'],
  ['1.2.410.200004.1.5', 'SEED-CFB'],
  ['1.2.410.200004.1.6', 'SEED-OFB'],
  ['2.16.840.1.101.3.4.1.1', 'AES-128-ECB'],
  ['2.16.840.1.101.3.4.1.2', 'AES-128-CBC'],
  ['2.16.840.1.101.3.4.1.3', 'AES-128-OFB'],
  ['2.16.840.1.101.3.4.1.4', 'AES-128-CFB'],
  ['2.16.840.1.101.3.4.1.21', 'AES-192-ECB'],
  ['2.16.840.1.101.3.4.1.22', 'AES-192-CBC'],
  ['2.16.840.1.101.3.4.1.23', 'AES-192-OFB'],
  ['2.16.840.1.101.3.4.1.24', 'AES-192-CFB'],
  ['2.16.840.1.101.3.4.1.41', 'AES-256-ECB'],
  ['2.16.840.1.101.3.4.1.42', 'AES-256-CBC'],
  ['2.16.840.1.101.3.4.1.43', 'AES-256-OFB'],
  ['2.16.840.1.101.3.4.1.44', 'AES-256-CFB'],
  ['1.2.392.200011.61.1.1.1.2', 'CAMELLIA-128-CBC'],
  ['1.2.392.200011.61.1.1.1.3', 'CAMELLIA-192-CBC'],
  ['1.2.392.200011.61.1.1.1.4', 'CAMELLIA-256-CBC'],
  ['0.3.4401.5.3.1.9.1', 'CAMELLIA-128-ECB'],
  ['0.3.4401.5.3.1.9.3', 'CAMELLIA-128-OFB'],
  ['0.3.4401.5.3.1.9.4', 'CAMELLIA-128-CFB'],
  ['0.3.4401.5.3.1.9.9', 'CAMELLIA-128-CTR'],
  ['0.3.4401.5.3.1.9.21', 'CAMELLIA-192-ECB'],
  ['0.3.4401.5.3.1.9.23', 'CAMELLIA-192-OFB'],
  ['0.3.4401.5.3.1.9.24', 'CAMELLIA-192-CFB'],
  ['0.3.4401.5.3.1.9.29', 'CAMELLIA-192-CTR'],
  ['0.3.4401.5.3.1.9.41', 'CAMELLIA-256-ECB'],
  ['0.3.4401.5.3.1.9.43', 'CAMELLIA-256-OFB'],
  ['0.3.4401.5.3.1.9.44', 'CAMELLIA-256-CFB'],
  ['0.3.4401.5.3.1.9.49', 'CAMELLIA-256-CTR'],
  ['1.2.410.200046.1.1.1', 'ARIA-128-ECB'],
  ['1.2.410.200046.1.1.2', 'ARIA-128-CBC'],
  ['1.2.410.200046.1.1.3', 'ARIA-128-CFB'],
  ['1.2.410.200046.1.1.4', 'ARIA-128-OFB'],
  ['1.2.410.200046.1.1.5', 'ARIA-128-CTR'],
  ['1.2.410.200046.1.1.6', 'ARIA-192-ECB'],
  ['1.2.410.200046.1.1.7', 'ARIA-192-CBC'],
  ['1.2.410.200046.1.1.8', 'ARIA-192-CFB'],
  ['1.2.410.200046.1.1.9', 'ARIA-192-OFB'],
  ['1.2.410.200046.1.1.10', 'ARIA-192-CTR'],
  ['1.2.410.200046.1.1.11', 'ARIA-256-ECB'],
  ['1.2.410.200046.1.1.12', 'ARIA-256-CBC'],
  ['1.2.410.200046.1.1.13', 'ARIA-256-CFB'],
  ['1.2.410.200046.1.1.14', 'ARIA-256-OFB'],
  ['1.2.410.200046.1.1.15', 'ARIA-256-CTR'],
  ['1.2.156.10197.1.104.1', 'SM4-ECB'],
  ['1.2.156.10197.1.104.2', 'SM4-CBC'],
  ['1.2.156.10197.1.104.3', 'SM4-OFB'],
  ['1.2.156.10197.1.104.4', 'SM4-CFB'],
  ['1.2.156.10197.1.104.7', 'SM4-CTR'],
]);
