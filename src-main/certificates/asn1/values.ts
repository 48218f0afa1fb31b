import { Asn1Error, childrenOf, type Element, isUniversal, TAG } from './ber';
import { decodeText } from './strings';

/** The children of a SEQUENCE. @throws {Asn1Error} where it is something else. */
export function sequenceOf(element: Element | undefined): readonly Element[] {
  return childrenOf(expectTag(element, TAG.SEQUENCE, 'SEQUENCE'));
}

/** The children of a SET. @throws {Asn1Error} where it is something else. */
export function setOf(element: Element | undefined): readonly Element[] {
  return childrenOf(expectTag(element, TAG.SET, 'SET'));
}

/** An OBJECT IDENTIFIER in dotted form. @throws {Asn1Error} where it is something else or malformed. */
export function oidOf(element: Element | undefined): string {
  const { content } = expectTag(element, TAG.OBJECT_IDENTIFIER, 'OBJECT IDENTIFIER');
  return dottedOid(content);
}

/** The dotted form of an object identifier's content octets (X.690 section 8.19). */
export function dottedOid(content: Uint8Array): string {
  const last = content.at(-1);
  if (last === undefined || last & 0x80 || content.length > 64) throw new Asn1Error('malformed OBJECT IDENTIFIER');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of content) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet & 0x80) continue;
    if (arcs.length === 0) {
      const root = arc < 80n ? arc / 40n : 2n;
      arcs.push(root, arc - root * 40n);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

/**
 * The content octets of an INTEGER: two's complement, big-endian.
 * @throws {Asn1Error} where it is something else, empty, or padded beyond the shortest form (X.690 section 8.3.2).
 */
export function integerBytesOf(element: Element | undefined): Uint8Array {
  const { content } = expectTag(element, TAG.INTEGER, 'INTEGER');
  const [first, second] = content;
  if (first === undefined) throw new Asn1Error('empty INTEGER');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw new Asn1Error('INTEGER not in its shortest form');
  }
  return content;
}

/** An INTEGER of a key as magnitude: some encoders leave out the zero octet that keeps it positive, as OpenSSL tolerates. */
export function magnitudeOf(element: Element | undefined): Uint8Array {
  const content = integerBytesOf(element);
  return content[0] === 0 && content.length > 1 ? content.subarray(1) : content;
}

/** Big-endian octets as a non-negative number of any size. */
export function toBigInt(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).toString('hex') || '0'}`);
}

/** A small non-negative INTEGER as a number. @throws {Asn1Error} above 2^48 or where it is negative or malformed. */
export function smallIntegerOf(element: Element | undefined): number {
  const bytes = integerBytesOf(element);
  if ((bytes[0] ?? 0) & 0x80) throw new Asn1Error('negative INTEGER');
  if (bytes.length > 6) throw new Asn1Error('INTEGER too large');
  return bytes.reduce((value, octet) => value * 256 + octet, 0);
}

/** The octets of an OCTET STRING, joined where BER cut it into segments (X.690 section 8.7). */
export function octetsOf(element: Element | undefined): Uint8Array {
  return segments(expectTag(element, TAG.OCTET_STRING, 'OCTET STRING'));
}

/** The octets of an implicitly tagged OCTET STRING, whatever its tag. */
export function segments(element: Element): Uint8Array {
  if (!element.constructed) return element.content;
  return Buffer.concat(childrenOf(element).map((child) => octetsOf(child)));
}

/** The octets of a BIT STRING of whole octets. @throws {Asn1Error} where bits are left over. */
export function bitStringOf(element: Element | undefined): Uint8Array {
  const { unused, octets } = bitsOf(element);
  if (unused !== 0) throw new Asn1Error('BIT STRING with left-over bits');
  return octets;
}

/** A BIT STRING's octets and the number of unused bits in the last one. */
export function bitsOf(element: Element | undefined): { unused: number; octets: Uint8Array } {
  const found = expectTag(element, TAG.BIT_STRING, 'BIT STRING');
  if (found.constructed) throw new Asn1Error('BIT STRING in segments');
  const unused = found.content[0];
  if (unused === undefined || unused > 7) throw new Asn1Error('malformed BIT STRING');
  return { unused, octets: found.content.subarray(1) };
}

/** A BOOLEAN. @throws {Asn1Error} where it is something else. */
export function booleanOf(element: Element | undefined): boolean {
  const { content } = expectTag(element, TAG.BOOLEAN, 'BOOLEAN');
  if (content.length !== 1) throw new Asn1Error('malformed BOOLEAN');
  return content[0] !== 0;
}

/** The text of any of ASN.1's character string types. @throws {Asn1Error} where it is none of them. */
export function textOf(element: Element | undefined): string {
  if (element?.tagClass !== 'universal') throw new Asn1Error('text expected');
  return decodeText(element.tag, segmentsOfText(element));
}

/**
 * A UTCTime or GeneralizedTime as milliseconds since 1970 (RFC 5280 section 4.1.2.5).
 * Missing seconds and offsets from UTC, which DER forbids, are understood all the same.
 */
export function timeOf(element: Element | undefined): number {
  const utc = isUniversal(element, TAG.UTC_TIME);
  if (!utc && !isUniversal(element, TAG.GENERALIZED_TIME)) throw new Asn1Error('time expected');
  const text = Buffer.from(element.content).toString('latin1');
  const match = (utc ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!match) throw new Asn1Error('malformed time');
  const [, years, months, days, hours, minutes, seconds = '0', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const year = Number(years) + (utc ? (Number(years) < 50 ? 2000 : 1900) : 0);
  const instant = new Date(0);
  instant.setUTCFullYear(year, Number(months) - 1, Number(days));
  if (instant.getUTCMonth() !== Number(months) - 1) throw new Asn1Error('no such day');
  instant.setUTCHours(Number(hours), Number(minutes), Number(seconds));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  instant.setTime(instant.getTime() - (sign === '-' ? -offset : offset));
  // An offset from UTC leads out of the four digits that a year has here and in every text made of it.
  if (instant.getUTCFullYear() < 0 || instant.getUTCFullYear() > 9999) throw new Asn1Error('no such year');
  return instant.getTime();
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)(\d\d))$/u;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(?:Z|([+-])(\d\d)(\d\d))?$/u;

function segmentsOfText(element: Element): Uint8Array {
  return element.constructed
    ? Buffer.concat(childrenOf(element).map((child) => segmentsOfText(child)))
    : element.content;
}

function expectTag(element: Element | undefined, tag: number, name: string): Element {
  if (!isUniversal(element, tag)) throw new Asn1Error(`${name} expected`);
  return element;
}
