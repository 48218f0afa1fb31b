import { add, and, type Code, compileLoop, constant, get, rotateRight, set, xor } from './web-assembly';

let compiled: ReturnType<typeof compileLoop> | undefined;

/** SHA-1 of a SHA-1 digest, `times` times over (FIPS 180-4 section 6.1). Compiled on first use. */
export function rehashSha1(first: Uint8Array, times: number): Uint8Array {
  compiled ??= compileLoop({ words: 5, locals: 22, turn: hashDigest() });
  return compiled(first, times);
}

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;
const K = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

/** As in rehash-sha256.ts: sixteen words of schedule in the local variables 1 to 16, a to e behind them, and one to rotate in. */
const word = (t: number): number => 1 + (t & 15);
const A_TO_E = [17, 18, 19, 20, 21];
const SCRATCH = 22;

function hashDigest(): Code {
  const padding = [0x80000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 160].flatMap((value, i) => set(word(5 + i), constant(value)));
  const start = START.flatMap((value, i) => set(17 + i, constant(value)));
  const rounds = Array.from({ length: 80 }, (_, t) => [...(t < 16 ? [] : schedule(t)), ...round(t)]).flat();
  const finish = START.flatMap((value, i) => set(word(i), add(get(17 + i), constant(value))));
  return [...padding, ...start, ...rounds, ...finish];
}

function schedule(t: number): Code {
  const mixed = xor(get(word(t - 3)), get(word(t - 8)), get(word(t - 14)), get(word(t)));
  return [...set(SCRATCH, mixed), ...set(word(t), rotateRight(SCRATCH, 31))];
}

function round(t: number): Code {
  const role = (i: number): number => A_TO_E[(((i - t) % 5) + 5) % 5] as number;
  const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(role) as [number, number, number, number, number];
  const phase = Math.floor(t / 20);
  const mixed = mix(phase, b, c, d);
  return [
    ...set(e, add(get(e), rotateRight(a, 27), mixed, constant(K[phase] as number), get(word(t)))),
    ...set(b, rotateRight(b, 2)),
  ];
}

/** Choice, parity, majority, parity. */
function mix(phase: number, b: number, c: number, d: number): Code {
  if (phase === 0) return xor(get(d), and(get(b), xor(get(c), get(d))));
  if (phase === 2) return xor(and(get(b), get(c)), and(get(d), xor(get(b), get(c))));
  return xor(get(b), get(c), get(d));
}
