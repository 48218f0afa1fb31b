import { readElement } from '../asn1/ber';
import { bitStringOf, sequenceOf } from '../asn1/values';
import type { Certificate } from '../model';

/**
 * How many bits of security a certificate's key has (NIST SP 800-57 part 1, table 2); undefined for algorithms that were made
 * with 128 or more.
 */
export function keyStrength({ publicKey: { algorithm, bits = 0 }, spki }: Pick<Certificate, 'publicKey' | 'spki'>) {
  if (algorithm === 'EC') return curveStrength(spki);
  const isModular = algorithm.startsWith('RSA') || algorithm === 'DSA';
  return isModular ? (MODULAR.find(([from]) => bits >= from)?.[1] ?? 0) : undefined;
}

/** OpenSSL's security level 2, the default of Debian, Ubuntu and OpenSSL 3.2, wants 112 bits (SSL_CTX_set_security_level). */
const ENOUGH = 112;

/** Whether clients refuse a key for its strength. */
export function isKeyWeak(certificate: Pick<Certificate, 'publicKey' | 'spki'>): boolean {
  return (keyStrength(certificate) ?? ENOUGH) < ENOUGH;
}

/** By the bits of an RSA modulus or of the prime of DSA. */
const MODULAR: readonly (readonly [from: number, strength: number])[] = [
  [15_360, 256],
  [7680, 192],
  [3072, 128],
  [2048, 112],
  [1024, 80],
];

/** Half the size of the field, which a point says whatever the curve is called: 04 and two coordinates, or another octet and one. */
function curveStrength(spki: Uint8Array): number {
  const point = bitStringOf(sequenceOf(readElement(spki))[1]);
  const isUncompressed = point[0] === 4;
  return ((point.length - 1) * 8) / (isUncompressed ? 4 : 2);
}
