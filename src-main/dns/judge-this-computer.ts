import { BlockList, isIPv6 } from 'node:net';
import type { DomainFinding } from '../../shared/dns/contract';
import { displayHostName } from '../certificates/host-names/host-name';
import { isLocalhost } from './special-names';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** An address in the place of a name: this computer's is fine, and another's leads nobody here. */
export function judgeAddressHere(address: string, own: readonly string[]): DomainFinding {
  const here = isHere(address, own);
  return { code: 'ip-address', level: here ? 'notes' : 'warns', facts: { address, here } };
}

/**
 * Whether programs on this computer find the service by its name. All addresses have to be this computer's: with one that is
 * not, some calls would go elsewhere. Names below `localhost` are found by browsers and curl in any case (RFC 6761 section 6.3),
 * but not by every library, so for them the line is a remark.
 */
export function judgeThisComputer(
  ascii: string,
  addresses: readonly string[],
  { own, system }: { readonly own: readonly string[]; readonly system: string },
): DomainFinding {
  const hostName = displayHostName(ascii);
  if (addresses.length > 0 && addresses.every((address) => isHere(address, own))) {
    return { code: 'leads-here', level: 'notes', facts: { hostName } };
  }
  const facts = { line: `127.0.0.1 ${ascii}`, hostName, system };
  return { code: 'hosts-line-needed', level: isLocalhost(ascii) ? 'notes' : 'warns', facts };
}

/** Whether an address is this computer: loopback, or of one of its network cards (`own`). */
function isHere(address: string, own: readonly string[]): boolean {
  const [bare = ''] = address.split('%');
  return loopback.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4') || own.includes(bare);
}
