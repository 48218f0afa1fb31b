import { rehash } from './rehash';
import type { Digest } from './digests';

/** PBKDF1 (RFC 8018 section 5.1): the whole digest, of which the caller takes what it needs. */
export function pbkdf1(digest: Digest, password: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array {
  return rehash(digest, digest.hash(Buffer.concat([password, salt])), iterations - 1);
}
