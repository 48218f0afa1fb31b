import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { DER_NULL, derBitString, derOid, derSequence } from '../asn1/der-writer';
import type { PrivateKey } from '../model';

/** How a key signs what we write: SHA-384 for P-384, SHA-256 for RSA (PKCS#1 v1.5) and P-256 (RFC 5758, RFC 4055). */
interface Scheme {
  readonly hash: 'sha256' | 'sha384';
  readonly algorithm: Uint8Array;
}

/** Signs a to-be-signed structure: answers SEQUENCE { tbs, algorithm, signature }, DER. `tbsWith` gets the algorithm to put into it. */
export function writeSigned(key: PrivateKey, tbsWith: (algorithm: Uint8Array) => Uint8Array): Buffer {
  const { hash, algorithm } = schemeOf(key);
  const tbs = tbsWith(algorithm);
  const signature = sign(hash, tbs, createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' }));
  return derSequence(tbs, algorithm, derBitString(signature));
}

/** The SubjectPublicKeyInfo of a private key that this runtime can load, DER. */
export function spkiOf(key: PrivateKey): Uint8Array {
  const privateKey = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' });
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

function schemeOf({ publicKey: { algorithm, curve } }: PrivateKey): Scheme {
  if (algorithm === 'RSA') return { hash: 'sha256', algorithm: derSequence(derOid('1.2.840.113549.1.1.11'), DER_NULL) };
  if (curve === 'P-384') return { hash: 'sha384', algorithm: derSequence(derOid('1.2.840.10045.4.3.3')) };
  return { hash: 'sha256', algorithm: derSequence(derOid('1.2.840.10045.4.3.2')) };
}
