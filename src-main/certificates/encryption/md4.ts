import { rotateLeft } from './block-cipher';

/** The MD4 digest, 16 bytes (RFC 1320). Broken for signatures long since; files of the 1990s have it in their MAC. */
export function md4(data: Uint8Array): Uint8Array {
  const padded = pad(data);
  const view = new DataView(padded.buffer);
  const state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
  for (let offset = 0; offset < padded.length; offset += 64) {
    const words = Array.from({ length: 16 }, (_, i) => view.getInt32(offset + i * 4, true));
    const mixed = compress(state, words);
    for (let i = 0; i < 4; i++) state[i] = ((state[i] ?? 0) + (mixed[i] ?? 0)) | 0;
  }
  const output = new Uint8Array(16);
  for (const [i, word] of state.entries()) new DataView(output.buffer).setInt32(i * 4, word, true);
  return output;
}

interface Round {
  readonly constant: number;
  readonly order: readonly number[];
  readonly turns: readonly number[];
  mix(b: number, c: number, d: number): number;
}

/** Section 3.4. */
const ROUNDS: readonly Round[] = [
  {
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    turns: [3, 7, 11, 19],
    mix: (b, c, d) => (b & c) | (~b & d),
  },
  {
    constant: 0x5a82_7999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    turns: [3, 5, 9, 13],
    mix: (b, c, d) => (b & c) | (b & d) | (c & d),
  },
  {
    constant: 0x6ed9_eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    turns: [3, 9, 11, 15],
    mix: (b, c, d) => b ^ c ^ d,
  },
];

function compress(state: readonly number[], words: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const { constant, order, turns, mix } of ROUNDS) {
    for (const [step, index] of order.entries()) {
      const sum = (a + mix(b, c, d) + (words[index] ?? 0) + constant) | 0;
      [a, b, c, d] = [d, rotateLeft(sum, turns[step % 4] ?? 0), b, c];
    }
  }
  return [a, b, c, d];
}

function pad(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n, true);
  return padded;
}
