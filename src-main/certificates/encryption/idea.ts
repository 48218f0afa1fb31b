import type { BlockCipher } from './block-cipher';

const ROUNDS = 8;

/** IDEA with its key of 16 bytes (Lai, Massey and Murphy, Eurocrypt 1991). */
export function idea(key: Uint8Array): BlockCipher {
  const encryption = expandKey(key);
  const decryption = inverseKey(encryption);
  return {
    blockLength: 8,
    encrypt: (block) => run(block, encryption),
    decrypt: (block) => run(block, decryption),
  };
}

/** Fifty-two words: the key, turned left by 25 bits for each next eight. */
function expandKey(key: Uint8Array): readonly number[] {
  let bits = BigInt(`0x${Buffer.from(key).toString('hex')}`);
  const words: number[] = [];
  while (words.length < ROUNDS * 6 + 4) {
    for (let shift = 112n; shift >= 0n; shift -= 16n) words.push(Number((bits >> shift) & 0xffffn));
    bits = ((bits << 25n) | (bits >> 103n)) & ((1n << 128n) - 1n);
  }
  return words.slice(0, ROUNDS * 6 + 4);
}

/** The same subkeys inverted and in reverse; the two middle ones trade places except in the outer transformations. */
function inverseKey(key: readonly number[]): readonly number[] {
  const inverse: number[] = [];
  for (let round = ROUNDS; round >= 0; round--) {
    const [a = 0, b = 0, c = 0, d = 0] = key.slice(round * 6, round * 6 + 4);
    const outer = round === 0 || round === ROUNDS;
    inverse.push(reciprocal(a), negative(outer ? b : c), negative(outer ? c : b), reciprocal(d));
    if (round > 0) inverse.push(...key.slice(round * 6 - 2, round * 6));
  }
  return inverse;
}

function run(block: Uint8Array, key: readonly number[]): void {
  const k = (index: number): number => key[index] ?? 0;
  let [a, b, c, d] = [wordAt(block, 0), wordAt(block, 2), wordAt(block, 4), wordAt(block, 6)];
  for (let round = 0; round < ROUNDS; round++) {
    const base = round * 6;
    a = multiply(a, k(base));
    b = (b + k(base + 1)) & 0xffff;
    c = (c + k(base + 2)) & 0xffff;
    d = multiply(d, k(base + 3));
    const first = multiply(a ^ c, k(base + 4));
    const second = multiply(((b ^ d) + first) & 0xffff, k(base + 5));
    const third = (first + second) & 0xffff;
    [a, b, c, d] = [a ^ second, c ^ second, b ^ third, d ^ third];
  }
  const last = ROUNDS * 6;
  const output = [multiply(a, k(last)), c + k(last + 1), b + k(last + 2), multiply(d, k(last + 3))];
  for (const [index, word] of output.entries()) {
    block[2 * index] = word >> 8;
    block[2 * index + 1] = word;
  }
}

/** Multiplication modulo 2^16 + 1, where zero stands for 2^16. */
function multiply(a: number, b: number): number {
  if (a === 0) return (0x1_0001 - b) & 0xffff;
  if (b === 0) return (0x1_0001 - a) & 0xffff;
  return ((a * b) % 0x1_0001) & 0xffff;
}

/** x to the power of 2^16 - 1, which by Fermat is its inverse. */
function reciprocal(x: number): number {
  let result = x;
  for (let i = 0; i < 15; i++) result = multiply(multiply(result, result), x);
  return result;
}

function negative(x: number): number {
  return -x & 0xffff;
}

function wordAt(block: Uint8Array, offset: number): number {
  return ((block[offset] ?? 0) << 8) | (block[offset + 1] ?? 0);
}
