import { readWord, writeWord } from './block-cipher';

/** SHA-1 of a SHA-1 digest, `times` times over (FIPS 180-4 section 6.1). */
export function rehashSha1(first: Uint8Array, times: number): Uint8Array {
  const words = new Int32Array(80);
  for (let i = 0; i < 5; i++) words[i] = readWord(first, i * 4);
  for (let i = 0; i < times; i++) {
    expand(words);
    hashDigest(words);
  }
  const output = new Uint8Array(20);
  for (let i = 0; i < 5; i++) writeWord(output, i * 4, words[i] ?? 0);
  words.fill(0);
  return output;
}

const H0 = 0x6745_2301;
const H1 = 0xefcd_ab89 | 0;
const H2 = 0x98ba_dcfe | 0;
const H3 = 0x1032_5476;
const H4 = 0xc3d2_e1f0 | 0;

/**
 * As in rehash-sha256.ts: the digest is in words 0–4, the padding of a 20-byte message is constant.
 * A loop for each kind of round: with the choice inside one loop it takes a third longer.
 */
// oxlint-disable-next-line max-lines-per-function -- in one piece it runs twice as fast as in parts
function hashDigest(w: Int32Array): void {
  let a = H0;
  let b = H1;
  let c = H2;
  let d = H3;
  let e = H4;
  for (let t = 0; t < 20; t++) {
    const next = (((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + e + 0x5a82_7999 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 20; t < 40; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9_eba1 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 40; t < 60; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + e + 0x8f1b_bcdc + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (let t = 60; t < 80; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62_c1d6 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  w[0] = a + H0;
  w[1] = b + H1;
  w[2] = c + H2;
  w[3] = d + H3;
  w[4] = e + H4;
}

/** The message schedule of the digest and its padding. */
function expand(w: Int32Array): void {
  w[5] = 0x8000_0000;
  for (let t = 6; t < 15; t++) w[t] = 0;
  w[15] = 160;
  for (let t = 16; t < 80; t++) {
    const x = (w[t - 3] as number) ^ (w[t - 8] as number) ^ (w[t - 14] as number) ^ (w[t - 16] as number);
    w[t] = (x << 1) | (x >>> 31);
  }
}
