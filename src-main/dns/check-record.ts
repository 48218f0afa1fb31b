import type { RecordCheck, RecordViewer } from '../../shared/dns/contract';
import { canHaveRecord, isAddress, isItsAddress, type Place } from './place';
import type { DnsPorts } from './ports';
import { seeName } from './see-name';
import { findZone } from './zone-of-name';
import { serversOf, type ZoneServer } from './zone-servers';

type CheckPorts = Pick<DnsPorts, 'resolver' | 'serverAt' | 'now'>;

/**
 * Asks everybody who can be asked where the name of a service leads: the name servers of its zone each for itself, and this
 * computer's resolver. A network that lets nobody be asked is an answer, too.
 */
export async function checkRecord(place: Place, ports: CheckPorts): Promise<RecordCheck> {
  const at = ports.now().toISOString();
  if (isAddress(place.hostName)) {
    return { at, viewers: [], verdict: isItsAddress(place.hostName, place) ? 'everybody' : 'nobody' };
  }
  const { resolver } = ports;
  const [inZone, seen, system] = await Promise.all([
    askZone(place, ports),
    seeName(place, resolver, resolver),
    resolver.systemAddresses(place.hostName),
  ]);
  const own: RecordViewer = { who: 'resolver', server: '', ...seen };
  const viewers = [...inZone.viewers, own, ...ledElsewhere(place, own, system)];
  const wait = waitOf(inZone.viewers, own, inZone.negativeSeconds);
  return { at, viewers, verdict: verdictOf(viewers), ...(wait !== undefined && { wait }) };
}

async function askZone(
  place: Place,
  ports: CheckPorts,
): Promise<{ readonly viewers: readonly RecordViewer[]; readonly negativeSeconds?: number | undefined }> {
  // Azure's own names are no business of their zone's other customers.
  if (!canHaveRecord(place)) return { viewers: [] };
  const { zone } = await findZone(place.hostName, ports.resolver);
  const servers = await serversOf(zone, ports.resolver);
  const viewers = await Promise.all(servers.map((server) => askServer(place, server, ports)));
  return { viewers, negativeSeconds: zone?.negativeSeconds };
}

async function askServer(
  place: Place,
  { name, addresses }: ZoneServer,
  { resolver, serverAt }: CheckPorts,
): Promise<RecordViewer> {
  const who = { who: 'name-server', server: name } as const;
  if (addresses.length === 0) return { ...who, sees: 'no-answer', values: [] };
  return { ...who, ...(await seeName(place, serverAt(addresses), resolver)) };
}

/** Programs ask the hosts file before DNS: a line from an earlier try-out leads them away from what everybody else finds. */
function ledElsewhere(place: Place, own: RecordViewer, system: readonly string[]): readonly RecordViewer[] {
  const elsewhere = system.filter((address) => !isItsAddress(address, place) && !own.values.includes(address));
  return own.sees === 'right' && elsewhere.length > 0
    ? [{ who: 'programs', server: '', sees: 'other', values: elsewhere.slice(0, 4) }]
    : [];
}

function verdictOf(viewers: readonly RecordViewer[]): RecordCheck['verdict'] {
  const answered = viewers.filter(({ sees }) => sees !== 'no-answer');
  if (answered.length === 0) return 'unknown';
  const right = answered.filter(({ sees }) => sees === 'right').length;
  return right === answered.length ? 'everybody' : right > 0 ? 'some' : 'nobody';
}

/** Waiting helps once the zone has the record, or might have it. */
function waitOf(
  servers: readonly RecordViewer[],
  own: RecordViewer,
  negativeSeconds: number | undefined,
): number | undefined {
  const answered = servers.filter(({ sees }) => sees !== 'no-answer');
  if (answered.length > 0 && answered.every(({ sees }) => sees !== 'right')) return undefined;
  if (own.sees === 'nothing') return negativeSeconds;
  return own.sees === 'other' ? own.ttl : undefined;
}
