import type { Zone } from './look-up-name';
import type { Resolver } from './resolver';

/** A name server of a zone, and where it is; nowhere, where its own name leads to no address. */
export interface ZoneServer {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Zones have at most thirteen name servers, most two to four: these show whether a change has spread. */
const MOST = 6;

/** The name servers of a zone with their addresses. IPv6 is taken where there is nothing else: many networks do not have it. */
export async function serversOf(zone: Zone | undefined, resolver: Resolver): Promise<readonly ZoneServer[]> {
  const names = zone?.nameServers.slice(0, MOST) ?? [];
  return await Promise.all(names.map(async (name) => ({ name, addresses: await addressesOf(name, resolver) })));
}

async function addressesOf(name: string, { records }: Resolver): Promise<readonly string[]> {
  const [four, six] = await Promise.all([records(name, 'A'), records(name, 'AAAA')]);
  const answer = four.state === 'found' ? four : six;
  return answer.state === 'found' ? answer.records.map(({ address }) => address) : [];
}
