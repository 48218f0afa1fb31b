import { tableOf } from './block-cipher';

const ROUNDS = 10;

/** The Whirlpool digest, 64 bytes (ISO/IEC 10118-3). */
export function whirlpool(data: Uint8Array): Uint8Array {
  const padded = pad(data);
  let state = new Uint8Array(64);
  for (let offset = 0; offset < padded.length; offset += 64) {
    const block = padded.subarray(offset, offset + 64);
    const encrypted = encrypt(state, block);
    state = state.map((octet, i) => octet ^ (encrypted[i] ?? 0) ^ (block[i] ?? 0));
  }
  return state;
}

function encrypt(initialKey: Uint8Array, block: Uint8Array): Uint8Array {
  let key = initialKey;
  let state = xor(block, key);
  for (let round = 0; round < ROUNDS; round++) {
    const constant = new Uint8Array(64);
    constant.set(BOX.subarray(round * 8, round * 8 + 8));
    key = roundOf(key, constant);
    state = roundOf(state, key);
  }
  return state;
}

/** Substitution, the columns turned down by 0 to 7 rows, and every row times a circulant matrix over GF(2^8). */
function roundOf(state: Uint8Array, key: Uint8Array): Uint8Array {
  const output = new Uint8Array(key);
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const octet = BOX[state[((row - column) & 7) * 8 + column] ?? 0] ?? 0;
      for (let i = 0; i < 8; i++) {
        const index = row * 8 + i;
        output[index] = (output[index] ?? 0) ^ (PRODUCTS[(i - column) & 7]?.[octet] ?? 0);
      }
    }
  }
  return output;
}

function xor(data: Uint8Array, other: Uint8Array): Uint8Array {
  return data.map((octet, i) => octet ^ (other[i] ?? 0));
}

function pad(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 33) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  return padded;
}

function timesIn256(a: number, b: number): number {
  let product = 0;
  for (let factor = a, rest = b; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= factor;
    factor = factor & 0x80 ? (factor << 1) ^ 0x11d : factor << 1;
  }
  return product;
}

const BOX = tableOf(`
  1823c6e887b8014f36a6d2f5796f915260bc9b8ea30c7b351de0d7c22e4bfe57157737e59ff04ada58c9290ab1a06b85
  bd5d10f4cb3e0567e427418ba77d95d8fbee7c66dd17479eca2dbf07ad5a83336302aa71c81949d9f2e35b889a2632b0
  e90fd580becd3448ff7a905f20681aaeb454932264f173124008c3ecdba18d3d9700cf2b7682d61bb5af6a5045f330ef
  3f55a2ea65ba2fc0de1cfd4d9275068ab2e60e1f62d4a896f9c525598472394c5e78388cd1a5e261b3219c1e43c7fc04
  51996d0dfadf7e243babce118f4eb7eb3c8194f7b9132cd3e76ec40356447fa92abbc153dc0b9d6c3174f646ac8914e1
  163a690970b6d0edcc4298a4285cf886
`);

const PRODUCTS = [1, 1, 4, 1, 8, 5, 2, 9].map((factor) =>
  Uint8Array.from({ length: 256 }, (_, i) => timesIn256(i, factor)),
);
