import { timingSafeEqual } from 'node:crypto';
import type { ApiKeys, KeySlot } from '../gateway';

/** Says which key the value of an `Authorization` line has, if it is one of the two. */
export type KeyReader = (authorization: string | undefined) => KeySlot | undefined;

/** RFC 6750 section 2.1: the scheme in any case, the key exactly. */
export function keyReader({ primary, secondary }: ApiKeys): KeyReader {
  const [first, second] = [Buffer.from(primary, 'latin1'), Buffer.from(secondary, 'latin1')];
  return (authorization) => {
    const sent = /^bearer +([A-Za-z0-9]+)$/iu.exec(authorization ?? '')?.[1];
    if (sent === undefined) return undefined;
    const key = Buffer.from(sent, 'latin1');
    if (isSame(key, first)) return 'primary';
    return isSame(key, second) ? 'secondary' : undefined;
  };
}

/** SECURITY: how long it takes says nothing of how much of a key was right; its length is no secret. */
function isSame(sent: Buffer, key: Buffer): boolean {
  return sent.length === key.length && timingSafeEqual(sent, key);
}
