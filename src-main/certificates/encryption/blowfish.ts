import { type BlockCipher, readWord, writeWord } from './block-cipher';

const ROUNDS = 16;

/** Blowfish with a key of 4 to 56 bytes (Schneier, Fast Software Encryption 1993). */
export function blowfish(key: Uint8Array): BlockCipher {
  const { subkeys, boxes } = initialState();
  for (let i = 0; i < subkeys.length; i++) subkeys[i] = at(subkeys, i) ^ cyclicWord(key, i * 4);
  const pair = new Int32Array(2);
  for (const target of [subkeys, boxes]) {
    for (let i = 0; i < target.length; i += 2) {
      encryptPair(pair, subkeys, boxes);
      target.set(pair, i);
    }
  }
  const reversed = Int32Array.from(subkeys).reverse();
  return {
    blockLength: 8,
    encrypt: (block) => onPair(block, (words) => encryptPair(words, subkeys, boxes)),
    decrypt: (block) => onPair(block, (words) => encryptPair(words, reversed, boxes)),
  };
}

function encryptPair(pair: Int32Array, subkeys: Int32Array, boxes: Int32Array): void {
  let left = at(pair, 0);
  let right = at(pair, 1);
  for (let round = 0; round < ROUNDS; round++) {
    left ^= at(subkeys, round);
    const first =
      (at(boxes, left >>> 24) + at(boxes, 256 + ((left >>> 16) & 0xff))) ^ at(boxes, 512 + ((left >>> 8) & 0xff));
    const next = right ^ (first + at(boxes, 768 + (left & 0xff)));
    right = left;
    left = next;
  }
  pair[0] = right ^ at(subkeys, ROUNDS + 1);
  pair[1] = left ^ at(subkeys, ROUNDS);
}

function onPair(block: Uint8Array, work: (pair: Int32Array) => void): void {
  const pair = Int32Array.of(readWord(block, 0), readWord(block, 4));
  work(pair);
  writeWord(block, 0, at(pair, 0));
  writeWord(block, 4, at(pair, 1));
}

function cyclicWord(key: Uint8Array, start: number): number {
  let word = 0;
  for (let i = 0; i < 4; i++) word = (word << 8) | (key[(start + i) % key.length] ?? 0);
  return word;
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

let digitsOfPi: Int32Array | undefined;

/** The subkeys and boxes before the key is mixed in: the fraction of pi, 1042 words of 32 bits. */
function initialState(): { subkeys: Int32Array; boxes: Int32Array } {
  digitsOfPi ??= fractionOfPi(18 + 4 * 256);
  return { subkeys: digitsOfPi.slice(0, 18), boxes: digitsOfPi.slice(18) };
}

/** Machin's formula in fixed point, with 64 bits to spare: computed, since a table of it would be 4 KB of digits to trust. */
function fractionOfPi(words: number): Int32Array {
  const bits = BigInt(words * 32);
  const one = 1n << (bits + 64n);
  const pi = 16n * arctangentOfInverse(5n, one) - 4n * arctangentOfInverse(239n, one);
  const fraction = (pi - 3n * one) >> 64n;
  const digits = fraction.toString(16).padStart(words * 8, '0');
  return Int32Array.from({ length: words }, (_, i) => Number.parseInt(digits.slice(i * 8, i * 8 + 8), 16) | 0);
}

function arctangentOfInverse(x: bigint, one: bigint): bigint {
  let power = one / x;
  let sum = power;
  const square = x * x;
  for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
    power /= square;
    sum += (sign * power) / n;
  }
  return sum;
}
