import { TAG } from './ber';

/** Encodes one element in DER (X.690 section 10). `tag` is the universal tag number. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const constructed = tag === TAG.SEQUENCE || tag === TAG.SET ? 0x20 : 0;
  return derRaw(tag | constructed, contents);
}

/** Encodes a SEQUENCE of elements that are encoded already. */
export function derSequence(...children: readonly Uint8Array[]): Buffer {
  return der(TAG.SEQUENCE, ...children);
}

/** Encodes a constructed context-specific element, such as the `[0] EXPLICIT` of a version. */
export function derContext(tag: number, ...children: readonly Uint8Array[]): Buffer {
  return derRaw(0xa0 | tag, children);
}

/** Encodes a non-negative INTEGER from its big-endian octets. */
export function derUnsigned(octets: Uint8Array): Buffer {
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  const value = octets.subarray(start);
  return (value[0] ?? 0) & 0x80 ? der(TAG.INTEGER, Buffer.of(0), value) : der(TAG.INTEGER, value);
}

/** Encodes a BIT STRING of whole octets. */
export function derBitString(octets: Uint8Array): Buffer {
  return der(TAG.BIT_STRING, Buffer.of(0), octets);
}

/** Encodes an OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(TAG.OBJECT_IDENTIFIER, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** Encodes an OCTET STRING. */
export function derOctetString(octets: Uint8Array): Buffer {
  return der(TAG.OCTET_STRING, octets);
}

/** Encodes a small non-negative INTEGER. */
export function derSmall(value: number): Buffer {
  const hex = value.toString(16);
  return derUnsigned(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

/** Encodes TRUE; FALSE is the default wherever we write a BOOLEAN, and DER leaves defaults out. */
export const DER_TRUE: Uint8Array = Buffer.of(TAG.BOOLEAN, 1, 0xff);

/** Encodes a text as UTF8String. */
export function derUtf8(text: string): Buffer {
  return der(TAG.UTF8_STRING, Buffer.from(text, 'utf8'));
}

/** Encodes an instant as RFC 5280 section 4.1.2.5 wants it: UTCTime to the year 2049, GeneralizedTime from 2050. */
export function derTime(instant: Date): Buffer {
  const text = instant.toISOString().replaceAll(/[-:T]|\.\d+/gu, '');
  const isUtc = instant.getUTCFullYear() < 2050;
  return der(isUtc ? TAG.UTC_TIME : TAG.GENERALIZED_TIME, Buffer.from(isUtc ? text.slice(2) : text));
}

/** Encodes an implicitly tagged primitive element, such as the `[2] IMPLICIT IA5String` of a DNS name. */
export function derImplicit(tag: number, octets: Uint8Array): Buffer {
  return derRaw(0x80 | tag, [octets]);
}

/** NULL. */
export const DER_NULL: Uint8Array = Buffer.of(TAG.NULL, 0);

/** The AlgorithmIdentifier of plain RSA keys: rsaEncryption with NULL (RFC 3279 section 2.3.1). */
export function derRsaAlgorithm(): Buffer {
  return derSequence(derOid('1.2.840.113549.1.1.1'), DER_NULL);
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift((rest % 128) | 0x80);
  return octets;
}

function derRaw(identifier: number, contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([Buffer.of(identifier), lengthOctets(length), ...contents]);
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.of(0x80 | octets.length, ...octets);
}
