import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { DER_NULL, derOctetString, derOid, derSequence, derSmall } from '../asn1/der-writer';
import { pkcs12Key, PURPOSE } from '../pkcs12/key-derivation';
import { digestNamed } from './digests';
import { type PasswordEncoding, wipe } from './password-encodings';

/** Something encrypted, with the AlgorithmIdentifier that says how, DER. */
export interface Encrypted {
  readonly algorithm: Uint8Array;
  readonly data: Uint8Array;
}

/** Encrypts some bytes with a password. */
export type Encrypt = (plain: Uint8Array, password: PasswordEncoding) => Promise<Encrypted>;

const derive = promisify(pbkdf2);

/** PBES2 (RFC 8018 section 6.2): PBKDF2 with HMAC-SHA-256 and AES-256-CBC. */
export function pbes2(iterations: number): Encrypt {
  return async (plain, { octets }) => {
    const [salt, iv] = [randomBytes(16), randomBytes(16)];
    const key = await derive(octets, salt, iterations, 32, 'sha256');
    try {
      const prf = derSequence(derOid('1.2.840.113549.2.9'), DER_NULL);
      const kdf = derSequence(derOctetString(salt), derSmall(iterations), prf);
      const scheme = derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(iv));
      const parameters = derSequence(derSequence(derOid('1.2.840.113549.1.5.12'), kdf), scheme);
      const algorithm = derSequence(derOid('1.2.840.113549.1.5.13'), parameters);
      return { algorithm, data: encipher('aes-256-cbc', key, iv, plain) };
    } finally {
      wipe(key);
    }
  };
}

/** pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 appendix C): what Windows read before Windows 10 1709 and Server 2019. */
export function pbeWithSha1And3Des(iterations: number): Encrypt {
  return async (plain, { bmp }) => {
    const salt = randomBytes(16);
    const shared = { digest: digestNamed('sha1'), salt, iterations };
    const key = pkcs12Key({ ...shared, purpose: PURPOSE.KEY, length: 24 }, bmp);
    try {
      const iv = pkcs12Key({ ...shared, purpose: PURPOSE.IV, length: 8 }, bmp);
      const parameters = derSequence(derOctetString(salt), derSmall(iterations));
      const algorithm = derSequence(derOid('1.2.840.113549.1.12.1.3'), parameters);
      return { algorithm, data: encipher('des-ede3-cbc', key, iv, plain) };
    } finally {
      wipe(key);
    }
  };
}

function encipher(name: string, key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}
