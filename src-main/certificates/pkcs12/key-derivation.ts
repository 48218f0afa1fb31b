import type { Digest } from '../encryption/digests';
import { wipe } from '../encryption/password-encodings';
import { rehash } from '../encryption/rehash';

/** What the derived bytes are for (RFC 7292 appendix B.3). */
export const PURPOSE = { KEY: 1, IV: 2, MAC: 3 } as const;

/** What a derivation depends on, beside the password; `length` in bytes. */
export interface Pkcs12Derivation {
  readonly digest: Digest;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE];
  readonly length: number;
}

/**
 * PKCS#12's key derivation (RFC 7292 appendix B.2). `password` is in its BMP encoding, or empty for none.
 * It keeps the event loop busy.
 */
export function pkcs12Key(derivation: Pkcs12Derivation, password: Uint8Array): Uint8Array {
  const { digest, salt, iterations, purpose, length } = derivation;
  const diversifier = new Uint8Array(digest.blockLength).fill(purpose);
  const input = new Uint8Array(Buffer.concat([stretched(salt, digest), stretched(password, digest)]));
  const output = new Uint8Array(length);
  for (let offset = 0; offset < length; offset += digest.outputLength) {
    const first = digest.hash(Buffer.concat([diversifier, input]));
    const block = rehash(digest, first, iterations - 1);
    output.set(block.subarray(0, length - offset), offset);
    if (offset + digest.outputLength < length) addToEachBlock(input, block, digest.blockLength);
    wipe(block);
  }
  wipe(input);
  return output;
}

/** Steps 2 and 3: repeated to a whole number of blocks; nothing stays nothing. */
function stretched(bytes: Uint8Array, { blockLength }: Digest): Uint8Array {
  const length = Math.ceil(bytes.length / blockLength) * blockLength;
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
}

/** Step 6 B and C: every block of the input plus the digest, repeated to a block, plus one. */
function addToEachBlock(input: Uint8Array, digest: Uint8Array, blockLength: number): void {
  for (let start = 0; start < input.length; start += blockLength) {
    let carry = 1;
    for (let i = blockLength - 1; i >= 0; i--) {
      const sum = (input[start + i] ?? 0) + (digest[i % digest.length] ?? 0) + carry;
      input[start + i] = sum;
      carry = sum >> 8;
    }
  }
}
