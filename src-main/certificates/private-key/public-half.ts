import { AppError } from '../../app-error';
import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { derBitString, derRsaAlgorithm, derSequence, derUnsigned } from '../asn1/der-writer';
import { bitStringOf, octetsOf, oidOf, sequenceOf, smallIntegerOf, magnitudeOf, toBigInt } from '../asn1/values';
import { calculateOnce } from './calculate-once';
import type { PrivateKeyInfo } from './private-key-info';

/** How the public half follows from a private key, for each algorithm. Answers the BIT STRING's octets. */
type PublicHalf = (key: PrivateKeyInfo) => Promise<Uint8Array> | Uint8Array;

const byAlgorithm: Readonly<Record<string, PublicHalf>> = {
  RSA: rsa,
  'RSA-PSS': rsa,
  EC: ellipticCurve,
  DSA: dsa,
  Ed25519: (key) => edwards(key, async () => (await import('@noble/curves/ed25519.js')).ed25519),
  Ed448: (key) => edwards(key, async () => (await import('@noble/curves/ed448.js')).ed448),
  X25519: (key) => edwards(key, async () => (await import('@noble/curves/ed25519.js')).x25519),
  X448: (key) => edwards(key, async () => (await import('@noble/curves/ed448.js')).x448),
};

/**
 * The SubjectPublicKeyInfo, DER, that belongs to a private key.
 * @throws {Asn1Error} where the key is malformed. @throws {AppError} `certificate.unsupported-key` for an unknown algorithm.
 */
export async function publicKeyOf(key: PrivateKeyInfo): Promise<Uint8Array> {
  const octets = await publicOctets(key);
  // RFC 3279 wants NULL in an RSA algorithm identifier; keys that left it out still match their certificates.
  const algorithm = key.name === 'RSA' ? derRsaAlgorithm() : key.algorithm.bytes;
  return derSequence(algorithm, derBitString(octets));
}

async function publicOctets(key: PrivateKeyInfo): Promise<Uint8Array> {
  const calculate = byAlgorithm[key.name] ?? (/^(?:ML|SLH)-/u.test(key.name) ? postQuantum : undefined);
  if (!calculate) throw new AppError('certificate.unsupported-key', { algorithm: key.name });
  try {
    return await calculate(key);
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof Asn1Error) throw cause;
    // The libraries that calculate say in exceptions of their own that a number can't be a key.
    throw new Asn1Error('not a key', { cause });
  }
}

async function postQuantum(key: PrivateKeyInfo): Promise<Uint8Array> {
  return calculateOnce(key.algorithm, key.key, async () => {
    const { postQuantumPublicKey } = await import('./post-quantum');
    return postQuantumPublicKey(key);
  });
}

function rsa({ key }: PrivateKeyInfo): Uint8Array {
  const [version, ...numbers] = sequenceOf(readElement(key));
  smallIntegerOf(version);
  const [modulus, publicExponent] = numbers.slice(0, 8).map((number) => magnitudeOf(number));
  if (!modulus || !publicExponent || numbers.length < 8) throw new Asn1Error('RSA key incomplete');
  return derSequence(derUnsigned(modulus), derUnsigned(publicExponent));
}

/** FIPS 186-4 ends at 3,072 bits; a number of a megabyte would keep the calculation busy for days. */
const MAXIMUM_DSA_OCTETS = 2048;

async function dsa({ key, algorithm, parameters }: PrivateKeyInfo): Promise<Uint8Array> {
  const octets = sequenceOf(parameters).map((number) => magnitudeOf(number));
  const secret = magnitudeOf(readElement(key));
  if ([...octets, secret].some(({ length }) => length > MAXIMUM_DSA_OCTETS)) throw new Asn1Error('DSA key too large');
  const [p, , g] = octets.map(toBigInt);
  if (!p || !g) throw new Asn1Error('DSA parameters incomplete');
  return calculateOnce(algorithm, secret, () => derUnsigned(toOctets(powerModulo(g, toBigInt(secret), p))));
}

async function ellipticCurve({ key, algorithm, parameters }: PrivateKeyInfo): Promise<Uint8Array> {
  const [version, scalar, ...optional] = sequenceOf(readElement(key));
  smallIntegerOf(version);
  const inner = optional.find((field) => isContext(field, 0));
  if (inner && !sameCurve(childrenOf(inner)[0], parameters)) throw new Asn1Error('EC key with two different curves');
  const included = optional.find((field) => isContext(field, 1));
  if (included) return bitStringOf(childrenOf(included)[0]);
  const secret = octetsOf(scalar);
  return calculateOnce(algorithm, secret, async () => {
    const { ellipticPublicPoint } = await import('./elliptic-point');
    return ellipticPublicPoint(secret, parameters);
  });
}

function sameCurve(one: Element | undefined, other: Element | undefined): boolean {
  if (!isUniversal(one, TAG.OBJECT_IDENTIFIER) || !isUniversal(other, TAG.OBJECT_IDENTIFIER)) return true;
  return oidOf(one) === oidOf(other);
}

/** RFC 8410: the key is an OCTET STRING in the OCTET STRING, and the public half is computed from it. */
async function edwards(
  { key, algorithm }: PrivateKeyInfo,
  curve: () => Promise<{ getPublicKey(secretKey: Uint8Array): Uint8Array; lengths: { secretKey?: number } }>,
): Promise<Uint8Array> {
  const secret = octetsOf(readElement(key));
  const { getPublicKey, lengths } = await curve();
  if (secret.length !== lengths.secretKey) throw new Asn1Error('key of the wrong length');
  return calculateOnce(algorithm, secret, () => getPublicKey(secret));
}

function toOctets(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
