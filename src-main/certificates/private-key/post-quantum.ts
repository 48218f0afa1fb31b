import { shake256 } from '@noble/hashes/sha3.js';
import { Asn1Error, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { octetsOf, sequenceOf, segments } from '../asn1/values';
import type { PrivateKeyInfo } from './private-key-info';

interface SeededScheme {
  readonly lengths: { readonly seed?: number; readonly secretKey?: number };
  keygen(seed: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array };
  getPublicKey(secretKey: Uint8Array): Uint8Array;
}

/**
 * The public key of an ML-DSA (RFC 9881), ML-KEM (RFC 9935) or SLH-DSA (RFC 9909) private key.
 * Where a file holds both the seed and the expanded key they have to agree.
 * @throws {Asn1Error} where it is malformed or they don't.
 */
export async function postQuantumPublicKey({ name, key }: PrivateKeyInfo): Promise<Uint8Array> {
  if (name.startsWith('SLH-DSA')) return key.subarray(key.length / 2);
  const scheme = await seededScheme(name);
  const { seed, expanded } = seedAndExpanded(key);
  if (seed && seed.length !== scheme.lengths.seed) throw new Asn1Error('seed of the wrong length');
  if (expanded && expanded.length !== scheme.lengths.secretKey) throw new Asn1Error('key of the wrong length');
  if (!seed) return publicHalfOf(scheme, name, expanded as Uint8Array);
  const pair = scheme.keygen(seed);
  if (expanded && !Buffer.from(expanded).equals(pair.secretKey)) throw new Asn1Error('seed and key do not agree');
  return pair.publicKey;
}

/** An expanded ML-DSA key carries the hash of its public key at offset 64 (FIPS 204, algorithm 24): they have to agree. */
function publicHalfOf(scheme: SeededScheme, name: string, expanded: Uint8Array): Uint8Array {
  const publicKey = scheme.getPublicKey(expanded);
  const hash = shake256(publicKey, { dkLen: 64 });
  if (name.startsWith('ML-DSA') && !Buffer.from(hash).equals(expanded.subarray(64, 128))) {
    throw new Asn1Error('public and private half do not agree');
  }
  return publicKey;
}

function seedAndExpanded(key: Uint8Array): { seed?: Uint8Array; expanded?: Uint8Array } {
  const choice = readElement(key);
  if (isContext(choice, 0)) return { seed: segments(choice) };
  if (isUniversal(choice, TAG.OCTET_STRING)) return { expanded: octetsOf(choice) };
  const [seed, expanded] = sequenceOf(choice);
  return { seed: octetsOf(seed), expanded: octetsOf(expanded) };
}

async function seededScheme(name: string): Promise<SeededScheme> {
  const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import('@noble/post-quantum/ml-dsa.js');
  const { ml_kem512, ml_kem768, ml_kem1024 } = await import('@noble/post-quantum/ml-kem.js');
  const schemes: Readonly<Record<string, SeededScheme>> = {
    'ML-DSA-44': ml_dsa44,
    'ML-DSA-65': ml_dsa65,
    'ML-DSA-87': ml_dsa87,
    'ML-KEM-512': ml_kem512,
    'ML-KEM-768': ml_kem768,
    'ML-KEM-1024': ml_kem1024,
  };
  const scheme = schemes[name];
  if (!scheme) throw new Asn1Error('unknown post-quantum scheme');
  return scheme;
}
