import type { DomainFinding } from '../../shared/dns/contract';
import { displayHostName } from '../certificates/host-names/host-name';
import { isLocalhost } from './special-names';

/** The one address that gateways on this computer listen on. */
const HERE = '127.0.0.1';

/** An address in the place of a name: the gateway's is fine, and nothing listens at another. */
export function judgeAddressHere(address: string): DomainFinding {
  const here = address === HERE;
  return { code: 'ip-address', level: here ? 'notes' : 'warns', facts: { address, here } };
}

/**
 * Whether programs on this computer find the service by its name: it has to lead to the gateway's address. Beside that it may
 * lead to `::1`, as \`localhost\` does: nothing listens there, so that clients go on to the next. With any other, some calls would
 * go elsewhere. Names below `localhost` are found by browsers and curl in any case (RFC 6761 section 6.3),
 * but not by every library, so for them the line is a remark.
 */
export function judgeThisComputer(ascii: string, addresses: readonly string[], system: string): DomainFinding {
  const hostName = displayHostName(ascii);
  if (addresses.includes(HERE) && addresses.every((address) => address === HERE || address === '::1')) {
    return { code: 'leads-here', level: 'notes', facts: { hostName } };
  }
  const facts = { line: `${HERE} ${ascii}`, hostName, system };
  return { code: 'hosts-line-needed', level: isLocalhost(ascii) ? 'notes' : 'warns', facts };
}
