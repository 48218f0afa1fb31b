import { type BlockCipher, tableOf } from './block-cipher';

/** ARIA with a key of 16, 24 or 32 bytes (RFC 5794). */
export function aria(key: Uint8Array): BlockCipher {
  const encryption = scheduleOf(key);
  const decryption = reversed(encryption);
  return {
    blockLength: 16,
    encrypt: (block) => run(block, encryption),
    decrypt: (block) => run(block, decryption),
  };
}

/** Section 2.3: substitute and diffuse; the last round has a key in the place of the diffusion. */
function run(block: Uint8Array, keys: readonly Uint8Array[]): void {
  const last = keys.length - 2;
  for (let round = 0; round < last; round++) block.set(roundFunction(block, keys[round], round % 2));
  block.set(xor(substitute(xor(block, keys[last]), 1), keys[last + 1]));
}

/** FO for `kind` 0 and FE for 1 (section 2.4). */
function roundFunction(data: Uint8Array, key: Uint8Array | undefined, kind: number): Uint8Array {
  return diffuse(substitute(xor(data, key), kind));
}

/** SL1 for `kind` 0 and SL2 for 1 (section 2.4.2). */
function substitute(data: Uint8Array, kind: number): Uint8Array {
  return data.map((octet, i) => BOXES[(i + 2 * kind) % 4]?.[octet] ?? 0);
}

/** The diffusion layer A (section 2.4.3). */
function diffuse(data: Uint8Array): Uint8Array {
  return Uint8Array.from(DIFFUSION, (from) => from.reduce((sum, index) => sum ^ (data[index] ?? 0), 0));
}

const DIFFUSION = [
  [3, 4, 6, 8, 9, 13, 14],
  [2, 5, 7, 8, 9, 12, 15],
  [1, 4, 6, 10, 11, 12, 15],
  [0, 5, 7, 10, 11, 13, 14],
  [0, 2, 5, 8, 11, 14, 15],
  [1, 3, 4, 9, 10, 14, 15],
  [0, 2, 7, 9, 10, 12, 13],
  [1, 3, 6, 8, 11, 12, 13],
  [0, 1, 4, 7, 10, 13, 15],
  [0, 1, 5, 6, 11, 12, 14],
  [2, 3, 5, 6, 8, 13, 15],
  [2, 3, 4, 7, 9, 12, 14],
  [1, 2, 6, 7, 9, 11, 12],
  [0, 3, 6, 7, 8, 10, 13],
  [0, 3, 4, 5, 9, 11, 14],
  [1, 2, 4, 5, 8, 10, 15],
];

const CONSTANTS = [
  '517cc1b727220a94fe13abe8fa9a6ee0',
  '6db14acc9e21c820ff28b1d5ef5de2b0',
  'db92371d2126e9700324977504e8c90e',
].map(tableOf);

/** By how many bits the next word is turned left for each four subkeys: >>>19, >>>31, <<<61, <<<31, <<<19. */
const TURNS = [109n, 97n, 61n, 31n, 19n];

/** Section 2.2. */
function scheduleOf(key: Uint8Array): Uint8Array[] {
  const left = key.slice(0, 16);
  const right = new Uint8Array(16);
  right.set(key.subarray(16));
  const first = key.length / 8 - 2;
  const constant = (index: number): Uint8Array | undefined => CONSTANTS[(first + index) % 3];
  const w1 = xor(roundFunction(left, constant(0), 0), right);
  const w2 = xor(roundFunction(w1, constant(1), 1), left);
  const w3 = xor(roundFunction(w2, constant(2), 0), w1);
  const words = [left, w1, w2, w3];
  const subkeys = TURNS.flatMap((bits) => words.map((word, i) => xor(word, turned(words[(i + 1) % 4], bits))));
  return subkeys.slice(0, 12 + 2 * first + 1);
}

function reversed(keys: readonly Uint8Array[]): Uint8Array[] {
  return keys.toReversed().map((key, i) => (i === 0 || i === keys.length - 1 ? key : diffuse(key)));
}

function turned(word: Uint8Array = new Uint8Array(16), bits: bigint): Uint8Array {
  const value = BigInt(`0x${Buffer.from(word).toString('hex')}`);
  const result = ((value << bits) | (value >> (128n - bits))) & ((1n << 128n) - 1n);
  return tableOf(result.toString(16).padStart(32, '0'));
}

function xor(data: Uint8Array, other: Uint8Array = new Uint8Array(16)): Uint8Array {
  return data.map((octet, i) => octet ^ (other[i] ?? 0));
}

function inverse(box: Uint8Array): Uint8Array {
  const result = new Uint8Array(256);
  for (const [index, octet] of box.entries()) result[octet] = index;
  return result;
}

/** SB1, which is that of AES (section 2.4.2). */
const BOX1 = tableOf(`
  637c777bf26b6fc53001672bfed7ab76ca82c97dfa5947f0add4a2af9ca472c0b7fd9326363ff7cc34a5e5f171d83115
  04c723c31896059a071280e2eb27b27509832c1a1b6e5aa0523bd6b329e32f8453d100ed20fcb15b6acbbe394a4c58cf
  d0efaafb434d338545f9027f503c9fa851a3408f929d38f5bcb6da2110fff3d2cd0c13ec5f974417c4a77e3d645d1973
  60814fdc222a908846eeb814de5e0bdbe0323a0a4906245cc2d3ac629195e479e7c8376d8dd54ea96c56f4ea657aae08
  ba78252e1ca6b4c6e8dd741f4bbd8b8a703eb5664803f60e613557b986c11d9ee1f8981169d98e949b1e87e9ce5528df
  8ca1890dbfe6426841992d0fb054bb16
`);

/** SB2. */
const BOX2 = tableOf(`
  e24e54fc94c24acc620d6a463c4d8bd15efa64cbb497be2bbc772e03d31959c11d06416b55f09969ea9c18ae63dfe7bb
  007366fb964c85e43a0945aa0fee10eb2d7ff429accfad918d78c895f92fcecd087a88385c832a2847dbb8c793a41253
  ff870e3136215848018e377432cae9b1b7ab0cd7c4564226079860d9b6b91140ec208cbda0c984044923f14f501f13dc
  d8c09e57e3c37b653b028f3ee82592e515ddfd17a9bfd49a7ec53967fe769d43a7e1d0f568f21b347005a38ad57986a8
  30c6514b1ea627f635d26e2416825fdae675a2ef2cb21c9f5d6f800a72449b6c900b5b337d5a52f361a1f7b0d63f7c6d
  ed14e0a53d22b3f889de711aafbab581
`);

const BOXES = [BOX1, BOX2, inverse(BOX1), inverse(BOX2)];
