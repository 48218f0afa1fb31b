import { azureNameOf } from './azure-names';

/** Where a service is, and what its callers call it. */
export interface Place {
  /** In lower-case A-labels (RFC 5890), or an IP address. */
  readonly hostName: string;
  /** The name that Azure gave it, where it gave one. */
  readonly azureName?: string | undefined;
  /** Its IPv4 address. */
  readonly address: string;
}

/** Whether a host name is one that DNS leads to a service by a record that its owner writes. */
export function canHaveRecord({ hostName }: Place): boolean {
  return !isAddress(hostName) && azureNameOf(hostName) === undefined;
}

/** Whether a host name is an IP address: no name ends in a number (RFC 3696 section 2). */
export function isAddress(hostName: string): boolean {
  return hostName.includes(':') || /\.\d+$/u.test(hostName);
}

/** Whether two names are the same (RFC 4343), with or without the dot that stands for the root. */
export function isSameName(one: string, other: string | undefined): boolean {
  return other !== undefined && bare(one) === bare(other);
}

/** Whether an address is the service's, also as a network without IPv4 writes it (RFC 6052 section 2.1). */
export function isItsAddress(address: string, place: Place): boolean {
  return address === place.address || address === throughNat64(place.address);
}

function throughNat64(address: string): string | undefined {
  const [a, b, c, d] = address.split('.').map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return `64:ff9b::${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}
