/** A block cipher with its key set. Both functions work in place on exactly one block. */
export interface BlockCipher {
  readonly blockLength: 8 | 16;
  encrypt(block: Uint8Array): void;
  decrypt(block: Uint8Array): void;
}

/** The big-endian 32-bit word at an offset, as a signed number. */
export function readWord(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset] ?? 0) << 24) |
    ((bytes[offset + 1] ?? 0) << 16) |
    ((bytes[offset + 2] ?? 0) << 8) |
    (bytes[offset + 3] ?? 0)
  );
}

/** Writes a 32-bit word big-endian. */
export function writeWord(bytes: Uint8Array, offset: number, word: number): void {
  bytes[offset] = word >>> 24;
  bytes[offset + 1] = word >>> 16;
  bytes[offset + 2] = word >>> 8;
  bytes[offset + 3] = word;
}

/** Rotates a 32-bit word to the left by 1 to 31 bits. */
export function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The bytes of a table that is written as hexadecimal digits with any white space between them. */
export function tableOf(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits.replaceAll(/\s/gu, ''), 'hex'));
}
