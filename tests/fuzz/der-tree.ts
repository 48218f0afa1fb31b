import { Asn1Error, childrenOf, type Element, readElement } from '../../src-main/certificates/asn1/ber';

/** An element and where it stands in the file. Structures inside octet and bit strings are found, too. */
export interface Node {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly constructed: boolean;
  readonly parent: Node | undefined;
}

/** More are not looked at: a keystore of a hundred certificates is mutated at its start. */
const MAXIMUM_NODES = 3000;

const known = new WeakMap<Uint8Array, readonly Node[]>();

/** Every element of a file, as far as it can be read. */
export function nodesOf(bytes: Uint8Array): readonly Node[] {
  const nodes = known.get(bytes) ?? findNodes(bytes);
  known.set(bytes, nodes);
  return nodes;
}

function findNodes(bytes: Uint8Array): readonly Node[] {
  const nodes: Node[] = [];
  const visit = (element: Element, parent: Node | undefined): void => {
    const start = element.bytes.byteOffset - bytes.byteOffset;
    const contentStart = element.content.byteOffset - bytes.byteOffset;
    const node = {
      start,
      contentStart,
      contentEnd: contentStart + element.content.length,
      end: start + element.bytes.length,
      constructed: element.constructed,
      parent,
    };
    nodes.push(node);
    if (nodes.length < MAXIMUM_NODES) for (const child of insideOf(element)) visit(child, node);
  };
  for (const element of attempt(() => [readElement(bytes)])) visit(element, undefined);
  return nodes;
}

/** Puts something else in an element's place and sets the lengths of all elements around it right. */
export function replaceNode(bytes: Uint8Array, node: Node, replacement: Uint8Array): Uint8Array {
  let middle = replacement;
  let { start, end } = node;
  for (let { parent } = node; parent; { parent } = parent) {
    const content = [bytes.subarray(parent.contentStart, start), middle, bytes.subarray(end, parent.contentEnd)];
    const length = content.reduce((sum, part) => sum + part.length, 0);
    middle = Buffer.concat([tagOf(bytes, parent), lengthOctets(length), ...content]);
    ({ start, end } = parent);
  }
  return Buffer.concat([bytes.subarray(0, start), middle, bytes.subarray(end)]);
}

/** The identifier octets of an element. */
export function tagOf(bytes: Uint8Array, { start }: Node): Uint8Array {
  let end = start + 1;
  if (((bytes[start] ?? 0) & 0x1f) === 0x1f) while ((bytes[end++] ?? 0) & 0x80);
  return bytes.subarray(start, end);
}

/** The octets of a definite length, in the shortest form. */
export function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

const OCTET_STRING = 4;
const BIT_STRING = 3;

function insideOf(element: Element): readonly Element[] {
  if (element.constructed) return attempt(() => childrenOf(element));
  if (element.tagClass !== 'universal' || (element.tag !== OCTET_STRING && element.tag !== BIT_STRING)) return [];
  const content = element.content.subarray(element.tag === BIT_STRING ? 1 : 0);
  const [, length = 0] = content;
  // Most strings are no structures: that is told here, as an exception for each would take most of the time.
  if (length < 0x80 ? length + 2 !== content.length : length === 0x80) return [];
  return attempt(() => [readElement(content)]).filter(({ bytes }) => bytes.length === content.length);
}

function attempt(read: () => readonly Element[]): readonly Element[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Error) return [];
    throw error;
  }
}
