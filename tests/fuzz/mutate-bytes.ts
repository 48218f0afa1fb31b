import type { Random } from './random';

/** Changes a file without knowing what it is: a flipped bit, another octet, a cut, something put in, a block repeated. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.length === 0 ? random.bytes(1 + random.below(64)) : random.pick(CHANGES)(bytes, random);
}

const OCTETS = [0, 1, 2, 0x0a, 0x20, 0x2d, 0x30, 0x41, 0x7f, 0x80, 0x81, 0x84, 0xa0, 0xfe, 0xff];

const CHANGES: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  flipBits,
  flipBits,
  setOctets,
  setOctets,
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, random) => bytes.slice(random.below(Math.min(bytes.length, 40))),
  (bytes, random) => putIn(bytes, random, random.bytes(1 + random.below(40))),
  (bytes, random) => putIn(bytes, random, Buffer.alloc(random.pick([10, 1000, 100_000]), random.pick(OCTETS))),
  leaveOut,
  repeatBlock,
  (bytes) => Buffer.concat([bytes, bytes]),
];

function flipBits(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let i = random.pick([1, 1, 1, 2, 8]); i > 0; i--) {
    const at = random.below(bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
}

function setOctets(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let i = random.pick([1, 1, 1, 2, 8]); i > 0; i--) {
    changed[random.below(bytes.length)] = random.chance(1, 2) ? random.below(256) : random.pick(OCTETS);
  }
  return changed;
}

function putIn(bytes: Uint8Array, random: Random, what: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}

function leaveOut(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(60))]);
}

function repeatBlock(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length);
  const block = bytes.subarray(at, at + 1 + random.below(300));
  const times = Math.min(random.pick([2, 30, 2000]), Math.ceil(200_000 / block.length));
  return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: times }, () => block), bytes.subarray(at)]);
}
