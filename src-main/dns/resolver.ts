import {
  type CaaRecord,
  type LookupAddress,
  type MxRecord,
  type RecordWithTtl,
  type SoaRecord,
  NODATA,
  NOTFOUND,
} from 'node:dns';
import { Resolver as NodeResolver, lookup } from 'node:dns/promises';

interface RecordsOf {
  /** Each with the seconds that it is good for: of the shortest-lived record that led to it. */
  readonly A: RecordWithTtl;
  readonly AAAA: RecordWithTtl;
  readonly CAA: CaaRecord;
  readonly CNAME: string;
  readonly MX: MxRecord;
  readonly NS: string;
  readonly SOA: SoaRecord;
  /** In pieces of at most 255 bytes. */
  readonly TXT: string[];
}
export type RecordType = keyof RecordsOf;

/** What DNS says when it is asked for records: they, that the name has none of that type, that it does not exist, or nothing. */
export type Answer<T> =
  | { readonly state: 'found'; readonly records: readonly T[] }
  | { readonly state: 'no-data' | 'no-name' | 'no-answer' };

/** Whom names are looked up with. Nothing here throws: a network that is not there is an answer, too. */
export interface Resolver {
  /** Asks DNS, past the hosts file and every other source of names. */
  readonly records: <T extends RecordType>(name: string, type: T) => Promise<Answer<RecordsOf[T]>>;
  /** Where programs on this computer are led: the hosts file first, then whatever the system asks. Empty for nowhere. */
  readonly systemAddresses: (name: string) => Promise<readonly string[]>;
}

/** A lost packet is asked for again; what takes longer than `total` is no answer, however many servers there are to try. */
const MILLISECONDS = { each: 1500, total: 6000 } as const;

/**
 * DNS as this computer asks it, or the given servers (`192.0.2.1`, `192.0.2.1:5353`). Each question has a channel of its own, so
 * that a computer which changed its network since is asked anew.
 */
export function openResolver(
  options: {
    readonly servers?: readonly string[];
    readonly milliseconds?: { readonly each: number; readonly total: number };
  } = {},
): Resolver {
  const { each, total } = options.milliseconds ?? MILLISECONDS;
  return {
    records: async (name, type) => {
      const channel = new NodeResolver({ timeout: each, tries: 2 });
      if (options.servers) channel.setServers(options.servers);
      const timer = setTimeout(() => channel.cancel(), total);
      try {
        const records = await ask(channel, name, type);
        // An alias of a name that does not exist is answered by the alias alone, which is no record of this type.
        return records.length > 0 ? { state: 'found', records } : { state: 'no-data' };
      } catch (cause) {
        return { state: stateOf(cause) };
      } finally {
        clearTimeout(timer);
      }
    },
    systemAddresses: (name) => within(total, lookup(name, { all: true })),
  };
}

async function ask<T extends RecordType>(channel: NodeResolver, name: string, type: T): Promise<RecordsOf[T][]> {
  // `resolve` answers a single record for SOA, a list for the others, and no times.
  const answer: unknown = await (type === 'A'
    ? channel.resolve4(name, { ttl: true })
    : type === 'AAAA'
      ? channel.resolve6(name, { ttl: true })
      : channel.resolve(name, type));
  return [answer].flat() as RecordsOf[T][];
}

/** Only these two are said by DNS; a server that refuses, is broken or does not answer says nothing of the name. */
function stateOf(cause: unknown): 'no-data' | 'no-name' | 'no-answer' {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === NODATA) return 'no-data';
  return code === NOTFOUND ? 'no-name' : 'no-answer';
}

/** The system's look-up can't be cancelled; the hosts file answers at once, so whoever takes long found nothing there. */
async function within(milliseconds: number, looking: Promise<LookupAddress[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<LookupAddress[]>((resolve) => {
    timer = setTimeout(resolve, milliseconds, []);
  });
  const found = await Promise.race([looking.catch(() => []), tooLate]);
  clearTimeout(timer);
  return found.map(({ address }) => address);
}
