import type { Certificate } from '../model';
import type { HostName } from './host-name';

type Names = Pick<Certificate, 'dnsNames' | 'ipAddresses'>;

/**
 * Whether clients accept the certificate for a host (RFC 9525 section 6.3): by its subject alternative names only; a wildcard
 * stands for exactly one label, the left-most; an IP address is compared with IP addresses and never with names.
 */
export function coversHost({ dnsNames, ipAddresses }: Names, { kind, ascii, wildcard }: HostName): boolean {
  if (kind === 'ip') return ipAddresses.includes(ascii);
  return dnsNames.some((name) => (wildcard ? name.toLowerCase() === ascii : coversName(name, ascii)));
}

/** Whether one name of a certificate stands for a host name in A-labels. A dot at its end is part of it (RFC 5280 section 4.2.1.6). */
export function coversName(name: string, ascii: string): boolean {
  const pattern = name.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern === ascii;
  if (!isHonoured(pattern)) return false;
  const rest = pattern.slice(1);
  return ascii.endsWith(rest) && ascii.length > rest.length && !ascii.slice(0, -rest.length).includes('.');
}

/** Whether clients take a name for one: a wildcard is the whole left-most label, and not above a top-level domain (RFC 9525 section 6.3). */
export function isHonoured(name: string): boolean {
  return !name.includes('*') || /^\*\.[^*.]+\.[^*]+$/u.test(name);
}

/** The names of the certificate that are most like the host name, the likest first; at most `most`. */
export function nearestNames({ dnsNames, ipAddresses }: Names, { ascii }: HostName, most: number): readonly string[] {
  const distance = (name: string): number => editDistance(name.toLowerCase(), ascii) - 3 * sharedLabels(name, ascii);
  return [...new Set([...dnsNames.filter((name) => isHonoured(name)), ...ipAddresses])]
    .slice(0, 200)
    .map((name) => ({ name, distance: distance(name) }))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

function sharedLabels(name: string, ascii: string): number {
  const [one, other] = [name.toLowerCase().split('.').reverse(), ascii.split('.').reverse()];
  const first = one.findIndex((label, index) => label !== other[index]);
  return first === -1 ? one.length : first;
}

/** Levenshtein's. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of one.split('').entries()) {
    const next = [i + 1];
    for (const [j, opposite] of other.split('').entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === opposite ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
