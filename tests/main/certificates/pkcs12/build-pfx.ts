import { TAG } from '../../../../src-main/certificates/asn1/ber';
import {
  DER_NULL,
  der,
  derContext,
  derOid,
  derSequence,
  derUnsigned,
} from '../../../../src-main/certificates/asn1/der-writer';
import { type Digest, digestNamed, hmac } from '../../../../src-main/certificates/encryption/digests';
import { passwordEncodings } from '../../../../src-main/certificates/encryption/password-encodings';
import { pbkdf2 } from '../../../../src-main/certificates/encryption/pbkdf2';
import { pkcs12Key, PURPOSE } from '../../../../src-main/certificates/pkcs12/key-derivation';

const SALT = Buffer.from('saltsalt');

/** Object identifiers of bags (RFC 7292 section 4.2). */
export const BAG = {
  KEY: '1.2.840.113549.1.12.10.1.1',
  SHROUDED_KEY: '1.2.840.113549.1.12.10.1.2',
  CERTIFICATE: '1.2.840.113549.1.12.10.1.3',
  CRL: '1.2.840.113549.1.12.10.1.4',
  SECRET: '1.2.840.113549.1.12.10.1.5',
  SAFE_CONTENTS: '1.2.840.113549.1.12.10.1.6',
};

/** A bag around an encoded value. */
export function bag(oid: string, value: Uint8Array): Buffer {
  return derSequence(derOid(oid), derContext(0, value));
}

/** A certificate bag; the reader looks at the type only. */
export function certificateBag(certificate: Uint8Array, type = '1.2.840.113549.1.9.22.1'): Buffer {
  return bag(BAG.CERTIFICATE, derSequence(derOid(type), derContext(0, octets(certificate))));
}

/** A PrivateKeyInfo of no algorithm in particular. */
export function privateKeyInfo(content = 'key'): Buffer {
  return derSequence(integer(0), derSequence(derOid('1.2.3')), octets(Buffer.from(content)));
}

/** A part in clear. */
export function dataPart(...bags: readonly Uint8Array[]): Buffer {
  return derSequence(derOid('1.2.840.113549.1.7.1'), derContext(0, octets(derSequence(...bags))));
}

/** A part of another kind: encryptedData unless told otherwise. */
export function encryptedPart(algorithm: Uint8Array, data: Uint8Array, type = '1.2.840.113549.1.7.6'): Buffer {
  const implicit = Buffer.from(octets(data));
  implicit[0] = 0x80;
  const content = derSequence(derOid('1.2.840.113549.1.7.1'), algorithm, implicit);
  return derSequence(derOid(type), derContext(0, derSequence(integer(0), content)));
}

/** The whole file; `macData` is made from the content. */
export function pfx(parts: readonly Uint8Array[], macData?: (content: Uint8Array) => Uint8Array): Buffer {
  const content = derSequence(...parts);
  const authSafe = derSequence(derOid('1.2.840.113549.1.7.1'), derContext(0, octets(content)));
  return derSequence(integer(3), authSafe, ...(macData ? [macData(content)] : []));
}

/** MacData of PKCS#12's own kind, with SHA-256. */
export function plainMac(password: string, iterations = 1): (content: Uint8Array) => Uint8Array {
  const digest = digestNamed('sha256');
  const [encoding] = passwordEncodings(password);
  return (content) => {
    const derivation = { digest, salt: SALT, iterations: Math.min(iterations, 10), purpose: PURPOSE.MAC, length: 32 };
    const code = hmac(digest, pkcs12Key(derivation, encoding?.bmp ?? Buffer.alloc(0)), content);
    const algorithm = derSequence(derOid('2.16.840.1.101.3.4.2.1'), DER_NULL);
    return derSequence(derSequence(algorithm, octets(code)), octets(SALT), integer(iterations));
  };
}

/** What a PBMAC1 is made with; `statedLength` is left out where undefined. */
export interface Pbmac1 {
  readonly prf: readonly [oid: string, digest: Digest];
  readonly scheme: readonly [oid: string, digest: Digest];
  readonly keyLength: number;
  readonly statedLength: number | undefined;
}

/** MacData of PBMAC1 (RFC 9579) over a content. */
export async function pbmac1(content: Uint8Array, password: string, options: Pbmac1): Promise<Uint8Array> {
  const { prf, scheme, keyLength, statedLength } = options;
  const parameters = { digest: prf[1], salt: SALT, iterations: 5, keyLength };
  const code = hmac(scheme[1], await pbkdf2(parameters, Buffer.from(password), keyLength), content);
  const stated = statedLength === undefined ? [] : [integer(statedLength)];
  const kdf = derSequence(octets(SALT), integer(5), ...stated, derSequence(derOid(prf[0])));
  const algorithm = derSequence(
    derOid('1.2.840.113549.1.5.14'),
    derSequence(derSequence(derOid('1.2.840.113549.1.5.12'), kdf), derSequence(derOid(scheme[0]), DER_NULL)),
  );
  return derSequence(derSequence(algorithm, octets(code)), octets(Buffer.from('not used')), integer(1));
}

/** An OCTET STRING. */
export function octets(content: Uint8Array): Buffer {
  return der(TAG.OCTET_STRING, content);
}

/** A non-negative INTEGER. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return derUnsigned(bytes);
}
