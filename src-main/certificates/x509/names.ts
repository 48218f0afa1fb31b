import { childrenOf, type Element, isUniversal, TAG } from '../asn1/ber';
import { ATTRIBUTE_NAMES } from '../asn1/oids';
import { oidOf, sequenceOf, setOf, textOf } from '../asn1/values';

/** One attribute of a name; `rdn` is the index of the relative name it belongs to. */
export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
  readonly rdn: number;
}

/** An X.501 name, in the order of the certificate (root of the tree first). */
export interface DistinguishedName {
  /** As encoded: what an issuer and a subject are compared by first. */
  readonly der: Uint8Array;
  readonly attributes: readonly NameAttribute[];
}

/**
 * Reads an X.501 Name (RFC 5280 section 4.1.2.4). Values of unknown types become `#` and their hexadecimal encoding.
 * @throws {Asn1Error} where it isn't one.
 */
export function readName(element: Element | undefined): DistinguishedName {
  const attributes = sequenceOf(element).flatMap((relativeName, rdn) =>
    setOf(relativeName).map((attribute) => {
      const [type, value] = sequenceOf(attribute);
      return { oid: oidOf(type), value: attributeValue(value), rdn };
    }),
  );
  return { der: element?.bytes ?? new Uint8Array(), attributes };
}

/** The string form of a name, most specific part first (RFC 4514), with names for attributes beyond that RFC's table. */
export function rfc4514(name: DistinguishedName): string {
  const relativeNames: string[][] = [];
  for (const { oid, value, rdn } of name.attributes) {
    (relativeNames[rdn] ??= []).push(`${ATTRIBUTE_NAMES.get(oid) ?? oid}=${escapeValue(value)}`);
  }
  return relativeNames
    .filter(Boolean)
    .map((parts) => parts.join('+'))
    .reverse()
    .join(',');
}

/** What a person would call the holder: common name, else organisation, else the whole name; empty for an empty name. */
export function displayName(name: DistinguishedName): string {
  return (
    attributeOf(name, '2.5.4.3') ?? attributeOf(name, '2.5.4.11') ?? attributeOf(name, '2.5.4.10') ?? rfc4514(name)
  );
}

/** The common name, where there is one: the most specific if there are several. */
export function commonName(name: DistinguishedName): string | undefined {
  return attributeOf(name, '2.5.4.3');
}

/**
 * A string that is equal for names that RFC 5280 section 7.1 calls equal: case and runs of spaces don't matter,
 * nor does the string type.
 */
export function comparableName(name: DistinguishedName): string {
  return name.attributes
    .map(
      ({ oid, value, rdn }) => `${rdn}:${oid}=${value.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()}`,
    )
    .join('\n');
}

function attributeOf(name: DistinguishedName, oid: string): string | undefined {
  return name.attributes.findLast((attribute) => attribute.oid === oid && attribute.value !== '')?.value;
}

function attributeValue(element: Element | undefined): string {
  if (element && (element.tagClass !== 'universal' || !isText(element))) {
    if (element.constructed) childrenOf(element);
    return `#${Buffer.from(element.bytes).toString('hex')}`;
  }
  return textOf(element);
}

function isText(element: Element): boolean {
  return ![TAG.BOOLEAN, TAG.INTEGER, TAG.BIT_STRING, TAG.OCTET_STRING, TAG.NULL, TAG.SEQUENCE, TAG.SET].some((tag) =>
    isUniversal(element, tag),
  );
}

function escapeValue(value: string): string {
  return value
    .replaceAll(/["+,;<>\\]/gu, String.raw`\$&`)
    .replaceAll('\0', String.raw`\00`)
    .replace(/^[ #]/u, String.raw`\$&`)
    .replace(/ $/u, String.raw`\ `);
}
