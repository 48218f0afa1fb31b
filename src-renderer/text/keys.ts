import type { PublicKey } from '../../shared/certificates/contract';

/** The kind and strength of a key: `RSA, 2048 bits`, `EC, P-256`, `Ed25519`. */
export function keyInWords(key: PublicKey): string {
  if (key.curve !== undefined) return `${algorithm(key.algorithm)}, ${key.curve}`;
  if (key.bits !== undefined && hasLength(key.algorithm)) return `${algorithm(key.algorithm)}, ${key.bits} bits`;
  return algorithm(key.algorithm);
}

function algorithm(name: string): string {
  return /^\d+(?:\.\d+)+$/u.test(name) ? `unknown kind (${name})` : name;
}

/** The length of an Edwards-curve key is its name; only RSA and DSA keys come in lengths. */
function hasLength(name: string): boolean {
  return name.startsWith('RSA') || name === 'DSA' || name === 'DH';
}
