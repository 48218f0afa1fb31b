import type { Certificate } from '../model';
import type { Checked } from './checked';

type Chained = Pick<Checked, 'chain' | 'hasRoot'>;

/** The certificates that a server sends: all but the root. */
export function sent({ chain, hasRoot }: Chained): readonly Certificate[] {
  return hasRoot ? chain.certificates.slice(0, -1) : chain.certificates;
}

/**
 * The company's own root where the chain ends at one that is here. Clients have the very same certificate, and OpenSSL holds its
 * dates, key and extensions against it; of a public root they have their own copy (RFC 5280 section 6.1.1 (d) needs its name
 * and key only).
 */
export function privateRoot({ chain, hasRoot }: Chained): Certificate | undefined {
  return hasRoot && !chain.isPublic ? chain.certificates.at(-1) : undefined;
}

/** Those whose own fields count with clients: what a server sends, and a private root. */
export function judged(chained: Chained): readonly Certificate[] {
  const root = privateRoot(chained);
  return root ? [...sent(chained), root] : sent(chained);
}
