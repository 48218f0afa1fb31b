import { createHash } from 'node:crypto';
import type { PublicKey } from '../../../shared/certificates/contract';
import { Asn1Error, type Element, isUniversal, readElement, TAG } from '../asn1/ber';
import { CURVES, KEY_ALGORITHMS } from '../asn1/oids';
import { bitStringOf, oidOf, sequenceOf, magnitudeOf } from '../asn1/values';

/**
 * Describes a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), with whatever runtime: it asks no crypto library to load the key.
 * @throws {Asn1Error} where it isn't one.
 */
export function describePublicKey(element: Element): PublicKey {
  const [algorithm, key] = sequenceOf(element);
  const [oidElement, parameters] = sequenceOf(algorithm);
  const oid = oidOf(oidElement);
  const name = KEY_ALGORITHMS.get(oid) ?? oid;
  const bytes = bitStringOf(key);
  const spkiSha256 = sha256(element.bytes);
  if (name === 'EC') {
    const curve = curveName(parameters);
    checkPoint(curve, bytes);
    return { algorithm: name, curve, spkiSha256 };
  }
  if (name.startsWith('RSA')) return { algorithm: name, bits: bitLength(rsaModulus(bytes)), spkiSha256 };
  if (name === 'DSA' && isUniversal(parameters, TAG.SEQUENCE)) {
    return { algorithm: name, bits: bitLength(magnitudeOf(sequenceOf(parameters)[0])), spkiSha256 };
  }
  return { algorithm: name, spkiSha256 };
}

/** The name of the curve in EC parameters (RFC 5480 section 2.1.1): the contract's name, `explicit`, or the dotted identifier. */
export function curveName(parameters: Element | undefined): string {
  if (!isUniversal(parameters, TAG.OBJECT_IDENTIFIER)) return 'explicit';
  const oid = oidOf(parameters);
  return CURVES.get(oid) ?? oid;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A point is 04 and two coordinates, or 02 or 03 and one (SEC1 section 2.3.3), each as long as the curve's field. */
function checkPoint(curve: string, point: Uint8Array): void {
  const size = FIELD_OCTETS[curve];
  if (size && point.length !== 1 + size && point.length !== 1 + 2 * size)
    throw new Asn1Error('point of the wrong length');
}

const FIELD_OCTETS: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66, secp256k1: 32 };

function rsaModulus(bytes: Uint8Array): Uint8Array {
  const [modulus, exponent] = sequenceOf(readElement(bytes));
  magnitudeOf(exponent);
  return magnitudeOf(modulus);
}

function bitLength(octets: Uint8Array): number {
  const first = octets[0] ?? 0;
  return first === 0 ? 0 : (octets.length - 1) * 8 + (32 - Math.clz32(first));
}
