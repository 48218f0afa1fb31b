import { readWord, rotateLeft, writeWord } from './block-cipher';

/** The SM3 digest, 32 bytes (GB/T 32905-2016). */
export function sm3(data: Uint8Array): Uint8Array {
  const padded = pad(data);
  let state = [...INITIAL];
  for (let offset = 0; offset < padded.length; offset += 64)
    state = compress(state, padded.subarray(offset, offset + 64));
  const output = new Uint8Array(32);
  for (const [i, word] of state.entries()) writeWord(output, i * 4, word);
  return output;
}

const INITIAL = [
  0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e,
];

function compress(state: readonly number[], block: Uint8Array): number[] {
  const words = expand(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round++) {
    const early = round < 16;
    const constant = turn(early ? 0x79cc_4519 : 0x7a87_9d8a, round % 32);
    const turnedA = rotateLeft(a, 12);
    const first = rotateLeft((turnedA + e + constant) | 0, 7);
    const word = words[round] ?? 0;
    const left =
      ((early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (first ^ turnedA) + (word ^ (words[round + 4] ?? 0))) |
      0;
    const right = ((early ? e ^ f ^ g : (e & f) | (~e & g)) + h + first + word) | 0;
    [a, b, c, d] = [left, a, rotateLeft(b, 9), c];
    [e, f, g, h] = [right ^ rotateLeft(right, 9) ^ rotateLeft(right, 17), e, rotateLeft(f, 19), g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => word ^ (state[i] ?? 0));
}

function expand(block: Uint8Array): number[] {
  const words = Array.from({ length: 16 }, (_, i) => readWord(block, i * 4));
  const at = (index: number): number => words[index] ?? 0;
  for (let i = 16; i < 68; i++) {
    const mixed = at(i - 16) ^ at(i - 9) ^ rotateLeft(at(i - 3), 15);
    words.push(mixed ^ rotateLeft(mixed, 15) ^ rotateLeft(mixed, 23) ^ rotateLeft(at(i - 13), 7) ^ at(i - 6));
  }
  return words;
}

function turn(word: number, bits: number): number {
  return bits === 0 ? word : rotateLeft(word, bits);
}

function pad(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  return padded;
}
