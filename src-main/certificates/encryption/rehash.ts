import type { Digest } from './digests';
import { rehashSha1 } from './rehash-sha1';
import { rehashSha256 } from './rehash-sha256';

/**
 * A digest hashed again, `times` times: the loop in PBKDF1 and in PKCS#12's key derivation.
 * SHA-1 and SHA-256 have loops of their own: a call into the runtime for each round costs three times the hash.
 */
export function rehash(digest: Digest, first: Uint8Array, times: number): Uint8Array {
  const own = LOOPS[digest.name];
  if (own) return own(first, times);
  let value = first;
  for (let i = 0; i < times; i++) value = digest.hash(value);
  return value;
}

const LOOPS: Readonly<Record<string, (first: Uint8Array, times: number) => Uint8Array>> = {
  sha1: rehashSha1,
  sha256: rehashSha256,
};
