import { createHash } from 'node:crypto';
import type { PrivateKeyInfo } from './private-key-info';

/** A folder has a handful of keys; this bounds what a file of many leaves behind. */
const MOST = 1000;

const calculated = new Map<string, Promise<Uint8Array>>();

/**
 * The public half that `calculate` makes of a secret, in a copy; calculated once for as long as it is remembered, so that a file
 * of a thousand copies of one key, damaged or not, takes as long as one. That it can't be calculated is remembered, too.
 * SECURITY: what is remembered is a hash from which no key is found again, and a public half.
 */
export function calculateOnce(
  { bytes }: PrivateKeyInfo['algorithm'],
  secret: Uint8Array,
  calculate: () => Promise<Uint8Array> | Uint8Array,
): Promise<Uint8Array> {
  // With its length: the same octets divided elsewhere are something else.
  const name = createHash('sha256').update(`${bytes.length} `).update(bytes).update(secret).digest('base64');
  const known = calculated.get(name);
  if (known) return known;
  const made = (async () => Uint8Array.from(await calculate()))();
  calculated.set(name, made);
  const [oldest] = calculated.keys();
  if (calculated.size > MOST && oldest !== undefined) calculated.delete(oldest);
  return made;
}
