import type { Answer, Resolver } from './resolver';

/** What DNS knows of a name. */
export interface NameInDns {
  /** Whether the registered domain is there; `not-asked` where there is none, `unknown` where nobody answered. */
  readonly domain: 'there' | 'not-there' | 'unknown' | 'not-asked';
  /** The zone that a record of this name is written in (RFC 2181 section 6). */
  readonly zone?: Zone;
  readonly points: Pointing | 'nowhere' | 'unknown';
}

/** A zone and who answers for it. */
export interface Zone {
  readonly name: string;
  readonly nameServers: readonly string[];
  /** Of its SOA record (RFC 1035 section 3.3.13), where that was answered. */
  readonly primary?: string;
  readonly mailbox?: string;
  /** How long at most an answer that there is nothing is kept, in seconds (RFC 2308 section 5). */
  readonly negativeSeconds?: number;
}

/** Where a name leads: to addresses, perhaps by way of another name. */
export interface Pointing {
  readonly addresses: readonly string[];
  /** What its CNAME names; it may lead nowhere itself. */
  readonly alias?: string;
}

/** Zones are not cut deeper than this below a registered domain, and somebody's name with a hundred labels costs no more. */
const MAXIMUM_CUTS = 6;

/** Asks for a name, and from it upwards for the zone it is in; all at once, so that it takes as long as one question. */
export async function lookUpName(
  ascii: string,
  registered: string | undefined,
  resolver: Resolver,
): Promise<NameInDns> {
  const candidates = registered === undefined ? [] : namesUpTo(registered, ascii);
  const [points, zones] = await Promise.all([
    pointingOf(ascii, resolver),
    Promise.all(candidates.map((name) => askForZone(name, resolver))),
  ]);
  const zone = zones.find(({ found }) => found)?.found;
  return { domain: domainState(zones.at(-1)?.state, points), points, ...(zone && { zone }) };
}

/** The name, then what is above it, down to the registered domain. */
function namesUpTo(registered: string, ascii: string): readonly string[] {
  const above = ascii.slice(0, -registered.length).split('.').slice(0, -1);
  return [...above.map((_, index) => `${above.slice(index).join('.')}.${registered}`), registered].slice(-MAXIMUM_CUTS);
}

async function askForZone(
  name: string,
  { records }: Resolver,
): Promise<{ readonly state: Answer<string>['state']; readonly found?: Zone }> {
  const [servers, authority, alias] = await Promise.all([
    records(name, 'NS'),
    records(name, 'SOA'),
    records(name, 'CNAME'),
  ]);
  // Asked for an alias, a resolver answers the name servers of where it leads: that is no zone here.
  if (servers.state !== 'found' || alias.state === 'found') return { state: servers.state };
  const [soa] = authority.state === 'found' ? authority.records : [];
  const nameServers = servers.records.map((server) => server.toLowerCase()).toSorted();
  const authorityFacts = soa && {
    primary: soa.nsname.toLowerCase(),
    mailbox: soa.hostmaster.toLowerCase(),
    negativeSeconds: soa.minttl,
  };
  return { state: 'found', found: { name, nameServers, ...authorityFacts } };
}

async function pointingOf(name: string, { records }: Resolver): Promise<NameInDns['points']> {
  const [four, six, alias] = await Promise.all([records(name, 'A'), records(name, 'AAAA'), records(name, 'CNAME')]);
  const found = [four, six].flatMap((answer) => (answer.state === 'found' ? answer.records : []));
  const addresses = found.map(({ address }) => address);
  const target = alias.state === 'found' ? alias.records[0] : undefined;
  if (addresses.length > 0 || target !== undefined)
    return { addresses, ...(target !== undefined && { alias: target }) };
  const states = [four.state, six.state, alias.state];
  // One that says the name does not exist speaks for every type (RFC 8020 section 2).
  if (states.includes('no-name')) return 'nowhere';
  return states.includes('no-answer') ? 'unknown' : 'nowhere';
}

function domainState(
  registered: Answer<string>['state'] | undefined,
  points: NameInDns['points'],
): NameInDns['domain'] {
  if (registered === undefined) return 'not-asked';
  if (registered === 'no-answer') return 'unknown';
  return registered === 'no-name' && typeof points === 'string' ? 'not-there' : 'there';
}
