import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { EXTENSION_NAMES, KEY_PURPOSES } from '../asn1/oids';
import { bitsOf, octetsOf, oidOf, segments, sequenceOf } from '../asn1/values';
import type { Extension } from '../model';
import { ipAddressText, readBasicConstraints } from './extensions';
import { readName, rfc4514 } from './names';

/** An extension as a person reads it. */
export interface DescribedExtension {
  readonly oid: string;
  readonly name: string;
  readonly critical: boolean;
  readonly value: string;
}

/** Puts an extension into words: those of RFC 5280 that matter to a TLS server, and hexadecimal for the rest. */
export function describeExtension({ oid, critical, value }: Extension): DescribedExtension {
  return { oid, critical, name: EXTENSION_NAMES.get(oid) ?? oid, value: valueText(oid, value) };
}

const KEY_USAGES = [
  'digital signature',
  'non-repudiation',
  'key encipherment',
  'data encipherment',
  'key agreement',
  'certificate signing',
  'CRL signing',
  'encipher only',
  'decipher only',
] as const;

const texts: Readonly<Record<string, (value: Element) => string>> = {
  '2.5.29.14': (value) => (octetsOf(value).length > 0 ? colonHex(octetsOf(value)) : ''),
  '2.5.29.15': keyUsage,
  '2.5.29.17': (value) => sequenceOf(value).map(generalName).join(', '),
  '2.5.29.18': (value) => sequenceOf(value).map(generalName).join(', '),
  '2.5.29.19': basicConstraints,
  '2.5.29.31': (value) => uris(value).join(', '),
  '2.5.29.32': (value) =>
    sequenceOf(value)
      .map((policy) => oidOf(sequenceOf(policy)[0]))
      .join(', '),
  '2.5.29.35': authorityKeyIdentifier,
  '2.5.29.37': (value) =>
    sequenceOf(value)
      .map((purpose) => KEY_PURPOSES.get(oidOf(purpose)) ?? oidOf(purpose))
      .join(', '),
  '1.3.6.1.5.5.7.1.1': authorityInformation,
};

function valueText(oid: string, value: Uint8Array): string {
  try {
    const text = texts[oid];
    return text ? text(readElement(value)) : colonHex(value);
  } catch (error) {
    if (error instanceof Asn1Error) return colonHex(value);
    throw error;
  }
}

function keyUsage(value: Element): string {
  const { octets } = bitsOf(value);
  return KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1).join(', ');
}

function basicConstraints(value: Element): string {
  const { authority, pathLength } = readBasicConstraints(value);
  if (!authority) return 'not a certificate authority';
  return pathLength === undefined ? 'certificate authority' : `certificate authority, path length ${pathLength}`;
}

function authorityKeyIdentifier(value: Element): string {
  const identifier = sequenceOf(value).find((child) => isContext(child, 0));
  return identifier ? colonHex(segments(identifier)) : '';
}

function authorityInformation(value: Element): string {
  const methods: Readonly<Record<string, string>> = { '1.3.6.1.5.5.7.48.1': 'OCSP', '1.3.6.1.5.5.7.48.2': 'issuer' };
  return sequenceOf(value)
    .map((description) => {
      const [method, location] = sequenceOf(description);
      const oid = oidOf(method);
      return `${methods[oid] ?? oid}: ${location ? generalName(location) : ''}`;
    })
    .join(', ');
}

/** GeneralName (RFC 5280 section 4.2.1.6). */
function generalName(name: Element): string {
  if (name.tagClass !== 'context') throw new Asn1Error('general name expected');
  if (name.tag === 7) return ipAddressText(segments(name));
  if (name.tag === 4) return rfc4514(readName(childrenOf(name)[0]));
  if ([1, 2, 6].includes(name.tag)) return Buffer.from(segments(name)).toString('latin1');
  return colonHex(name.content);
}

/** Every address in a structure of distribution points, however deep. */
function uris(element: Element): readonly string[] {
  if (isContext(element, 6) && !element.constructed) return [generalName(element)];
  return element.constructed && !isUniversal(element, TAG.SET)
    ? childrenOf(element).flatMap((child) => uris(child))
    : [];
}

function colonHex(octets: Uint8Array): string {
  return Buffer.from(octets)
    .toString('hex')
    .replaceAll(/(..)(?!$)/gu, '$1:');
}
