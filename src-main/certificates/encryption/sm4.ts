import { type BlockCipher, readWord, rotateLeft, tableOf, writeWord } from './block-cipher';

const ROUNDS = 32;

/** SM4 with its key of 16 bytes (GB/T 32907-2016; RFC 8998 appendix A.1 describes it). */
export function sm4(key: Uint8Array): BlockCipher {
  const subkeys = expandKey(key);
  const reversed = subkeys.toReversed();
  return {
    blockLength: 16,
    encrypt: (block) => run(block, subkeys),
    decrypt: (block) => run(block, reversed),
  };
}

function run(block: Uint8Array, subkeys: readonly number[]): void {
  let words = wordsOf(block);
  for (const key of subkeys) {
    const [a, b, c, d] = words;
    const mixed = substitute(b ^ c ^ d ^ key);
    const turned = [2, 10, 18, 24].reduce((sum, bits) => sum ^ rotateLeft(mixed, bits), mixed);
    words = [b, c, d, a ^ turned];
  }
  for (const [index, word] of words.toReversed().entries()) writeWord(block, index * 4, word);
}

const FAMILY_KEY = [0xa3b1_bac6, 0x56aa_3350, 0x677d_9197, 0xb270_22dc] as const;

function expandKey(key: Uint8Array): number[] {
  const words: number[] = wordsOf(key).map((word, i) => word ^ FAMILY_KEY[i as 0 | 1 | 2 | 3]);
  for (let round = 0; round < ROUNDS; round++) {
    const [a = 0, b = 0, c = 0, d = 0] = words.slice(-4);
    const constant = [0, 1, 2, 3].reduce((word, octet) => (word << 8) | (((4 * round + octet) * 7) & 0xff), 0);
    const mixed = substitute(b ^ c ^ d ^ constant);
    words.push(a ^ mixed ^ rotateLeft(mixed, 13) ^ rotateLeft(mixed, 23));
  }
  return words.slice(4);
}

function wordsOf(bytes: Uint8Array): [number, number, number, number] {
  return [readWord(bytes, 0), readWord(bytes, 4), readWord(bytes, 8), readWord(bytes, 12)];
}

function substitute(word: number): number {
  const octet = (shift: number): number => (BOX[(word >>> shift) & 0xff] ?? 0) << shift;
  return octet(24) | octet(16) | octet(8) | octet(0);
}

const BOX = tableOf(`
  d690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62
  e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35
  1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1
  e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51
  8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684
  18f07dec3adc4d2079ee5f3ed7cb3948
`);
