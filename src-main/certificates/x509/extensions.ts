import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { booleanOf, octetsOf, oidOf, segments, sequenceOf, smallIntegerOf } from '../asn1/values';
import type { Extension } from '../model';

/** The object identifiers of the extensions that Latchkey acts on (RFC 5280 section 4.2.1). */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInformationAccess: '1.3.6.1.5.5.7.1.1',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  transparencyTimestamps: '1.3.6.1.4.1.11129.2.4.2',
} as const;

/** The names in a subject alternative name, IP addresses in their usual text form (RFC 5280 section 4.2.1.6). */
export interface AlternativeNames {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** Reads the Extensions sequence. @throws {Asn1Error} where it isn't one. */
export function readExtensions(element: Element): readonly Extension[] {
  return sequenceOf(element).map((extension) => {
    const [type, second, third] = sequenceOf(extension);
    const critical = isUniversal(second, TAG.BOOLEAN) ? booleanOf(second) : false;
    return { oid: oidOf(type), critical, value: octetsOf(third ?? second) };
  });
}

/** The names that a certificate or a request claims; none where the extension is missing or malformed. */
export function alternativeNames(extensions: readonly Extension[]): AlternativeNames {
  const names = valueOf(extensions, EXTENSION.subjectAlternativeName, (value) => sequenceOf(value)) ?? [];
  return {
    dnsNames: names.filter((name) => isContext(name, 2)).map((name) => Buffer.from(segments(name)).toString('latin1')),
    ipAddresses: names.filter((name) => isContext(name, 7)).map((name) => ipAddressText(segments(name))),
  };
}

/** Whether basic constraints say that this is an authority's certificate. */
export function isAuthority(extensions: readonly Extension[]): boolean {
  const constraints = valueOf(extensions, EXTENSION.basicConstraints, readBasicConstraints);
  return constraints?.authority ?? false;
}

/** Basic constraints (RFC 5280 section 4.2.1.9). @throws {Asn1Error} where malformed. */
export function readBasicConstraints(element: Element): { authority: boolean; pathLength?: number } {
  const [first, ...rest] = sequenceOf(element);
  const saysAuthority = isUniversal(first, TAG.BOOLEAN);
  const authority = saysAuthority && booleanOf(first);
  const pathLength = saysAuthority ? rest[0] : first;
  return pathLength ? { authority, pathLength: smallIntegerOf(pathLength) } : { authority };
}

/** The subject key identifier, lower-case hexadecimal, where the extension is there and well-formed. */
export function subjectKeyId(extensions: readonly Extension[]): string | undefined {
  return valueOf(extensions, EXTENSION.subjectKeyIdentifier, (value) => hex(octetsOf(value)));
}

/** The key identifier of the authority, lower-case hexadecimal, where it is there and well-formed. */
export function authorityKeyId(extensions: readonly Extension[]): string | undefined {
  return valueOf(extensions, EXTENSION.authorityKeyIdentifier, (value) => {
    const keyIdentifier = sequenceOf(value).find((child) => isContext(child, 0));
    return keyIdentifier && hex(segments(keyIdentifier));
  });
}

/** An IP address of a certificate as text; hexadecimal where it has neither 4 nor 16 octets. */
export function ipAddressText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return hex(octets);
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** The value of an extension as `read` understands it; undefined where it is missing or malformed. */
export function valueOf<T>(extensions: readonly Extension[], oid: string, read: (value: Element) => T): T | undefined {
  const extension = extensions.find((candidate) => candidate.oid === oid);
  if (!extension) return undefined;
  try {
    const element = readElement(extension.value);
    if (element.constructed) childrenOf(element);
    return read(element);
  } catch (error) {
    // A certificate with one malformed extension is still that certificate: it is described without what can't be read.
    if (error instanceof Asn1Error) return undefined;
    throw error;
  }
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
