import { type BlockCipher, readWord, rotateLeft, tableOf, writeWord } from './block-cipher';
import { CAST5_BOXES } from './cast5-boxes';

/** CAST-128 with a key of 5 to 16 bytes; twelve rounds up to 10 bytes, sixteen above (RFC 2144). */
export function cast5(key: Uint8Array): BlockCipher {
  const padded = new Uint8Array(16);
  padded.set(key);
  const { masking, rotation } = subkeysOf(padded);
  const rounds = Array.from({ length: key.length <= 10 ? 12 : 16 }, (_, round) => round);
  const inReverse = rounds.toReversed();
  const run = (block: Uint8Array, order: readonly number[]): void => {
    let left = readWord(block, 0);
    let right = readWord(block, 4);
    for (const round of order) {
      const next = left ^ roundFunction(round % 3, right, masking[round] ?? 0, rotation[round] ?? 0);
      left = right;
      right = next;
    }
    writeWord(block, 0, right);
    writeWord(block, 4, left);
  };
  return { blockLength: 8, encrypt: (block) => run(block, rounds), decrypt: (block) => run(block, inReverse) };
}

/** The three kinds of round of RFC 2144 section 2.2. */
function roundFunction(kind: number, data: number, masking: number, rotation: number): number {
  const mixed = kind === 0 ? masking + data : kind === 1 ? masking ^ data : masking - data;
  const i = rotation === 0 ? mixed | 0 : rotateLeft(mixed | 0, rotation);
  const a = box(1, i >>> 24);
  const b = box(2, i >>> 16);
  const c = box(3, i >>> 8);
  const d = box(4, i);
  if (kind === 0) return (((a ^ b) - c) | 0) + d;
  if (kind === 1) return (((a - b) | 0) + c) ^ d;
  return (((a + b) | 0) ^ c) - d;
}

/**
 * RFC 2144 section 2.4. Its sixty-four lines are four groups of sixteen that repeat once:
 * z from x, four keys from z, x from z, four keys from x; each line is five look-ups.
 */
function subkeysOf(key: Uint8Array): { masking: Int32Array; rotation: Int32Array } {
  const x = new Uint8Array(key);
  const z = new Uint8Array(16);
  const keys: number[] = [];
  for (let half = 0; half < 2; half++) {
    mixInto(z, x, Z_FROM_X);
    keys.push(...keysFrom(z, KEYS_FROM_Z_1));
    mixInto(x, z, X_FROM_Z);
    keys.push(...keysFrom(x, KEYS_FROM_X_1));
    mixInto(z, x, Z_FROM_X);
    keys.push(...keysFrom(z, KEYS_FROM_Z_2));
    mixInto(x, z, X_FROM_Z);
    keys.push(...keysFrom(x, KEYS_FROM_X_2));
  }
  x.fill(0);
  z.fill(0);
  return {
    masking: Int32Array.from(keys.slice(0, 16)),
    rotation: Int32Array.from(keys.slice(16), (word) => word & 31),
  };
}

/** One line of the schedule: the word of the source it starts from, then the octets that go through S5 S6 S7 S8 and one more box. */
type Line = readonly [word: number, s5: number, s6: number, s7: number, s8: number, last: number, lastBox: number];

/** `source` octets 0–15 are the old state; 16–31 are the state being made, which later lines read. */
const Z_FROM_X: readonly Line[] = [
  [0, 13, 15, 12, 14, 8, 7],
  [8, 16, 18, 17, 19, 10, 8],
  [12, 23, 22, 21, 20, 9, 5],
  [4, 26, 25, 27, 24, 11, 6],
];
const X_FROM_Z: readonly Line[] = [
  [8, 5, 7, 4, 6, 0, 7],
  [0, 16, 18, 17, 19, 2, 8],
  [4, 23, 22, 21, 20, 1, 5],
  [12, 26, 25, 27, 24, 3, 6],
];

function mixInto(target: Uint8Array, old: Uint8Array, lines: readonly Line[]): void {
  const state = new Uint8Array(32);
  state.set(old);
  for (const [index, [word, s5, s6, s7, s8, last, lastBox]] of lines.entries()) {
    const at = (position: number): number => state[position] ?? 0;
    const mixed = box(5, at(s5)) ^ box(6, at(s6)) ^ box(7, at(s7)) ^ box(8, at(s8)) ^ box(lastBox, at(last));
    writeWord(state, 16 + index * 4, readWord(state, word) ^ mixed);
  }
  target.set(state.subarray(16));
  state.fill(0);
}

/** One key: the octets that go through S5 S6 S7 S8, then one through S5, S6, S7 or S8 in turn. */
type KeyLine = readonly [number, number, number, number, number];

const KEYS_FROM_Z_1: readonly KeyLine[] = [
  [8, 9, 7, 6, 2],
  [10, 11, 5, 4, 6],
  [12, 13, 3, 2, 9],
  [14, 15, 1, 0, 12],
];
const KEYS_FROM_X_1: readonly KeyLine[] = [
  [3, 2, 12, 13, 8],
  [1, 0, 14, 15, 13],
  [7, 6, 8, 9, 3],
  [5, 4, 10, 11, 7],
];
const KEYS_FROM_Z_2: readonly KeyLine[] = [
  [3, 2, 12, 13, 9],
  [1, 0, 14, 15, 12],
  [7, 6, 8, 9, 2],
  [5, 4, 10, 11, 6],
];
const KEYS_FROM_X_2: readonly KeyLine[] = [
  [8, 9, 7, 6, 3],
  [10, 11, 5, 4, 7],
  [12, 13, 3, 2, 8],
  [14, 15, 1, 0, 13],
];

function keysFrom(state: Uint8Array, lines: readonly KeyLine[]): number[] {
  return lines.map((line, index) =>
    [5, 6, 7, 8, 5 + index].reduce((key, number, i) => key ^ box(number, state[line[i] ?? 0] ?? 0), 0),
  );
}

let boxes: Int32Array | undefined;

function box(number: number, index: number): number {
  boxes ??= wordsOf(tableOf(CAST5_BOXES));
  return boxes[(number - 1) * 256 + (index & 0xff)] ?? 0;
}

function wordsOf(bytes: Uint8Array): Int32Array {
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => readWord(bytes, i * 4));
}
