import { add, and, type Code, compileLoop, constant, get, rotateRight, set, shiftRight, xor } from './web-assembly';

let compiled: ReturnType<typeof compileLoop> | undefined;

/** SHA-256 of a SHA-256 digest, `times` times over (FIPS 180-4 section 6.2). Compiled on first use. */
export function rehashSha256(first: Uint8Array, times: number): Uint8Array {
  compiled ??= compileLoop({ words: 8, locals: 24, turn: hashDigest() });
  return compiled(first, times);
}

/** The first 32 bits of the fractions of the square roots of the first 8 primes. */
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19] as const;

/** The same of the cube roots of the first 64 primes. */
const K = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
] as const;

/** Sixteen words of message schedule stand in the local variables 1 to 16 (the digest in the first eight), a to h behind them. */
const word = (t: number): number => 1 + (t & 15);
const A_TO_H = [17, 18, 19, 20, 21, 22, 23, 24];

function hashDigest(): Code {
  // A digest is half a block; the other half is padding and the length in bits, always the same.
  const padding = [0x80000000, 0, 0, 0, 0, 0, 0, 256].flatMap((value, i) => set(word(8 + i), constant(value)));
  const start = START.flatMap((value, i) => set(17 + i, constant(value)));
  const rounds = K.flatMap((_, t) => [...(t < 16 ? [] : schedule(t)), ...round(t)]);
  const finish = START.flatMap((value, i) => set(word(i), add(get(17 + i), constant(value))));
  return [...padding, ...start, ...rounds, ...finish];
}

function schedule(t: number): Code {
  const [x, y] = [word(t - 15), word(t - 2)];
  const small0 = xor(rotateRight(x, 7), rotateRight(x, 18), shiftRight(x, 3));
  const small1 = xor(rotateRight(y, 17), rotateRight(y, 19), shiftRight(y, 10));
  return set(word(t), add(get(word(t)), small0, get(word(t - 7)), small1));
}

/** The variables don't change places: their roles move on by one each round, and are home again after eight. */
function round(t: number): Code {
  const role = (i: number): number => A_TO_H[(i - t) & 7] as number;
  const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map(role) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const big1 = xor(rotateRight(e, 6), rotateRight(e, 11), rotateRight(e, 25));
  const choice = xor(get(g), and(get(e), xor(get(f), get(g))));
  const big0 = xor(rotateRight(a, 2), rotateRight(a, 13), rotateRight(a, 22));
  const majority = xor(and(get(a), get(b)), and(get(c), xor(get(a), get(b))));
  return [
    ...set(h, add(get(h), big1, choice, constant(K[t] as number), get(word(t)))),
    ...set(d, add(get(d), get(h))),
    ...set(h, add(get(h), big0, majority)),
  ];
}
