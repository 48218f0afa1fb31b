import { type Element, isContext } from '../asn1/ber';
import { KEY_PURPOSES } from '../asn1/oids';
import { bitsOf, oidOf, segments, sequenceOf, smallIntegerOf } from '../asn1/values';
import type { Certificate } from '../model';
import { EXTENSION, readBasicConstraints, valueOf } from './extensions';

/** The names of the bits of key usage, in their order (RFC 5280 section 4.2.1.3). */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

type WithExtensions = Pick<Certificate, 'extensions'>;

/** What the key may be used for; undefined where the certificate doesn't say. */
export function keyUsagesOf({ extensions }: WithExtensions): readonly KeyUsage[] | undefined {
  return valueOf(extensions, EXTENSION.keyUsage, readKeyUsages);
}

/** @throws {Asn1Error} where malformed. */
export function readKeyUsages(value: Element): readonly KeyUsage[] {
  const { octets } = bitsOf(value);
  return KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
}

/** The extended key usages, dotted (RFC 5280 section 4.2.1.12); undefined where the certificate doesn't say. */
export function keyPurposesOf({ extensions }: WithExtensions): readonly string[] | undefined {
  return valueOf(extensions, EXTENSION.extendedKeyUsage, readKeyPurposes);
}

/** @throws {Asn1Error} where malformed. */
export function readKeyPurposes(value: Element): readonly string[] {
  return sequenceOf(value).map((purpose) => oidOf(purpose));
}

/** The extended key usages as people know them, separated by comma and space. */
export function purposesText(certificate: WithExtensions): string {
  return (keyPurposesOf(certificate) ?? []).map((oid) => KEY_PURPOSES.get(oid) ?? oid).join(', ');
}

/**
 * Server authentication, and what Netscape and Microsoft called it before it had a name. Any purpose is not among them: clients
 * may ask for the one they need by name (RFC 5280 section 4.2.1.12), and OpenSSL does.
 */
const SERVES = new Set(['1.3.6.1.5.5.7.3.1', '2.16.840.1.113730.4.1', '1.3.6.1.4.1.311.10.3.3']);

/** Whether the extended key usage, where there is one, allows a TLS server. */
export function allowsServer(certificate: WithExtensions): boolean {
  return keyPurposesOf(certificate)?.some((purpose) => SERVES.has(purpose)) ?? true;
}

/** How many authorities may stand below this one; undefined for any number (RFC 5280 section 4.2.1.9). */
export function pathLengthOf({ extensions }: WithExtensions): number | undefined {
  return valueOf(extensions, EXTENSION.basicConstraints, readBasicConstraints)?.pathLength;
}

/** The policies under which it was issued, dotted. */
export function policiesOf({ extensions }: WithExtensions): readonly string[] {
  return (
    valueOf(extensions, EXTENSION.certificatePolicies, (value) =>
      sequenceOf(value).map((policy) => oidOf(sequenceOf(policy)[0])),
    ) ?? []
  );
}

/** Whether clients are told to want a stapled OCSP answer (RFC 7633: TLS feature 5, status_request). */
export function isMustStaple({ extensions }: WithExtensions): boolean {
  return (
    valueOf(extensions, EXTENSION.tlsFeature, (value) => sequenceOf(value).map(smallIntegerOf))?.includes(5) ?? false
  );
}

/** Where the issuer's certificate can be downloaded, as the certificate says: http addresses only (RFC 5280 section 4.2.2.1). */
export function issuerAddressOf({ extensions }: WithExtensions): string | undefined {
  const addresses = valueOf(extensions, EXTENSION.authorityInformationAccess, (value) =>
    sequenceOf(value).flatMap((description) => {
      const [method, location] = sequenceOf(description);
      const isIssuer = oidOf(method) === '1.3.6.1.5.5.7.48.2' && isContext(location, 6);
      return isIssuer ? [Buffer.from(segments(location)).toString('latin1')] : [];
    }),
  );
  return addresses?.find((address) => URL.canParse(address) && new URL(address).protocol === 'http:');
}
