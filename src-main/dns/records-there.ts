import { randomBytes } from 'node:crypto';
import type { DnsPorts } from './ports';
import type { Answer, RecordType, Resolver } from './resolver';
import type { ZoneOfName } from './zone-of-name';
import { serversOf } from './zone-servers';

/** A record as it stands at a name. */
export interface RecordThere {
  readonly type: RecordType;
  readonly value: string;
}

/** What stands at a name: its own records, and those that a wildcard answers in their place (RFC 4592). */
export interface RecordsThere {
  readonly own: readonly RecordThere[];
  readonly byWildcard: readonly RecordThere[];
}

/** Those that lead somewhere, and those that people have at a name besides. */
const types = ['CNAME', 'A', 'AAAA', 'MX', 'TXT', 'CAA'] as const;

/**
 * Asks the zone's name servers what stands at a name, and this computer's resolver where none of them answers: some networks let
 * nobody else be asked. `unknown` where the resolver does not answer either.
 */
export async function recordsThere(
  ascii: string,
  { zone }: ZoneOfName,
  { resolver, serverAt }: Pick<DnsPorts, 'resolver' | 'serverAt'>,
): Promise<RecordsThere | 'unknown'> {
  if (zone === undefined) return 'unknown';
  const addresses = (await serversOf(zone, resolver)).flatMap((server) => server.addresses);
  // Above the name, where a wildcard would answer for it. Nobody has a name like this.
  const neighbour =
    ascii === zone.name ? undefined : `${randomBytes(8).toString('hex')}${ascii.slice(ascii.indexOf('.'))}`;
  const askAll = (who: Resolver): Promise<RecordsThere | 'unknown'> => askBoth(who, ascii, neighbour);
  const [first, second] = await Promise.all([
    addresses.length > 0 ? askAll(serverAt(addresses)) : ('unknown' as const),
    askAll(resolver),
  ]);
  return first === 'unknown' ? second : first;
}

async function askBoth(who: Resolver, ascii: string, neighbour: string | undefined): Promise<RecordsThere | 'unknown'> {
  const [all, others] = await Promise.all([askFor(ascii, who), neighbour === undefined ? [] : askFor(neighbour, who)]);
  if (all === 'unknown') return 'unknown';
  const everywhere = new Set(others === 'unknown' ? [] : others.map(inOneLine));
  return {
    own: all.filter((record) => !everywhere.has(inOneLine(record))),
    byWildcard: all.filter((record) => everywhere.has(inOneLine(record))),
  };
}

/** How a record is said: `A 192.0.2.10`. */
export function inOneLine({ type, value }: RecordThere): string {
  return `${type} ${value}`;
}

async function askFor(name: string, who: Resolver): Promise<readonly RecordThere[] | 'unknown'> {
  const answers = await Promise.all(types.map((type) => who.records(name, type)));
  // Behind an alias the answers are those of where it leads.
  const [alias] = answers;
  const found = answers.flatMap((answer, index) => said(types[index] ?? 'A', answer));
  if (found.length === 0 && answers.some(({ state }) => state === 'no-answer')) return 'unknown';
  return alias?.state === 'found' ? found.slice(0, 1) : found;
}

function said(type: RecordType, answer: Answer<unknown>): readonly RecordThere[] {
  return answer.state === 'found' ? answer.records.map((record) => ({ type, value: valueOf(record) })) : [];
}

/** The part of a record that tells one from another. */
function valueOf(record: unknown): string {
  if (typeof record === 'string') return record.toLowerCase();
  if (Array.isArray(record)) return record.join('');
  if (typeof record === 'object' && record !== null && 'address' in record) return String(record.address);
  return JSON.stringify(record);
}
