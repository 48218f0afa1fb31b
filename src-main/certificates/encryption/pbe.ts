import { AppError } from '../../app-error';
import type { Element } from '../asn1/ber';
import { oidOf, sequenceOf } from '../asn1/values';
import { pkcs12Key, PURPOSE } from '../pkcs12/key-derivation';
import { type Cipher, cipherNamed } from './ciphers';
import { digestNamed } from './digests';
import { iterationsOf, saltOf } from './limits';
import type { PasswordBasedEncryption } from './password-based-encryption';
import { wipe } from './password-encodings';
import { pbkdf1 } from './pbkdf1';
import { readPbes2 } from './pbes2';

/**
 * Reads an AlgorithmIdentifier of PBES1 or PBES2 (RFC 8018 appendix A) or of PKCS#12 (RFC 7292 appendix C).
 * @throws {AppError} certificate.unsupported-encryption, certificate.too-many-iterations
 * @throws {Asn1Error} for malformed parameters.
 */
export function readPasswordBasedEncryption(algorithm: Element | undefined): PasswordBasedEncryption {
  const [identifier, parameters] = sequenceOf(algorithm);
  const oid = oidOf(identifier);
  if (oid === PBES2) return readPbes2(parameters);
  const pkcs12 = PKCS12_SCHEMES.get(oid);
  if (pkcs12) return pkcs12Encryption(cipher(pkcs12), parameters);
  const pbes1 = PBES1_SCHEMES.get(oid);
  if (pbes1) return pbes1Encryption(pbes1[0], cipher(pbes1[1]), parameters);
  throw new AppError('certificate.unsupported-encryption', { algorithm: oid });
}

const PBES2 = '1.2.840.113549.1.5.13';

/** Ciphers under PKCS#12's own derivation with SHA-1. */
const PKCS12_SCHEMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.12.1.1', 'RC4'],
  ['1.2.840.113549.1.12.1.2', 'RC4-40'],
  ['1.2.840.113549.1.12.1.3', 'DES-EDE3-CBC'],
  ['1.2.840.113549.1.12.1.4', 'DES-EDE-CBC'],
  ['1.2.840.113549.1.12.1.5', 'RC2-CBC'],
  ['1.2.840.113549.1.12.1.6', 'RC2-40-CBC'],
]);

/** Digest and cipher. Those with MD2 are left out: nothing in use has it, OpenSSL's builds neither. */
const PBES1_SCHEMES: ReadonlyMap<string, readonly [digest: string, cipher: string]> = new Map([
  ['1.2.840.113549.1.5.3', ['md5', 'DES-CBC']],
  ['1.2.840.113549.1.5.6', ['md5', 'RC2-64-CBC']],
  ['1.2.840.113549.1.5.10', ['sha1', 'DES-CBC']],
  ['1.2.840.113549.1.5.11', ['sha1', 'RC2-64-CBC']],
]);

function cipher(name: string): Cipher {
  const found = cipherNamed(name);
  if (!found) throw new TypeError(`no cipher ${name}`);
  return found;
}

/** RFC 7292 appendix C. */
function pkcs12Encryption(of: Cipher, parameters: Element | undefined): PasswordBasedEncryption {
  const [saltElement, iterationsElement] = sequenceOf(parameters);
  const shared = {
    digest: digestNamed('sha1'),
    salt: saltOf(saltElement),
    iterations: iterationsOf(iterationsElement),
  };
  return {
    iterations: shared.iterations * 3,
    runsInPool: false,
    decrypt: async (data, { bmp }) => {
      const key = pkcs12Key({ ...shared, purpose: PURPOSE.KEY, length: of.keyLength }, bmp);
      const iv = pkcs12Key({ ...shared, purpose: PURPOSE.IV, length: of.ivLength }, bmp);
      try {
        return of.decrypt(key, iv, data);
      } finally {
        wipe(key);
      }
    },
  };
}

/** RFC 8018 section 6.1: the first eight octets are the key, the next the initialisation vector. */
function pbes1Encryption(digest: string, of: Cipher, parameters: Element | undefined): PasswordBasedEncryption {
  const [saltElement, iterationsElement] = sequenceOf(parameters);
  const salt = saltOf(saltElement);
  const iterations = iterationsOf(iterationsElement);
  return {
    iterations,
    runsInPool: false,
    decrypt: async (data, { octets }) => {
      const derived = pbkdf1(digestNamed(digest), octets, salt, iterations);
      try {
        return of.decrypt(derived.subarray(0, 8), derived.subarray(8, 16), data);
      } finally {
        wipe(derived);
      }
    },
  };
}
