import type { DomainFinding } from '../../shared/dns/contract';
import { displayHostName } from '../certificates/host-names/host-name';
import type { NameInDns, Pointing, Zone } from './look-up-name';
import { providerOf } from './providers';

/** What the look-up of a name means for a service that others reach. Nothing of it blocks: DNS can be put right until the end. */
export function judgeLookUp(registered: string | undefined, found: NameInDns): readonly DomainFinding[] {
  if (found.domain === 'not-there') {
    return [{ code: 'not-registered', level: 'warns', facts: { domain: displayHostName(registered ?? '') } }];
  }
  return [...(found.zone ? [hostedBy(found.zone)] : []), pointing(found.points)];
}

function hostedBy({ name, nameServers, primary, mailbox }: Zone): DomainFinding {
  const provider = providerOf(nameServers, primary, mailbox) ?? '';
  return {
    code: 'hosted-by',
    level: 'notes',
    facts: { domain: displayHostName(name), provider, nameServers: few(nameServers) },
  };
}

function pointing(points: NameInDns['points']): DomainFinding {
  if (points === 'nowhere') return { code: 'not-pointing-yet', level: 'notes', facts: {} };
  if (points === 'unknown') return { code: 'not-looked-up', level: 'notes', facts: {} };
  return { code: 'points-elsewhere', level: 'warns', facts: whereTo(points) };
}

function whereTo({ addresses, alias }: Pointing): DomainFinding['facts'] {
  return { addresses: few(addresses), alias: alias ?? '' };
}

/** As many as fit a sentence. */
function few(all: readonly string[]): string {
  return all.slice(0, 4).join(', ');
}
