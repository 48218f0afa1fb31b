import { type BlockCipher, readWord, rotateLeft, tableOf, writeWord } from './block-cipher';

/** Camellia with a key of 16, 24 or 32 bytes (RFC 3713). */
export function camellia(key: Uint8Array): BlockCipher {
  const encryption = scheduleOf(key);
  const decryption = reversed(encryption);
  return {
    blockLength: 16,
    encrypt: (block) => run(block, encryption),
    decrypt: (block) => run(block, decryption),
  };
}

/** Two 32-bit halves of a 64-bit word. */
type Pair = [high: number, low: number];

/** Section 2.2's subkeys: kw1–kw4, k1–k18 or k24, ke1–ke4 or ke6. */
interface Schedule {
  readonly whitening: readonly Pair[];
  readonly rounds: readonly Pair[];
  readonly layers: readonly Pair[];
}

function run(block: Uint8Array, { whitening, rounds, layers }: Schedule): void {
  const left = xor([readWord(block, 0), readWord(block, 4)], whitening[0]);
  const right = xor([readWord(block, 8), readWord(block, 12)], whitening[1]);
  for (const [index, key] of rounds.entries()) {
    if (index > 0 && index % 6 === 0) {
      mixForward(left, layers[index / 3 - 2]);
      mixBackward(right, layers[index / 3 - 1]);
    }
    const [from, to] = index % 2 === 0 ? [left, right] : [right, left];
    const [high, low] = roundFunction(from, key);
    to[0] ^= high;
    to[1] ^= low;
  }
  const output = [...xor(right, whitening[2]), ...xor(left, whitening[3])];
  for (const [index, word] of output.entries()) writeWord(block, index * 4, word);
}

/** The F-function of section 2.4.1. */
function roundFunction([high, low]: Pair, [keyHigh, keyLow]: Pair): Pair {
  const x = high ^ keyHigh;
  const y = low ^ keyLow;
  const a = box1(x >>> 24);
  const b = box2(x >>> 16);
  const c = box3(x >>> 8);
  const d = box4(x);
  const e = box2(y >>> 24);
  const f = box3(y >>> 16);
  const g = box4(y >>> 8);
  const h = box1(y);
  return [
    joined(a ^ c ^ d ^ f ^ g ^ h, a ^ b ^ d ^ e ^ g ^ h, a ^ b ^ c ^ e ^ f ^ h, b ^ c ^ d ^ e ^ f ^ g),
    joined(a ^ b ^ f ^ g ^ h, b ^ c ^ e ^ g ^ h, c ^ d ^ e ^ f ^ h, a ^ d ^ e ^ f ^ g),
  ];
}

/** FL of section 2.4.2. */
function mixForward(pair: Pair, [high, low]: Pair = [0, 0]): void {
  pair[1] ^= rotateLeft(pair[0] & high, 1);
  pair[0] ^= pair[1] | low;
}

/** FLINV of section 2.4.3. */
function mixBackward(pair: Pair, [high, low]: Pair = [0, 0]): void {
  pair[0] ^= pair[1] | low;
  pair[1] ^= rotateLeft(pair[0] & high, 1);
}

const SIGMA = [
  0xa09e667f3bcc908bn,
  0xb67ae8584caa73b2n,
  0xc6ef372fe94f82ben,
  0x54ff53a5f1d36f1cn,
  0x10e527fade682d1dn,
  0xb05688c2b3e6c1fdn,
].map(pairOf);

const MASK = (1n << 64n) - 1n;

/** Which of KL, KR, KA, KB is turned left by how many bits, for each pair of subkeys in order; a half is one subkey. */
const SHORT = {
  rounds: 'KA0 KL15 KA15 KL45 KA45h KL60l KA60 KL94 KA94 KL111',
  layers: 'KA30 KL77',
  whitening: 'KL0 KA111',
};
const LONG = {
  rounds: 'KB0 KR15 KA15 KB30 KL45 KA45 KR60 KB60 KL77 KR94 KA94 KL111',
  layers: 'KR30 KL60 KA77',
  whitening: 'KL0 KB111',
};

function scheduleOf(key: Uint8Array): Schedule {
  const words = Array.from({ length: key.length / 8 }, (_, i) => BigInt(`0x${hex(key.subarray(i * 8, i * 8 + 8))}`));
  const [first = 0n, second = 0n, third = 0n] = words;
  const fourth = words[3] ?? (words[2] === undefined ? 0n : ~third & MASK);
  const kl = (first << 64n) | second;
  const kr = (third << 64n) | fourth;
  const ka = mixed(mixed(kl ^ kr, 0) ^ kl, 2);
  const sources: Readonly<Record<string, bigint>> = { KL: kl, KR: kr, KA: ka, KB: mixed(ka ^ kr, 4) };
  const plan = key.length === 16 ? SHORT : LONG;
  const subkeys = (steps: string): Pair[] => steps.split(' ').flatMap((step) => turned(sources, step));
  return { whitening: subkeys(plan.whitening), rounds: subkeys(plan.rounds), layers: subkeys(plan.layers) };
}

function turned(sources: Readonly<Record<string, bigint>>, step: string): Pair[] {
  const source = sources[step.slice(0, 2)] ?? 0n;
  const bits = BigInt(Number.parseInt(step.slice(2), 10));
  const value = (source << bits) | (source >> (128n - bits));
  const halves = [pairOf((value >> 64n) & MASK), pairOf(value & MASK)];
  return step.endsWith('h') ? halves.slice(0, 1) : step.endsWith('l') ? halves.slice(1) : halves;
}

/** Two rounds under the constants that start at `sigma`. */
function mixed(value: bigint, sigma: number): bigint {
  const left = pairOf((value >> 64n) & MASK);
  const right = xor(pairOf(value & MASK), roundFunction(left, SIGMA[sigma] ?? [0, 0]));
  const newLeft = xor(left, roundFunction(right, SIGMA[sigma + 1] ?? [0, 0]));
  return [...newLeft, ...right].reduce((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
}

function reversed({ whitening, rounds, layers }: Schedule): Schedule {
  return {
    whitening: [...whitening.slice(2), ...whitening.slice(0, 2)],
    rounds: rounds.toReversed(),
    layers: layers.toReversed(),
  };
}

function pairOf(value: bigint): Pair {
  return [Number(value >> 32n) | 0, Number(value & 0xffff_ffffn) | 0];
}

function xor(pair: Pair, other: Pair = [0, 0]): Pair {
  return [pair[0] ^ other[0], pair[1] ^ other[1]];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function joined(a: number, b: number, c: number, d: number): number {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

function box1(octet: number): number {
  return BOX[octet & 0xff] ?? 0;
}

function box2(octet: number): number {
  return turnedOctet(box1(octet), 1);
}

function box3(octet: number): number {
  return turnedOctet(box1(octet), 7);
}

function box4(octet: number): number {
  return box1(turnedOctet(octet & 0xff, 1));
}

function turnedOctet(octet: number, bits: number): number {
  return ((octet << bits) | (octet >> (8 - bits))) & 0xff;
}

/** SBOX1 of section 2.4.4. */
const BOX = tableOf(`
  70822cecb327c0e5e4855735ea0cae4123ef6b934519a521ed0e4f4e1d6592bd86b8af8f7ceb1fce3e30dc5f5ec50b1a
  a6e139cad5475d3dd9015ad651566c4d8b0d9a66fbccb02d74122b20f0b18499df4ccbc2347e76056db7a931d11704d7
  14583a61de1b111c320f9c165318f222fe44cfb2c3b57a912408e8a860fc6950aad0a07da1896297545b1e95e0ff64d2
  10c40048a3f775db8a03e6da093fdd94875c8302cd4a90337367f6f39d7fbfe2529bd826c837c63b81966f4b13be632e
  e979a78c9f6ebc8e29f5f9b62ffdb4597898066ae74671bad425ab4288a28dfa7207b955f8eeac0a36492a683c38f1a4
  4028d37bbbc943c115e3adf477c7809e
`);
