import { describe, expect, test } from 'vitest';
import { aria } from '../../../../src-main/certificates/encryption/aria';
import type { BlockCipher } from '../../../../src-main/certificates/encryption/block-cipher';
import { blowfish } from '../../../../src-main/certificates/encryption/blowfish';
import { camellia } from '../../../../src-main/certificates/encryption/camellia';
import { cast5 } from '../../../../src-main/certificates/encryption/cast5';
import { chacha20 } from '../../../../src-main/certificates/encryption/chacha20';
import { idea } from '../../../../src-main/certificates/encryption/idea';
import { rc2 } from '../../../../src-main/certificates/encryption/rc2';
import { rc4 } from '../../../../src-main/certificates/encryption/rc4';
import { seed } from '../../../../src-main/certificates/encryption/seed';
import { sm4 } from '../../../../src-main/certificates/encryption/sm4';

const LONG = '0123456789abcdeffedcba9876543210';
const ZEROS = '00'.repeat(16);
const COUNTING = '000102030405060708090a0b0c0d0e0f';
const DOUBLES = '00112233445566778899aabbccddeeff';
const RC2_KEY = '88bca90e90875a7f0f79c384627bafb2';

type Vector = readonly [
  name: string,
  withKey: (key: Uint8Array) => BlockCipher,
  key: string,
  plain: string,
  encrypted: string,
];

const withBits = (bits: 40 | 64 | 128) => (key: Uint8Array) => rc2(key, bits);

const vectors: readonly Vector[] = [
  ['RC2, 64 bits (RFC 2268)', withBits(64), 'ff'.repeat(8), 'ff'.repeat(8), '278b27e42e2f0d49'],
  ['RC2, 64 bits (RFC 2268)', withBits(64), '3000000000000000', '1000000000000001', '30649edf9be7d2c2'],
  ['RC2, one key byte (RFC 2268)', withBits(64), '88', '00'.repeat(8), '61a8a244adacccf0'],
  ['RC2, seven key bytes (RFC 2268)', withBits(64), '88bca90e90875a', '00'.repeat(8), '6ccf4308974c267f'],
  ['RC2, sixteen key bytes, 64 bits (RFC 2268)', withBits(64), RC2_KEY, '00'.repeat(8), '1a807d272bbe5db1'],
  ['RC2, 128 bits (RFC 2268)', withBits(128), RC2_KEY, '00'.repeat(8), '2269552ab0f85ca6'],
  ['Blowfish (Schneier)', blowfish, '00'.repeat(8), '00'.repeat(8), '4ef997456198dd78'],
  ['Blowfish (Schneier)', blowfish, 'ff'.repeat(8), 'ff'.repeat(8), '51866fd5b85ecb8a'],
  ['Blowfish (Schneier)', blowfish, '0123456789abcdef', '11'.repeat(8), '61f9c3802281b096'],
  ['CAST-128, 128 bits (RFC 2144)', cast5, '0123456712345678234567893456789a', '0123456789abcdef', '238b4fe5847e44b2'],
  ['CAST-128, 80 bits (RFC 2144)', cast5, '01234567123456782345', '0123456789abcdef', 'eb6a711a2c02271b'],
  ['CAST-128, 40 bits (RFC 2144)', cast5, '0123456712', '0123456789abcdef', '7ac816d16e9b302e'],
  ['IDEA (Lai)', idea, '00010002000300040005000600070008', '0000000100020003', '11fbed2b01986de5'],
  ['SEED (RFC 4269)', seed, ZEROS, COUNTING, '5ebac6e0054e166819aff1cc6d346cdb'],
  ['SEED (RFC 4269)', seed, COUNTING, ZEROS, 'c11f22f20140505084483597e4370f43'],
  ['Camellia, 128 bits (RFC 3713)', camellia, LONG, LONG, '67673138549669730857065648eabe43'],
  ['Camellia, 192 bits (RFC 3713)', camellia, `${LONG}0011223344556677`, LONG, 'b4993401b3e996f84ee5cee7d79b09b9'],
  ['Camellia, 256 bits (RFC 3713)', camellia, `${LONG}${DOUBLES}`, LONG, '9acc237dff16d76c20ef7c919e3a7509'],
  ['ARIA, 128 bits (RFC 5794)', aria, COUNTING, DOUBLES, 'd718fbd6ab644c739da95f3be6451778'],
  ['ARIA, 192 bits (RFC 5794)', aria, `${COUNTING}1011121314151617`, DOUBLES, '26449c1805dbe7aa25a468ce263a9e79'],
  [
    'ARIA, 256 bits (RFC 5794)',
    aria,
    `${COUNTING}101112131415161718191a1b1c1d1e1f`,
    DOUBLES,
    'f92bd7c79fb72e2f2b8f80c1972d24fc',
  ],
  ['SM4 (GB/T 32907)', sm4, LONG, LONG, '681edf34d206965e86b3e94f536e4246'],
];

describe('block ciphers give the results of their specifications', () => {
  test.each(vectors)('%s', (_name, withKey, key, plain, encrypted) => {
    const cipher = withKey(bytes(key));
    const block = bytes(plain);
    cipher.encrypt(block);
    expect(hex(block)).toBe(encrypted);
    cipher.decrypt(block);
    expect(hex(block)).toBe(plain);
  });
});

describe('RC4 gives the key streams of RFC 6229', () => {
  test.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('under the key %s', (key, stream) => {
    expect(hex(rc4(bytes(key), new Uint8Array(16)))).toBe(stream);
  });
});

test('ChaCha20 gives the key stream of RFC 8439 section 2.4.2', () => {
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  const stream = chacha20(key, bytes('01000000000000000000004a00000000'), new Uint8Array(80));
  expect(hex(stream.subarray(0, 16))).toBe('224f51f3401bd9e12fde276fb8631ded');
  expect(hex(stream.subarray(64))).toBe('69a6749f3f630f4122cafe28ec4dc47e');
});

function bytes(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
