import { createHash, randomBytes } from 'node:crypto';
import { TAG } from '../asn1/ber';
import {
  DER_NULL,
  der,
  derContext,
  derImplicit,
  derOctetString,
  derOid,
  derSequence,
  derSmall,
} from '../asn1/der-writer';
import { type Digest, digestNamed, hmac } from '../encryption/digests';
import { type Encrypt, pbes2, pbeWithSha1And3Des } from '../encryption/encrypt';
import { encodePassword, type PasswordEncoding, wipe, wipeEncodings } from '../encryption/password-encodings';
import { pkcs12Key, PURPOSE } from './key-derivation';

/** What goes into a PKCS#12 file. SECURITY: holds a secret. */
export interface Pkcs12Content {
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[];
  readonly pkcs8: Uint8Array;
  /** What Windows and keytool show it as. */
  readonly friendlyName: string;
}

/** `modern`: AES-256 and SHA-256. `legacy`: triple DES and SHA-1, for what can't read the modern one. */
export type Pkcs12Strength = 'modern' | 'legacy';

interface Protection {
  readonly encrypt: Encrypt;
  readonly digest: Digest;
  readonly digestOid: string;
  readonly iterations: number;
}

/** docs/decisions/0013: as many as importers written in JavaScript still finish in seconds. */
const MODERN_ITERATIONS = 100_000;
/** What OpenSSL and Windows themselves write in this form. */
const LEGACY_ITERATIONS = 2048;

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;

/** Writes a PKCS#12 file (RFC 7292), DER: one encrypted bag of certificates, one encrypted key, and a MAC over both. */
export async function writePkcs12(
  content: Pkcs12Content,
  password: string,
  strength: Pkcs12Strength,
): Promise<Uint8Array> {
  const protection = protectionOf(strength);
  const encoding = encodePassword(password);
  try {
    const safe = derSequence(
      await encryptedCertificates(content, protection, encoding),
      await shroudedKey(content, protection, encoding),
    );
    return derSequence(derSmall(3), contentInfo(safe), mac(safe, protection, encoding));
  } finally {
    wipeEncodings([encoding]);
  }
}

function protectionOf(strength: Pkcs12Strength): Protection {
  return strength === 'legacy'
    ? {
        encrypt: pbeWithSha1And3Des(LEGACY_ITERATIONS),
        digest: digestNamed('sha1'),
        digestOid: '1.3.14.3.2.26',
        iterations: LEGACY_ITERATIONS,
      }
    : {
        encrypt: pbes2(MODERN_ITERATIONS),
        digest: digestNamed('sha256'),
        digestOid: '2.16.840.1.101.3.4.2.1',
        iterations: MODERN_ITERATIONS,
      };
}

function contentInfo(octets: Uint8Array): Buffer {
  return derSequence(derOid(OID.data), derContext(0, derOctetString(octets)));
}

async function encryptedCertificates(
  { certificates, friendlyName }: Pkcs12Content,
  { encrypt }: Protection,
  password: PasswordEncoding,
): Promise<Buffer> {
  const bags = certificates.map((certificate, index) => {
    const wrapped = derSequence(derOid(OID.x509Certificate), derContext(0, derOctetString(certificate)));
    return index === 0
      ? bag(OID.certificateBag, wrapped, leafAttributes(certificate, friendlyName))
      : bag(OID.certificateBag, wrapped);
  });
  const { algorithm, data } = await encrypt(derSequence(...bags), password);
  const encrypted = derSequence(derOid(OID.data), algorithm, derImplicit(0, data));
  return derSequence(derOid(OID.encryptedData), derContext(0, derSequence(derSmall(0), encrypted)));
}

async function shroudedKey(
  { certificates, pkcs8, friendlyName }: Pkcs12Content,
  { encrypt }: Protection,
  password: PasswordEncoding,
): Promise<Buffer> {
  const { algorithm, data } = await encrypt(pkcs8, password);
  const shrouded = derSequence(algorithm, derOctetString(data));
  const attributes = leafAttributes(certificates[0] ?? new Uint8Array(), friendlyName);
  return contentInfo(derSequence(bag(OID.keyBag, shrouded, attributes)));
}

function bag(oid: string, value: Uint8Array, attributes?: Uint8Array): Buffer {
  return derSequence(derOid(oid), derContext(0, value), ...(attributes ? [attributes] : []));
}

/** The same on leaf and key: by the local key id importers know that they belong together. */
function leafAttributes(leaf: Uint8Array, friendlyName: string): Buffer {
  const id = createHash('sha1').update(leaf).digest();
  const name = der(TAG.BMP_STRING, Buffer.from(friendlyName, 'utf16le').swap16());
  const attribute = (oid: string, value: Uint8Array): Buffer => derSequence(derOid(oid), der(TAG.SET, value));
  return der(TAG.SET, attribute(OID.friendlyName, name), attribute(OID.localKeyId, derOctetString(id)));
}

/** RFC 7292 section 4, MacData. */
function mac(safe: Uint8Array, { digest, digestOid, iterations }: Protection, { bmp }: PasswordEncoding): Buffer {
  const salt = randomBytes(16);
  const key = pkcs12Key({ digest, salt, iterations, purpose: PURPOSE.MAC, length: digest.outputLength }, bmp);
  try {
    const digestInfo = derSequence(derSequence(derOid(digestOid), DER_NULL), derOctetString(hmac(digest, key, safe)));
    return derSequence(digestInfo, derOctetString(salt), derSmall(iterations));
  } finally {
    wipe(key);
  }
}
