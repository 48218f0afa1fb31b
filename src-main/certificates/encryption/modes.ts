import { Asn1Error } from '../asn1/ber';
import type { BlockCipher } from './block-cipher';

/** The modes of operation that OpenSSL knows by these names (NIST SP 800-38A). CFB is CFB of whole blocks. */
export type Mode = 'ECB' | 'CBC' | 'CFB' | 'CFB1' | 'CFB8' | 'OFB' | 'CTR';

/**
 * Decrypts with a block cipher in a mode of operation; padding is left where it is.
 * @throws {Asn1Error} where ECB or CBC gets something other than whole blocks.
 */
export function decryptInMode(mode: Mode, cipher: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return MODES[mode](cipher, iv, data);
}

/** Whether a mode works on whole blocks, and its data ends in padding. */
export function isPadded(mode: Mode): boolean {
  return mode === 'ECB' || mode === 'CBC';
}

/** @throws {Asn1Error} where the data is not one or more whole blocks. */
export function expectWholeBlocks(data: Uint8Array, blockLength: number): void {
  if (data.length === 0 || data.length % blockLength !== 0) throw new Asn1Error('encrypted data of a broken length');
}

type Decrypt = (cipher: BlockCipher, iv: Uint8Array, data: Uint8Array) => Uint8Array;

const MODES: Readonly<Record<Mode, Decrypt>> = {
  ECB: (cipher, _iv, data) => chained(cipher, undefined, data),
  CBC: (cipher, iv, data) => chained(cipher, iv, data),
  CFB: (cipher, iv, data) => streamed(cipher, iv, data, (_keystream, block) => block),
  OFB: (cipher, iv, data) => streamed(cipher, iv, data, (keystream) => keystream),
  CTR: (cipher, iv, data) => {
    const counter = new Uint8Array(iv);
    return streamed(cipher, iv, data, () => increment(counter));
  },
  CFB8: decryptCfb8,
  CFB1: decryptCfb1,
};

function chained(cipher: BlockCipher, iv: Uint8Array | undefined, data: Uint8Array): Uint8Array {
  expectWholeBlocks(data, cipher.blockLength);
  const output = new Uint8Array(data);
  let previous = iv;
  for (let offset = 0; offset < data.length; offset += cipher.blockLength) {
    const block = output.subarray(offset, offset + cipher.blockLength);
    cipher.decrypt(block);
    if (!previous) continue;
    xorInto(block, previous);
    previous = data.subarray(offset, offset + cipher.blockLength);
  }
  return output;
}

/** The modes that encrypt a register for each block, and differ in what the register is next. */
function streamed(
  cipher: BlockCipher,
  iv: Uint8Array,
  data: Uint8Array,
  nextRegister: (keystream: Uint8Array, ciphertext: Uint8Array) => Uint8Array,
): Uint8Array {
  const output = new Uint8Array(data);
  let register = iv;
  for (let offset = 0; offset < data.length; offset += cipher.blockLength) {
    const keystream = new Uint8Array(register);
    cipher.encrypt(keystream);
    const end = Math.min(offset + cipher.blockLength, data.length);
    xorInto(output.subarray(offset, end), keystream);
    if (end - offset === cipher.blockLength) register = nextRegister(keystream, data.subarray(offset, end));
  }
  return output;
}

function decryptCfb8(cipher: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const register = new Uint8Array(iv);
  return Uint8Array.from(data, (octet) => {
    const keystream = new Uint8Array(register);
    cipher.encrypt(keystream);
    register.copyWithin(0, 1);
    register[register.length - 1] = octet;
    return octet ^ (keystream[0] ?? 0);
  });
}

function decryptCfb1(cipher: BlockCipher, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const register = new Uint8Array(iv);
  return Uint8Array.from(data, (octet) => {
    let plain = 0;
    for (let bit = 7; bit >= 0; bit--) {
      const keystream = new Uint8Array(register);
      cipher.encrypt(keystream);
      const encrypted = (octet >> bit) & 1;
      plain = (plain << 1) | (encrypted ^ ((keystream[0] ?? 0) >> 7));
      shiftIn(register, encrypted);
    }
    return plain;
  });
}

function shiftIn(register: Uint8Array, bit: number): void {
  let carry = bit;
  for (let i = register.length - 1; i >= 0; i--) {
    const octet = register[i] ?? 0;
    register[i] = (octet << 1) | carry;
    carry = octet >> 7;
  }
}

function increment(counter: Uint8Array): Uint8Array {
  for (let i = counter.length - 1; i >= 0; i--) {
    counter[i] = (counter[i] ?? 0) + 1;
    if (counter[i] !== 0) break;
  }
  return counter;
}

function xorInto(target: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) ^ (other[i] ?? 0);
}
