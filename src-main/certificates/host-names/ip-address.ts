/** The 4 or 16 octets of an IP address in text form, as certificates have it (RFC 5280 section 4.2.1.6). */
export function ipAddressOctets(address: string): Uint8Array {
  if (!address.includes(':')) return Uint8Array.from(address.split('.').map(Number));
  return ipv6Octets(new URL(`http://[${address}]`).hostname.slice(1, -1));
}

/** From the compressed form that URLs have: groups of hexadecimal digits, `::` for zeros. */
function ipv6Octets(address: string): Uint8Array {
  const [head = '', tail] = address.split('::');
  const groups = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number(`0x${group}`)));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const all =
    tail === undefined ? first : [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}
