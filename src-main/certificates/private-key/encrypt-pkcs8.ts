import { derOctetString, derSequence } from '../asn1/der-writer';
import { pbes2 } from '../encryption/encrypt';
import { encodePassword, wipeEncodings } from '../encryption/password-encodings';

/** What OWASP asks for with PBKDF2 and SHA-256; the runtime does it in a fraction of a second. */
const ITERATIONS = 600_000;

/** Encrypts a PKCS#8 key to an EncryptedPrivateKeyInfo, DER (RFC 5208 section 6), with PBES2 and AES-256. */
export async function encryptPkcs8(pkcs8: Uint8Array, password: string): Promise<Uint8Array> {
  const encoding = encodePassword(password);
  try {
    const { algorithm, data } = await pbes2(ITERATIONS)(pkcs8, encoding);
    return derSequence(algorithm, derOctetString(data));
  } finally {
    wipeEncodings([encoding]);
  }
}
