import { lengthOctets, type Node, nodesOf, replaceNode, tagOf } from './der-tree';
import type { Random } from './random';

type Change = (bytes: Uint8Array, node: Node, random: Random, donor: Uint8Array) => Uint8Array;

/** Changes a structure so that everything around the change stays sound. `donor` is another file, for what is exchanged. */
export function mutateDer(bytes: Uint8Array, random: Random, donor: Uint8Array): Uint8Array {
  const nodes = nodesOf(bytes);
  if (nodes.length === 0) return bytes;
  return random.pick(CHANGES)(bytes, random.pick(nodes), random, donor);
}

const CHANGES: readonly Change[] = [
  changeLength,
  changeLength,
  nest,
  swap,
  splice,
  splice,
  repeat,
  remove,
  changeTag,
  changeContent,
  changeContent,
  changeContent,
  makeIndefinite,
];

/** Another length, while everything around keeps its own. */
function changeLength(bytes: Uint8Array, node: Node, random: Random): Uint8Array {
  const length = node.contentEnd - node.contentStart;
  const lengths = [
    lengthOctets(length + 1 + random.below(8)),
    lengthOctets(Math.max(0, length - 1 - random.below(8))),
    lengthOctets(random.below(2 * length + 2)),
    Uint8Array.of(0),
    Uint8Array.of(0x80),
    Uint8Array.of(0xff),
    Uint8Array.of(0x84, 0xff, 0xff, 0xff, 0xff),
    Uint8Array.of(0x84, 0x7f, 0xff, 0xff, 0xff),
    Uint8Array.of(0x88, 0, 0, 0, 0, 0, 0, 0, length & 0xff),
  ];
  const header = Buffer.concat([tagOf(bytes, node), random.pick(lengths)]);
  return Buffer.concat([bytes.subarray(0, node.start), header, bytes.subarray(node.contentStart)]);
}

/** Thousands of levels around an element, in either form of length, or of segments of an octet string. */
function nest(bytes: Uint8Array, node: Node, random: Random): Uint8Array {
  const levels = random.pick([1, 2, 10, 46, 47, 48, 49, 100, 1000, 5000]);
  const tag = random.pick([0x30, 0x31, 0x24, 0xa0, 0xa3]);
  const inside = bytes.subarray(node.start, node.end);
  if (random.chance(1, 2)) {
    const ends = random.chance(1, 2) ? Buffer.alloc(2 * levels) : Buffer.alloc(0);
    return replaceNode(bytes, node, Buffer.concat([Buffer.alloc(2 * levels, Buffer.of(tag, 0x80)), inside, ends]));
  }
  const headers: Uint8Array[] = [];
  let { length } = inside;
  for (let i = 0; i < levels; i++) {
    const header = Buffer.concat([Buffer.of(tag), lengthOctets(length)]);
    headers.unshift(header);
    length += header.length;
  }
  return replaceNode(bytes, node, Buffer.concat([...headers, inside]));
}

/** Two elements that aren't inside each other change places. */
function swap(bytes: Uint8Array, one: Node, random: Random): Uint8Array {
  const others = nodesOf(bytes).filter(({ start, end }) => end <= one.start || start >= one.end);
  if (others.length === 0) return bytes;
  const other = random.pick(others);
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  const [a, b] = [bytes.slice(first.start, first.end), bytes.slice(second.start, second.end)];
  // The later one first: what stands before it keeps its place, but for lengths around it.
  const half = replaceNode(bytes, second, a);
  const shift = half.length - bytes.length;
  const place = nodesOf(half).find(
    ({ start, end }) => Math.abs(start - first.start) <= Math.abs(shift) + 8 && end - start === a.length,
  );
  return place ? replaceNode(half, place, b) : half;
}

/** An element of another file in the place of one of this. */
function splice(bytes: Uint8Array, node: Node, random: Random, donor: Uint8Array): Uint8Array {
  const donors = nodesOf(donor);
  if (donors.length === 0) return bytes;
  const { start, end } = random.pick(donors);
  return replaceNode(bytes, node, donor.subarray(start, end));
}

function repeat(bytes: Uint8Array, node: Node, random: Random): Uint8Array {
  const element = bytes.subarray(node.start, node.end);
  const most = Math.max(1, Math.min(random.pick([2, 3, 20, 300, 4000]), Math.floor(200_000 / element.length)));
  return replaceNode(bytes, node, Buffer.concat(Array.from({ length: most + 1 }, () => element)));
}

function remove(bytes: Uint8Array, node: Node): Uint8Array {
  return replaceNode(bytes, node, new Uint8Array());
}

function changeTag(bytes: Uint8Array, { start }: Node, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[start] = random.chance(1, 2) ? random.below(256) : random.pick(TAGS);
  return changed;
}

const TAGS = [1, 2, 3, 4, 5, 6, 10, 12, 19, 20, 22, 23, 24, 28, 30, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xa3, 0x1f];

/** What makes trouble in numbers, times, texts and identifiers. */
const CONTENTS: readonly Uint8Array[] = [
  Buffer.of(),
  Buffer.of(0),
  Buffer.of(0x80),
  Buffer.of(0xff),
  Buffer.of(0x7f, 0xff, 0xff, 0xff),
  Buffer.of(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
  Buffer.alloc(64, 0xff),
  Buffer.alloc(4096, 0x41),
  Buffer.from('000000000000Z'),
  Buffer.from('99991231235959Z'),
  Buffer.from('00000101000000Z'),
  Buffer.from('20240230000000Z'),
  Buffer.from('491231235959+9999'),
  Buffer.from('00000101000000+9959'),
  Buffer.from('99991231235959-9959'),
  Buffer.from('*.*.example.test'),
  Buffer.from('xn--zzzzzzzzzz.test'),
  Buffer.from('xn--a.xn--b-.xn--'),
  Buffer.from('a\0b\u202E\uFEFF\uD7FF"\\,=+<>;#'),
  Buffer.from('http://[::1]:99999/%zz'),
  Buffer.from('__proto__'),
  Buffer.of(0xd8, 0x00, 0xdc),
  Buffer.of(0, 0x11, 0, 0),
  Buffer.of(0xed, 0xa0, 0x80),
];

function changeContent(bytes: Uint8Array, node: Node, random: Random): Uint8Array {
  const primitives = node.constructed ? nodesOf(bytes).filter(({ constructed }) => !constructed) : [node];
  const target = primitives.length > 0 ? random.pick(primitives) : node;
  const length = target.contentEnd - target.contentStart;
  const content = random.chance(1, 4) ? random.bytes(Math.min(length, 600)) : random.pick(CONTENTS);
  return replaceNode(bytes, target, Buffer.concat([tagOf(bytes, target), lengthOctets(content.length), content]));
}

/** The same element in BER: indefinite length, or an octet string in segments. */
function makeIndefinite(bytes: Uint8Array, node: Node, random: Random): Uint8Array {
  const tag = Buffer.from(tagOf(bytes, node));
  const content = bytes.subarray(node.contentStart, node.contentEnd);
  const inside = node.constructed
    ? content
    : Buffer.concat([tag, lengthOctets(content.length), content, ...(random.chance(1, 2) ? [tag, Buffer.of(0)] : [])]);
  const outer = Buffer.from(tag);
  outer[0] = (outer[0] ?? 0) | 0x20;
  return replaceNode(bytes, node, Buffer.concat([outer, Buffer.of(0x80), inside, Buffer.of(0, 0)]));
}
