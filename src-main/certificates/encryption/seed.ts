import { type BlockCipher, readWord, rotateLeft, tableOf, writeWord } from './block-cipher';

const ROUNDS = 16;

/** SEED with its key of 16 bytes (RFC 4269). */
export function seed(key: Uint8Array): BlockCipher {
  const subkeys = expandKey(key);
  const reversed = subkeys.toReversed();
  return {
    blockLength: 16,
    encrypt: (block) => run(block, subkeys),
    decrypt: (block) => run(block, reversed),
  };
}

type Pair = readonly [number, number];

/** Section 2.2. */
function run(block: Uint8Array, subkeys: readonly Pair[]): void {
  let [a, b, c, d] = [readWord(block, 0), readWord(block, 4), readWord(block, 8), readWord(block, 12)];
  for (const key of subkeys) {
    const [high, low] = roundFunction(c, d, key);
    [a, b, c, d] = [c, d, a ^ high, b ^ low];
  }
  for (const [index, word] of [c, d, a, b].entries()) writeWord(block, index * 4, word);
}

/** The F-function of section 2.2. */
function roundFunction(c: number, d: number, [k0, k1]: Pair): Pair {
  const left = c ^ k0;
  const first = substitute(left ^ d ^ k1);
  const second = substitute((left + first) | 0);
  const third = substitute((first + second) | 0);
  return [(second + third) | 0, third];
}

const MASKS = [0xfc, 0xf3, 0xcf, 0x3f] as const;

/** The G-function of section 2.3. */
function substitute(word: number): number {
  const octets = [0, 1, 2, 3].map((i) => (i % 2 === 0 ? BOX0 : BOX1)[(word >>> (8 * i)) & 0xff] ?? 0);
  let result = 0;
  for (let i = 0; i < 4; i++) {
    const mixed = octets.reduce((sum, octet, j) => sum ^ (octet & MASKS[((i + j) & 3) as 0 | 1 | 2 | 3]), 0);
    result |= mixed << (8 * i);
  }
  return result;
}

/** Section 2.4. */
function expandKey(key: Uint8Array): Pair[] {
  let [a, b, c, d] = [readWord(key, 0), readWord(key, 4), readWord(key, 8), readWord(key, 12)];
  return Array.from({ length: ROUNDS }, (_, round) => {
    const constant = round === 0 ? GOLDEN_RATIO : rotateLeft(GOLDEN_RATIO, round);
    const pair: Pair = [substitute((a + c - constant) | 0), substitute((b - d + constant) | 0)];
    if (round % 2 === 0) [a, b] = [(a >>> 8) | (b << 24), (b >>> 8) | (a << 24)];
    else [c, d] = [(c << 8) | (d >>> 24), (d << 8) | (c >>> 24)];
    return pair;
  });
}

const GOLDEN_RATIO = 0x9e37_79b9;

const BOX0 = tableOf(`
  a985d6d3541dac255d43181e51fcca632844209de0e2c817a58f037bbb13d2ee708c3fa832ddf674ec950b575c5bbd01
  241c739810ccf2d92ce772839bd186c96050a3eb0db69e4fb75ac678a612afd561c3b441527d8d081f9900190453f7e1
  fd762f27b08b0eaba26e934d697c090abfeff3c58714fe64de2e4b1a06216b6602f5928a0cb37ed07a4796e52680addf
  a13037ae36152238f4a7454c81e9849735cbce3c7111c78975fbdaf8945982c4ff493967c0cfd7b80f8e4223916cdba4
  34f148c26f3d2d40be3ebcc1aaba4e553bdc687f9cd84a5677a0ed46b52b65fae3b9b19f5ef9e6b231ea6d5fe4f0cd88
  163a58d462290733e81b0579906a2a9a
`);

const BOX1 = tableOf(`
  38e82da6cfdeb3b8af6055c7446f6b5bc36233b529a0e2a7d39111061cbc364bef886ca817c416f4c245e1d63f3d8e98
  284ef63ea5f90ddfd82b667a272ff17242d441c07367ac8bf7ad801fca2caa34d20beee95d9418f857ae08c513cd86b9
  ff7dc131f58a6ab1d120d7022204687107db9d9961bee659dd5190dc9aa3abd0810f471ae3ec8dbf967b5ca2a163234d
  c89e9c3a0c2eba6e9f5af292f34978cc15fb70757f351003646dc674d5b4ea097619fe4012e0bd05fa01f02a5ea95643
  8514899bb0e5487997fc1e82218c1b5f7754b21d254f0046ed5852eb7edac9fd3095653cb6e4bb7c0e50392632846993
  37e724a4cb530a87d94c838fce3b4ab7
`);
