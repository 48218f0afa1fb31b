import { rotateLeft } from './block-cipher';

/**
 * Encrypts or decrypts with ChaCha20 (RFC 8439 section 2.4). The key has 32 bytes; `iv` has 16, as OpenSSL
 * has it: the block counter in little-endian order, then the nonce.
 */
export function chacha20(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const state = [...littleEndian(CONSTANT), ...littleEndian(key), ...littleEndian(iv)];
  const output = new Uint8Array(data);
  for (let offset = 0; offset < data.length; offset += 64) {
    const stream = blockOf(state);
    for (let i = 0; i < 64 && offset + i < data.length; i++)
      output[offset + i] = (data[offset + i] ?? 0) ^ (stream[i] ?? 0);
    state[12] = ((state[12] ?? 0) + 1) | 0;
  }
  state.fill(0);
  return output;
}

const CONSTANT = Buffer.from('expand 32-byte k', 'latin1');

/** The columns and diagonals of section 2.3. */
const QUARTERS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

function blockOf(state: readonly number[]): Uint8Array {
  const words = Int32Array.from(state);
  for (let round = 0; round < 10; round++) {
    for (const [a, b, c, d] of QUARTERS) {
      step(words, a, b, d, 16);
      step(words, c, d, b, 12);
      step(words, a, b, d, 8);
      step(words, c, d, b, 7);
    }
  }
  const output = new Uint8Array(64);
  const view = new DataView(output.buffer);
  for (const [i, word] of words.entries()) view.setInt32(i * 4, word + (state[i] ?? 0), true);
  return output;
}

/** Section 2.1: x plus y, and z mixed with it and turned. */
function step(words: Int32Array, x: number, y: number, z: number, bits: number): void {
  words[x] = (words[x] ?? 0) + (words[y] ?? 0);
  words[z] = rotateLeft((words[z] ?? 0) ^ (words[x] ?? 0), bits);
}

function littleEndian(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4, true));
}
