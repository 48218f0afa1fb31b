import { AppError } from '../../app-error';
import { Asn1Error, isUniversal, readElement, TAG } from '../asn1/ber';
import { octetsOf, sequenceOf } from '../asn1/values';
import { createGuesses, mayGuess } from '../encryption/limits';
import { passwordEncodings, wipe, wipeEncodings } from '../encryption/password-encodings';
import { readPasswordBasedEncryption } from '../encryption/pbe';

/**
 * Decrypts an EncryptedPrivateKeyInfo to its PrivateKeyInfo (RFC 5208 section 6), in a copy of its own.
 * Without a password the empty one is tried where that is cheap.
 * @throws {AppError} certificate.password-needed, certificate.wrong-password, certificate.unsupported-encryption,
 * certificate.too-many-iterations
 * @throws {Asn1Error} where the structure is damaged.
 */
export async function decryptPkcs8(
  encrypted: Uint8Array,
  password: string | undefined,
  guesses = createGuesses(),
): Promise<Uint8Array> {
  const [algorithm, data] = sequenceOf(readElement(encrypted));
  const encryption = readPasswordBasedEncryption(algorithm);
  const octets = octetsOf(data);
  if (password === undefined && !mayGuess(guesses, encryption.iterations))
    throw new AppError('certificate.password-needed');
  // Unlike PKCS#12 files, keys under no password at all are unknown to OpenSSL, so the second empty encoding is left out.
  const encodings = password ? passwordEncodings(password) : passwordEncodings('').slice(0, 1);
  try {
    for (const encoding of encodings) {
      const plain = await encryption.decrypt(octets, encoding);
      const found = plain && privateKeyInfoIn(plain);
      const pkcs8 = found && new Uint8Array(found);
      if (plain) wipe(plain);
      if (pkcs8) return pkcs8;
    }
  } finally {
    wipeEncodings(encodings);
  }
  throw new AppError(password === undefined ? 'certificate.password-needed' : 'certificate.wrong-password');
}

/** The PrivateKeyInfo or OneAsymmetricKey that the bytes begin with (RFC 5958), or undefined. A view, not a copy. */
export function privateKeyInfoIn(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const element = readElement(bytes);
    const [version, algorithm, key] = sequenceOf(element);
    const looksRight =
      isUniversal(version, TAG.INTEGER) && isUniversal(algorithm, TAG.SEQUENCE) && isUniversal(key, TAG.OCTET_STRING);
    return looksRight ? element.bytes : undefined;
  } catch (error) {
    if (error instanceof Asn1Error) return undefined;
    throw error;
  }
}
