import { AppError } from '../../app-error';
import { Asn1Error, type Element, isUniversal, TAG } from '../asn1/ber';
import { octetsOf, oidOf, sequenceOf, magnitudeOf, toBigInt } from '../asn1/values';
import { curveName } from '../x509/public-key';

interface PointMultiplier {
  getPublicKey(secretKey: Uint8Array, isCompressed?: boolean): Uint8Array;
}

const named: Readonly<Record<string, () => Promise<PointMultiplier>>> = {
  'P-256': async () => (await import('@noble/curves/nist.js')).p256,
  'P-384': async () => (await import('@noble/curves/nist.js')).p384,
  'P-521': async () => (await import('@noble/curves/nist.js')).p521,
  secp256k1: async () => (await import('@noble/curves/secp256k1.js')).secp256k1,
  brainpoolP256r1: async () => (await import('@noble/curves/misc.js')).brainpoolP256r1,
  brainpoolP384r1: async () => (await import('@noble/curves/misc.js')).brainpoolP384r1,
  brainpoolP512r1: async () => (await import('@noble/curves/misc.js')).brainpoolP512r1,
};

/**
 * The uncompressed public point (SEC1 section 2.3.3) of an EC private key that came without it.
 * @throws {AppError} `certificate.unsupported-key` for curves that nobody serves TLS with. @throws {Asn1Error} where malformed.
 */
export async function ellipticPublicPoint(scalar: Uint8Array, parameters: Element | undefined): Promise<Uint8Array> {
  const name = curveName(parameters);
  const load = named[name];
  if (load) return (await load()).getPublicKey(scalar, false);
  if (!isUniversal(parameters, TAG.SEQUENCE))
    throw new AppError('certificate.unsupported-key', { algorithm: `EC ${name}` });
  return explicitCurvePoint(scalar, parameters);
}

/** ECParameters of X9.62 over a prime field: version, field, curve, base point, order, cofactor. */
async function explicitCurvePoint(scalar: Uint8Array, parameters: Element): Promise<Uint8Array> {
  const { weierstrass } = await import('@noble/curves/abstract/weierstrass.js');
  const [, field, curve, base, order, cofactor] = sequenceOf(parameters);
  const [fieldType, prime] = sequenceOf(field);
  if (oidOf(fieldType) !== '1.2.840.10045.1.1')
    throw new AppError('certificate.unsupported-key', { algorithm: 'EC explicit' });
  const [a, b] = sequenceOf(curve);
  const generator = octetsOf(base);
  const size = (generator.length - 1) / 2;
  if (generator[0] !== 4) throw new Asn1Error('compressed base point');
  // The largest curve in use has 571 bits; what is far larger was made to keep a processor busy.
  if (size > 128 || magnitudeOf(prime).length > 128) throw new Asn1Error('field too large');
  const point = weierstrass({
    p: toBigInt(magnitudeOf(prime)),
    n: toBigInt(magnitudeOf(order)),
    h: cofactor ? toBigInt(magnitudeOf(cofactor)) : 1n,
    a: toBigInt(octetsOf(a)),
    b: toBigInt(octetsOf(b)),
    Gx: toBigInt(generator.subarray(1, 1 + size)),
    Gy: toBigInt(generator.subarray(1 + size)),
  });
  return point.BASE.multiply(toBigInt(scalar)).toBytes(false);
}
