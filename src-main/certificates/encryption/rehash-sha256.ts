import { readWord, writeWord } from './block-cipher';

/** SHA-256 of a SHA-256 digest, `times` times over (FIPS 180-4 section 6.2). */
export function rehashSha256(first: Uint8Array, times: number): Uint8Array {
  const words = new Int32Array(64);
  for (let i = 0; i < 8; i++) words[i] = readWord(first, i * 4);
  for (let i = 0; i < times; i++) hashDigest(words);
  const output = new Uint8Array(32);
  for (let i = 0; i < 8; i++) writeWord(output, i * 4, words[i] ?? 0);
  words.fill(0);
  return output;
}

const H0 = 0x6a09_e667;
const H1 = 0xbb67_ae85 | 0;
const H2 = 0x3c6e_f372;
const H3 = 0xa54f_f53a | 0;
const H4 = 0x510e_527f;
const H5 = 0x9b05_688c | 0;
const H6 = 0x1f83_d9ab;
const H7 = 0x5be0_cd19;

/** The fractions of the cube roots of the first 64 primes. */
const K = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

/**
 * Hashes the digest in words 0–7 and leaves the new one there. The padding of a 32-byte message is constant.
 * One plain loop over one array and no allocation: this is what the time of opening a file goes into.
 */
function hashDigest(w: Int32Array): void {
  expand(w);
  let a = H0;
  let b = H1;
  let c = H2;
  let d = H3;
  let e = H4;
  let f = H5;
  let g = H6;
  let h = H7;
  for (let t = 0; t < 64; t++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const constant = ((K[t] as number) + (w[t] as number)) | 0;
    const first = (((h + big1) | 0) + (g ^ (e & (f ^ g))) + constant) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (big0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  w[0] = a + H0;
  w[1] = b + H1;
  w[2] = c + H2;
  w[3] = d + H3;
  w[4] = e + H4;
  w[5] = f + H5;
  w[6] = g + H6;
  w[7] = h + H7;
}

/** The message schedule of the digest and its padding. */
function expand(w: Int32Array): void {
  w[8] = 0x8000_0000;
  for (let t = 9; t < 15; t++) w[t] = 0;
  w[15] = 256;
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15] as number;
    const y = w[t - 2] as number;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = ((((w[t - 16] as number) + small0) | 0) + (((w[t - 7] as number) + small1) | 0)) | 0;
  }
}
