/** Bytes that are not the BER or DER they should be. Readers turn it into a problem that names the file. */
export class Asn1Error extends Error {
  override readonly name = 'Asn1Error';
}

/** The universal tag numbers that certificates and keys use (X.680 section 8.6). */
export const TAG = {
  BOOLEAN: 1,
  INTEGER: 2,
  BIT_STRING: 3,
  OCTET_STRING: 4,
  NULL: 5,
  OBJECT_IDENTIFIER: 6,
  ENUMERATED: 10,
  UTF8_STRING: 12,
  SEQUENCE: 16,
  SET: 17,
  NUMERIC_STRING: 18,
  PRINTABLE_STRING: 19,
  TELETEX_STRING: 20,
  IA5_STRING: 22,
  UTC_TIME: 23,
  GENERALIZED_TIME: 24,
  VISIBLE_STRING: 26,
  GENERAL_STRING: 27,
  UNIVERSAL_STRING: 28,
  BMP_STRING: 30,
} as const;

/** One encoded element. `bytes` and `content` are views into the input: the caller's bytes, never copies. */
export interface Element {
  readonly tagClass: 'universal' | 'application' | 'context' | 'private';
  readonly tag: number;
  readonly constructed: boolean;
  /** The element as it stands in the input, header and (for indefinite length) end-of-contents included. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly depth: number;
}

interface Header {
  readonly tagClass: Element['tagClass'];
  readonly tag: number;
  readonly constructed: boolean;
  readonly headerLength: number;
  /** Undefined for the indefinite form. */
  readonly contentLength: number | undefined;
}

const TAG_CLASSES = ['universal', 'application', 'context', 'private'] as const;

/** Real files nest about fifteen deep; what nests deeper was made to exhaust a parser. */
const MAXIMUM_DEPTH = 48;

/** A company's keystore has hundreds; millions of empty ones were made to fill the memory. */
const MAXIMUM_CHILDREN = 50_000;

/**
 * Reads the element that starts at `offset`, BER with definite or indefinite lengths (X.690 section 8.1).
 * Bytes after it are the caller's to judge. Its children are read only when `childrenOf` asks for them.
 * @throws {Asn1Error} where the header or the length doesn't fit the bytes.
 */
export function readElement(bytes: Uint8Array, offset = 0, depth = 0): Element {
  if (depth > MAXIMUM_DEPTH) throw new Asn1Error('nested too deeply');
  const header = readHeader(bytes, offset);
  const start = offset + header.headerLength;
  const { tagClass, tag, constructed } = header;
  if (header.contentLength !== undefined) {
    const end = start + header.contentLength;
    if (end > bytes.length) throw new Asn1Error('longer than the data');
    return {
      tagClass,
      tag,
      constructed,
      bytes: bytes.subarray(offset, end),
      content: bytes.subarray(start, end),
      depth,
    };
  }
  const end = endOfIndefinite(bytes, start, depth);
  return {
    tagClass,
    tag,
    constructed,
    bytes: bytes.subarray(offset, end + 2),
    content: bytes.subarray(start, end),
    depth,
  };
}

/**
 * Reads the elements inside a constructed element.
 * @throws {Asn1Error} where the element is primitive or its content isn't a run of elements, or one of more than any file has.
 */
export function childrenOf(element: Element): readonly Element[] {
  if (!element.constructed) throw new Asn1Error('primitive where a structure is expected');
  const children: Element[] = [];
  let offset = 0;
  while (offset < element.content.length) {
    if (children.length === MAXIMUM_CHILDREN) throw new Asn1Error('too many elements');
    const child = readElement(element.content, offset, element.depth + 1);
    children.push(child);
    offset += child.bytes.length;
  }
  return children;
}

/** Whether an element has this universal tag. */
export function isUniversal(element: Element | undefined, tag: number): element is Element {
  return element?.tagClass === 'universal' && element.tag === tag;
}

/** Whether an element has this context-specific tag. */
export function isContext(element: Element | undefined, tag: number): element is Element {
  return element?.tagClass === 'context' && element.tag === tag;
}

function endOfIndefinite(bytes: Uint8Array, start: number, depth: number): number {
  let offset = start;
  while (!(bytes[offset] === 0 && bytes[offset + 1] === 0)) {
    if (offset + 2 > bytes.length) throw new Asn1Error('indefinite length without an end');
    offset += readElement(bytes, offset, depth + 1).bytes.length;
  }
  return offset;
}

function readHeader(bytes: Uint8Array, offset: number): Header {
  const first = byteAt(bytes, offset);
  let position = offset + 1;
  let tag = first & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    let octet: number;
    do {
      octet = byteAt(bytes, position++);
      tag = tag * 128 + (octet & 0x7f);
      if (tag > 0xff_ffff) throw new Asn1Error('tag number too large');
    } while (octet & 0x80);
  }
  const constructed = (first & 0x20) !== 0;
  const length = readLength(bytes, position);
  if (length.value === undefined && !constructed) throw new Asn1Error('indefinite length of a primitive');
  return {
    tagClass: TAG_CLASSES[(first >> 6) as 0 | 1 | 2 | 3],
    tag,
    constructed,
    headerLength: position + length.octets - offset,
    contentLength: length.value,
  };
}

function readLength(bytes: Uint8Array, position: number): { value: number | undefined; octets: number } {
  const first = byteAt(bytes, position);
  if (first < 0x80) return { value: first, octets: 1 };
  const count = first & 0x7f;
  if (count === 0) return { value: undefined, octets: 1 };
  let value = 0;
  for (let i = 1; i <= count; i++) {
    value = value * 256 + byteAt(bytes, position + i);
    if (value > 0x7fff_ffff) throw new Asn1Error('length too large');
  }
  return { value, octets: 1 + count };
}

function byteAt(bytes: Uint8Array, position: number): number {
  const octet = bytes[position];
  if (octet === undefined) throw new Asn1Error('the data ends too early');
  return octet;
}
