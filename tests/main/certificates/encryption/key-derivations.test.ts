import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { derSequence, derUnsigned } from '../../../../src-main/certificates/asn1/der-writer';
import { readElement, TAG } from '../../../../src-main/certificates/asn1/ber';
import { der } from '../../../../src-main/certificates/asn1/der-writer';
import { digestNamed } from '../../../../src-main/certificates/encryption/digests';
import { pbkdf1 } from '../../../../src-main/certificates/encryption/pbkdf1';
import { pbkdf2, readPbkdf2Parameters } from '../../../../src-main/certificates/encryption/pbkdf2';
import { readScryptParameters, scrypt } from '../../../../src-main/certificates/encryption/scrypt';
import { pkcs12Key, PURPOSE } from '../../../../src-main/certificates/pkcs12/key-derivation';

describe('PBKDF2', () => {
  test.each([
    [1, '0c60c80f961f0e71f3a9b524af6012062fe037a6'],
    [2, 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957'],
    [4096, '4b007901b765489abead49d926f721d065a429c1'],
  ])('gives the results of RFC 6070 after %i rounds, with the runtime and without', async (iterations, expected) => {
    for (const native of [true, false]) {
      const parameters = {
        digest: { ...digestNamed('sha1'), native },
        salt: utf8('salt'),
        iterations,
        keyLength: undefined,
      };
      expect(hex(await pbkdf2(parameters, utf8('password'), 20))).toBe(expected);
    }
  });

  test('makes keys longer than a digest without the runtime', async () => {
    const digest = { ...digestNamed('sha256'), native: false };
    const key = await pbkdf2({ digest, salt: utf8('salt'), iterations: 3, keyLength: undefined }, utf8('password'), 40);
    expect(hex(key)).toBe(pbkdf2Sync('password', 'salt', 3, 40, 'sha256').toString('hex'));
  });

  test('refuses more than ten million rounds, and none', () => {
    expect(() => readPbkdf2Parameters(pbkdf2Parameters(10_000_001))).toThrow(
      expect.objectContaining({
        code: 'certificate.too-many-iterations',
        facts: { iterations: 10_000_001, limit: 10_000_000 },
      }),
    );
    expect(() => readPbkdf2Parameters(pbkdf2Parameters(0))).toThrow('no iterations');
    expect(readPbkdf2Parameters(pbkdf2Parameters(10_000_000)).iterations).toBe(10_000_000);
  });
});

describe('PKCS#12 key derivation', () => {
  const smeg = '0073006d006500670000';
  const queeg = '007100750065006500670000';
  test.each([
    [smeg, '0a58cf64530d823f', PURPOSE.KEY, 1, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    [smeg, '0a58cf64530d823f', PURPOSE.IV, 1, '79993dfe048d3b76'],
    [smeg, '642b99ab44fb4b1f', PURPOSE.KEY, 1, 'f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966'],
    [smeg, '642b99ab44fb4b1f', PURPOSE.IV, 1, 'c0a38d64a79bea1d'],
    [smeg, '3d83c0e4546ac140', PURPOSE.MAC, 1, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
    [queeg, '05dec959acff72f7', PURPOSE.KEY, 1000, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    [queeg, '05dec959acff72f7', PURPOSE.IV, 1000, '11dedad7758d4860'],
    [queeg, '1682c0fc5b3f7ec5', PURPOSE.KEY, 1000, '483dd6e919d7de2e8e648ba8f862f3fbfbdc2bcb2c02957f'],
    [queeg, '263216fcc2fab31c', PURPOSE.MAC, 1000, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ])(
    'gives the published results: password %s, salt %s, purpose %i, %i rounds',
    (password, salt, purpose, iterations, expected) => {
      const digest = digestNamed('sha1');
      const derivation = { digest, salt: bytes(salt), iterations, purpose, length: expected.length / 2 };
      expect(hex(pkcs12Key(derivation, bytes(password)))).toBe(expected);
    },
  );
});

test('PBKDF1 is the digest of password and salt, hashed on', () => {
  const derived = pbkdf1(digestNamed('sha1'), utf8('password'), bytes('78578e5a5d63cb06'), 1000);
  expect(hex(derived.subarray(0, 16))).toBe('dc19847e05c64d2faf10ebfb4a3d2a20');
});

describe('scrypt', () => {
  test('gives the result of RFC 7914', async () => {
    const parameters = { salt: utf8('NaCl'), cost: 1024, blockSize: 8, parallelization: 16, keyLength: undefined };
    expect(hex(await scrypt(parameters, utf8('password'), 32))).toBe(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
    );
  });

  test('refuses what would take more than a quarter of a gibibyte of memory, or hours', () => {
    const tooMuch = { code: 'certificate.too-many-iterations' };
    expect(() => readScryptParameters(scryptParameters(2 ** 19, 8, 1))).toThrow(expect.objectContaining(tooMuch));
    expect(() => readScryptParameters(scryptParameters(2 ** 18, 8, 17))).toThrow(expect.objectContaining(tooMuch));
    expect(readScryptParameters(scryptParameters(2 ** 18, 8, 16)).cost).toBe(2 ** 18);
    // Nothing to fill, and all the more parallel parts, or large ones.
    expect(() => readScryptParameters(scryptParameters(2, 1, 5_000_000))).toThrow(expect.objectContaining(tooMuch));
    expect(() => readScryptParameters(scryptParameters(2, 1_000_000, 1))).toThrow(expect.objectContaining(tooMuch));
  });

  test('is calculated for whatever parameters are read, up to the limit of each', async () => {
    for (const numbers of [
      [2, 1, 2_000_000],
      [2, 400_000, 1],
      [2 ** 15, 1, 1],
    ]) {
      const parameters = readScryptParameters(scryptParameters(...numbers));
      expect(await scrypt(parameters, utf8('password'), 16)).toHaveLength(16);
    }
    expect(() => readScryptParameters(scryptParameters(2 ** 16, 1, 1))).toThrow('beyond its block size');
  });

  test('refuses a cost that is no power of two, and none', () => {
    expect(() => readScryptParameters(scryptParameters(1000, 8, 1))).toThrow('power of two');
    expect(() => readScryptParameters(scryptParameters(0, 8, 1))).toThrow('without a cost');
  });
});

function pbkdf2Parameters(iterations: number): ReturnType<typeof readElement> {
  return readElement(derSequence(der(TAG.OCTET_STRING, utf8('saltsalt')), integer(iterations)));
}

function scryptParameters(...numbers: readonly number[]): ReturnType<typeof readElement> {
  return readElement(derSequence(der(TAG.OCTET_STRING, utf8('saltsalt')), ...numbers.map(integer)));
}

function integer(value: number): Buffer {
  const octets = Buffer.alloc(6);
  octets.writeUIntBE(value, 0, 6);
  return derUnsigned(octets);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function bytes(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
