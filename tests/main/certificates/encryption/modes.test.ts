import { createCipheriv, createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Asn1Error } from '../../../../src-main/certificates/asn1/ber';
import type { BlockCipher } from '../../../../src-main/certificates/encryption/block-cipher';
import { cipherNamed } from '../../../../src-main/certificates/encryption/ciphers';
import { decryptInMode, type Mode } from '../../../../src-main/certificates/encryption/modes';

const KEY = Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex');
const IV = '000102030405060708090a0b0c0d0e0f';
const PLAIN = '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51';

/** NIST SP 800-38A appendix F, AES-128. */
const vectors: readonly (readonly [Mode, string, string])[] = [
  ['ECB', '', '3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf'],
  ['CBC', IV, '7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2'],
  ['CFB', IV, '3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b'],
  ['CFB8', IV, '3b79424c9c0dd436bace9e0ed4586a4f32b9'],
  ['CFB1', IV, '68b3'],
  ['OFB', IV, '3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825'],
  ['CTR', 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff'],
];

describe('modes of operation give the results of NIST SP 800-38A', () => {
  test.each(vectors)('%s', (mode, iv, encrypted) => {
    const plain = decryptInMode(mode, aes(), Buffer.from(iv, 'hex'), Buffer.from(encrypted, 'hex'));
    expect(Buffer.from(plain).toString('hex')).toBe(PLAIN.slice(0, encrypted.length));
  });

  test.each(['CFB', 'OFB', 'CTR'] as const)('%s takes part of a block at the end', (mode) => {
    const [, iv = '', encrypted = ''] = vectors.find(([name]) => name === mode) ?? [];
    const plain = decryptInMode(mode, aes(), Buffer.from(iv, 'hex'), Buffer.from(encrypted, 'hex').subarray(0, 21));
    expect(Buffer.from(plain).toString('hex')).toBe(PLAIN.slice(0, 42));
  });

  test.each(vectors)('the cipher AES-128-%s agrees, native or not', (mode, iv, encrypted) => {
    const cipher = cipherNamed(`AES-128-${mode}`);
    const plain = cipher?.decrypt(KEY, Buffer.from(iv, 'hex'), Buffer.from(encrypted, 'hex'));
    // These vectors have no padding, so the modes that need one refuse them.
    const expected = mode === 'ECB' || mode === 'CBC' ? undefined : PLAIN.slice(0, encrypted.length);
    expect(plain && Buffer.from(plain).toString('hex')).toBe(expected);
  });
});

describe('broken data', () => {
  test.each(['AES-128-CBC', 'DES-EDE3-CBC', 'CAMELLIA-128-CBC', 'AES-128-ECB'])(
    '%s refuses part of a block, and nothing',
    (name) => {
      const cipher = cipherNamed(name);
      const key = Buffer.alloc(cipher?.keyLength ?? 0);
      const iv = Buffer.alloc(cipher?.ivLength ?? 0);
      for (const length of [0, 7, 17]) expect(() => cipher?.decrypt(key, iv, Buffer.alloc(length))).toThrow(Asn1Error);
    },
  );

  test.each([
    ['nothing to take off', '00'.repeat(16)],
    ['more than a block', '11'.repeat(16)],
    ['different octets', `${'00'.repeat(13)}020303`],
  ])('padding with %s counts as a wrong password', (_what, plain) => {
    const encipher = createCipheriv('aes-128-cbc', KEY, Buffer.from(IV, 'hex')).setAutoPadding(false);
    const data = encipher.update(Buffer.from(plain, 'hex'));
    expect(cipherNamed('AES-128-CBC')?.decrypt(KEY, Buffer.from(IV, 'hex'), data)).toBeUndefined();
  });

  test('names that are no cipher of ours are unknown', () => {
    for (const name of ['', 'AES-128', 'AES-128-GCM', 'ROT-13-CBC', '__proto__-CBC', 'CBC'])
      expect(cipherNamed(name)).toBeUndefined();
  });
});

function aes(): BlockCipher {
  const encipher = createCipheriv('aes-128-ecb', KEY, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-128-ecb', KEY, null).setAutoPadding(false);
  return {
    blockLength: 16,
    encrypt: (block) => block.set(encipher.update(block)),
    decrypt: (block) => block.set(decipher.update(block)),
  };
}
