import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestNamed, hmac } from '../../../../src-main/certificates/encryption/digests';
import { md4 } from '../../../../src-main/certificates/encryption/md4';
import { rehashSha1 } from '../../../../src-main/certificates/encryption/rehash-sha1';
import { rehashSha256 } from '../../../../src-main/certificates/encryption/rehash-sha256';
import { sm3 } from '../../../../src-main/certificates/encryption/sm3';
import { whirlpool } from '../../../../src-main/certificates/encryption/whirlpool';

describe('digests give the results of their specifications', () => {
  test.each([
    ['MD4 (RFC 1320)', md4, '', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['MD4 (RFC 1320)', md4, 'abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['MD4 (RFC 1320)', md4, '1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
    ['SM3 (GB/T 32905)', sm3, 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['SM3 (GB/T 32905)', sm3, 'abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    [
      'Whirlpool (ISO/IEC 10118-3)',
      whirlpool,
      '',
      '19fa61d75522a4669b44e39c1d2e1726c530232130d407f89afee0964997f7a73e83be698b288febcf88e3e03c4f0757ea8964e59b63d93708b138cc42a66eb3',
    ],
    [
      'Whirlpool (ISO/IEC 10118-3)',
      whirlpool,
      'abc',
      '4e2448a4c6f486bb16b6562c73b4020bf3043e3a731bce721ae1b303d97e6d4c7181eebdb6c57e277d0e34957114cbd6c797fc9d95d8b582d225292076d4eef5',
    ],
  ] as const)('%s', (_name, digest, text, expected) => {
    expect(hex(digest(Buffer.from(text)))).toBe(expected);
  });

  test.each([
    ['sha512-224', '4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa'],
    ['sha3-256', '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532'],
    ['blake2s256', '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982'],
    ['ripemd160', '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'],
  ])('%s of abc is the same in every runtime', (name, expected) => {
    expect(hex(digestNamed(name).hash(Buffer.from('abc')))).toBe(expected);
  });

  test('lengths are those of the digests', () => {
    for (const name of ['md4', 'md5', 'sha1', 'sha384', 'sha512-224', 'sha3-384', 'blake2b512', 'sm3', 'whirlpool']) {
      const digest = digestNamed(name);
      expect(digest.hash(Buffer.from('x'))).toHaveLength(digest.outputLength);
    }
  });

  test('HMAC without the runtime is HMAC (RFC 2104)', () => {
    const own = { ...digestNamed('sha256'), native: false };
    for (const key of ['', 'key', 'k'.repeat(200)]) {
      expect(hex(hmac(own, Buffer.from(key), Buffer.from('data')))).toBe(
        createHmac('sha256', key).update('data').digest('hex'),
      );
    }
  });
});

describe('hashing a digest again', () => {
  test.each([
    ['sha1', rehashSha1],
    ['sha256', rehashSha256],
  ] as const)('%s gives what the runtime gives', (name, rehash) => {
    let expected = createHash(name).update('start').digest();
    const first = new Uint8Array(expected);
    for (let i = 0; i < 1000; i++) expected = createHash(name).update(expected).digest();
    expect(hex(rehash(first, 1000))).toBe(expected.toString('hex'));
    expect(hex(rehash(first, 0))).toBe(hex(first));
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
