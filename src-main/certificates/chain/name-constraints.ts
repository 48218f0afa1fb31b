import { type Element, isContext } from '../asn1/ber';
import { childrenOf } from '../asn1/ber';
import { segments, sequenceOf } from '../asn1/values';
import { ipAddressOctets } from '../host-names/ip-address';
import type { Certificate } from '../model';
import { EXTENSION, valueOf } from '../x509/extensions';
import { comparableName, readName } from '../x509/names';

/** The names that an authority may or may not vouch for (RFC 5280 section 4.2.1.10). */
interface Subtrees {
  readonly dns: readonly string[];
  readonly ip: readonly Uint8Array[];
  /** As `comparableName` writes them. */
  readonly directory: readonly string[];
}

/**
 * The first name of `certificate` that `authority` may not vouch for, of its DNS names, IP addresses and subject;
 * undefined where there is none. Other kinds of names are not looked at: TLS clients don't either.
 */
export function nameOutside(authority: Certificate, certificate: Certificate): string | undefined {
  const constraints = constraintsOf(authority);
  if (!constraints) return undefined;
  const { permitted, excluded } = constraints;
  const dns = certificate.dnsNames.find((name) =>
    isOutside(permitted.dns, excluded.dns, (base) => isBelow(name.toLowerCase(), base)),
  );
  if (dns !== undefined) return dns;
  const ip = certificate.ipAddresses.find((address) =>
    isOutside(permitted.ip, excluded.ip, (base) => isInRange(ipAddressOctets(address), base)),
  );
  if (ip !== undefined) return ip;
  if (certificate.subject.attributes.length === 0) return undefined;
  const subject = comparableName(certificate.subject);
  const outside = isOutside(permitted.directory, excluded.directory, (base) =>
    base === '' ? true : subject === base || subject.startsWith(`${base}\n`),
  );
  return outside ? (certificate.subject.attributes.at(-1)?.value ?? '') : undefined;
}

function isOutside<T>(permitted: readonly T[], excluded: readonly T[], matches: (base: T) => boolean): boolean {
  return excluded.some(matches) || (permitted.length > 0 && !permitted.some(matches));
}

/** `contoso.com` stands for itself and all below it; `.contoso.com`, as some authorities write, for all below it. */
function isBelow(name: string, base: string): boolean {
  if (base === '') return true;
  return name === base || name.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** Address and mask, both 4 or 16 octets. */
function isInRange(address: Uint8Array, base: Uint8Array): boolean {
  const size = base.length / 2;
  if (address.length !== size) return false;
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (base[size + index] ?? 0)) === 0);
}

function constraintsOf({ extensions }: Certificate): { permitted: Subtrees; excluded: Subtrees } | undefined {
  return valueOf(extensions, EXTENSION.nameConstraints, (value) => {
    const fields = sequenceOf(value);
    const subtrees = (tag: number): Subtrees => readSubtrees(fields.find((field) => isContext(field, tag)));
    return { permitted: subtrees(0), excluded: subtrees(1) };
  });
}

function readSubtrees(element: Element | undefined): Subtrees {
  const bases = element ? childrenOf(element).flatMap((subtree) => sequenceOf(subtree)[0] ?? []) : [];
  return {
    dns: bases
      .filter((base) => isContext(base, 2))
      .map((base) => Buffer.from(segments(base)).toString('latin1').toLowerCase()),
    ip: bases.filter((base) => isContext(base, 7)).map((base) => segments(base)),
    directory: bases.filter((base) => isContext(base, 4)).map((base) => comparableName(readName(childrenOf(base)[0]))),
  };
}
