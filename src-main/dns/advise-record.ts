import type { RecordAdvice, RecordFinding } from '../../shared/dns/contract';
import { displayHostName } from '../certificates/host-names/host-name';
import { canHaveRecord, isAddress, isItsAddress, isSameName, type Place } from './place';
import { providerOf } from './providers';
import { inOneLine, type RecordsThere, type RecordThere } from './records-there';
import type { ZoneOfName } from './zone-of-name';

/** Proposed: an alias may be kept for an hour, and an address, which can change, for five minutes. */
const SECONDS = { CNAME: 3600, A: 300 } as const;

/** As many as fit a sentence. */
const FEW = 4;

/**
 * The record that leads a name to its service, and what is to be known before it is created. A CNAME follows Azure's name when the
 * address changes, so it is an A record only where no CNAME can stand.
 */
export function adviseRecord(place: Place, found: ZoneOfName, there: RecordsThere | 'unknown'): RecordAdvice {
  const { hostName, azureName, address } = place;
  const obstacle = canHaveRecord(place) ? whyNoAlias(place, found, there) : noneNeeded(place);
  const type = canHaveRecord(place) ? (obstacle ? 'A' : 'CNAME') : 'none-needed';
  const provider = found.zone && providerOf(found.zone.nameServers, found.zone.primary, found.zone.mailbox);
  return {
    record: {
      type,
      name: displayHostName(hostName),
      ascii: hostName,
      nameInZone: nameInZone(hostName, found),
      ...(found.zone && { zone: displayHostName(found.zone.name) }),
      ...(provider !== undefined && { provider }),
      value: type === 'A' ? address : (azureName ?? address),
      ttl: type === 'A' ? SECONDS.A : SECONDS.CNAME,
    },
    findings: [
      ...(obstacle ? [obstacle] : []),
      ...(type === 'none-needed' ? [] : [...whoAnswers(found, there), ...whatStands(place, type, there)]),
    ],
  };
}

function noneNeeded({ hostName, azureName = '', address }: Place): RecordFinding {
  const isNumber = isAddress(hostName);
  const same = isNumber ? hostName === address : isSameName(hostName, azureName);
  const level = same ? 'notes' : 'warns';
  return isNumber
    ? { code: 'ip-address', level, facts: { address, same } }
    : { code: 'azure-name', level, facts: { azureName, same } };
}

/** What keeps a CNAME from standing at the name; nothing where one can. */
function whyNoAlias(
  { hostName, azureName, address }: Place,
  { zone, registered }: ZoneOfName,
  there: RecordsThere | 'unknown',
): RecordFinding | undefined {
  if (azureName === undefined) return { code: 'no-azure-name', level: 'warns', facts: { address } };
  const top = zone?.name ?? registered;
  if (hostName === top) {
    return { code: 'cname-not-at-top', level: 'warns', facts: { zone: displayHostName(top), azureName, address } };
  }
  const others = there === 'unknown' ? [] : there.own.filter((record) => !leads(record)).map(({ type }) => type);
  if (others.length === 0) return undefined;
  const types = [...new Set(others)].join(', ');
  return { code: 'other-records-there', level: 'warns', facts: { types, azureName, address } };
}

function whoAnswers({ registered, isMissing }: ZoneOfName, there: RecordsThere | 'unknown'): readonly RecordFinding[] {
  if (isMissing) {
    return [{ code: 'not-registered', level: 'warns', facts: { domain: displayHostName(registered ?? '') } }];
  }
  return there === 'unknown' ? [{ code: 'zone-unknown', level: 'warns', facts: {} }] : [];
}

function whatStands(place: Place, type: 'CNAME' | 'A', there: RecordsThere | 'unknown'): readonly RecordFinding[] {
  if (there === 'unknown') return [];
  const now = there.own.filter(leads);
  const [first] = now;
  const wildcard = there.byWildcard.filter(leads);
  if (first === undefined) {
    return wildcard.length === 0
      ? []
      : [{ code: 'wildcard-answers', level: 'notes', facts: { records: few(wildcard) } }];
  }
  if (!now.every((record) => leadsTo(record, place))) {
    return [{ code: 'replaces', level: 'warns', facts: { records: few(now), count: now.length } }];
  }
  const byAddress = type === 'CNAME' && first.type !== 'CNAME';
  return [{ code: 'already-right', level: 'notes', facts: { value: first.value, byAddress } }];
}

function leads({ type }: RecordThere): boolean {
  return type === 'CNAME' || type === 'A' || type === 'AAAA';
}

function leadsTo({ type, value }: RecordThere, place: Place): boolean {
  return type === 'CNAME' ? isSameName(value, place.azureName) : isItsAddress(value, place);
}

function few(records: readonly RecordThere[]): string {
  return records.slice(0, FEW).map(inOneLine).join(', ');
}

/** What a form that shows the zone's name beside the field wants typed. */
function nameInZone(hostName: string, { zone, registered }: ZoneOfName): string {
  const top = zone?.name ?? registered;
  if (top === undefined) return hostName;
  return hostName === top ? '@' : hostName.slice(0, -(top.length + 1));
}
