import type { RecordViewer } from '../../shared/dns/contract';
import { isItsAddress, isSameName, type Place } from './place';
import type { Resolver } from './resolver';

/** What one server answers for a name. */
type Seen = Omit<RecordViewer, 'who' | 'server'>;

interface Answered {
  readonly alias: string | undefined;
  readonly addresses: readonly string[];
  /** Of the addresses that are told here: the shortest time. */
  readonly ttl: number | undefined;
  readonly isAnswered: boolean;
}

/** As many as fit a line. */
const FEW = 4;

/**
 * What a server sees of a service's name. An alias of another name is followed with this computer's resolver where the server does
 * not say where it ends: a name server knows its own zones only.
 */
export async function seeName(place: Place, server: Resolver, resolver: Resolver): Promise<Seen> {
  const seen = await ask(place.hostName, server);
  const { alias, addresses, ttl, isAnswered } = seen;
  if (alias === undefined && addresses.length === 0) return { sees: isAnswered ? 'nothing' : 'no-answer', values: [] };
  const aliasIsRight = alias !== undefined && isSameName(alias, place.azureName);
  const follows = alias !== undefined && !aliasIsRight && addresses.length === 0;
  const ends = follows ? (await ask(alias, resolver)).addresses : addresses;
  const addressesAreRight = ends.length > 0 && ends.every((address) => isItsAddress(address, place));
  return {
    sees: aliasIsRight || addressesAreRight ? 'right' : 'other',
    values: [...(alias === undefined ? [] : [alias]), ...ends].slice(0, FEW),
    // Of an alias only the times of where it leads are told, which may be much shorter than its own.
    ...(alias === undefined && ttl !== undefined && { ttl }),
  };
}

async function ask(name: string, { records }: Resolver): Promise<Answered> {
  const [aliases, four, six] = await Promise.all([records(name, 'CNAME'), records(name, 'A'), records(name, 'AAAA')]);
  const found = [four, six].flatMap((answer) => (answer.state === 'found' ? answer.records : []));
  const times = found.map(({ ttl }) => ttl);
  return {
    alias: aliases.state === 'found' ? aliases.records[0]?.toLowerCase() : undefined,
    addresses: found.map(({ address }) => address),
    ttl: times.length === 0 ? undefined : Math.min(...times),
    // Some old servers do not answer when they are asked about IPv6.
    isAnswered: aliases.state !== 'no-answer' && four.state !== 'no-answer',
  };
}
