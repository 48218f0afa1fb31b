import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPkcs12 } from '../../../../src-main/certificates/pkcs12/read-pkcs12';
import { hasOpenssl, LEGACY, openWorkshop, type OpensslWorkshop } from '../encryption/openssl';

const PBES = [
  'PBE-SHA1-RC4-128 PBE-SHA1-RC4-40 PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-128 PBE-SHA1-RC2-40',
  'PBE-MD5-DES PBE-SHA1-DES PBE-MD5-RC2-64 PBE-SHA1-RC2-64',
  'aes-128-cbc aes-192-cbc aes-256-cbc aes-192-cfb aes-128-ofb aes-256-ecb des-cbc des-ede3-cbc rc2-cbc rc2-64-cbc rc2-40-cbc rc4',
  'bf-cbc cast5-cbc seed-cbc sm4-cbc camellia-128-cbc camellia-192-cbc camellia-256-cbc aria-128-cbc aria-192-cbc aria-256-cbc',
].flatMap((line) => line.split(' '));

const MACS = [
  'md4 md5 sha1 sha224 sha256 sha384 sha512 sha512-224 sha512-256 sha3-224 sha3-256 sha3-384 sha3-512',
  'ripemd160 blake2b512 blake2s256 sm3 whirlpool',
].flatMap((line) => line.split(' '));

describe.skipIf(!hasOpenssl())('PKCS#12 files that openssl has packed (skipped where it is absent)', () => {
  let workshop: OpensslWorkshop;
  let certificate: Buffer;
  let pkcs8: Buffer;

  beforeAll(() => {
    workshop = openWorkshop();
    certificate = new X509Certificate(readFileSync(workshop.path('certificate.pem'))).raw;
    pkcs8 = workshop.run('pkcs8 -topk8 -nocrypt -in key.pem -outform DER');
  });
  afterAll(() => workshop.close());

  const pack = (options: string, password = 'pässwörd😀'): Buffer => {
    workshop.run(
      `pkcs12 -export ${LEGACY} -inkey key.pem -in certificate.pem -out it.pfx -passout pass:${password} ${options}`,
    );
    return readFileSync(workshop.path('it.pfx'));
  };

  test.each([
    ...PBES.map((pbe) => `-keypbe ${pbe} -certpbe ${pbe}`),
    ...MACS.map((digest) => `-macalg ${digest}`),
    ...MACS.slice(0, 8).map((digest) => `-macalg ${digest} -keypbe NONE -certpbe NONE`),
    '-keypbe aes-256-cbc -certpbe NONE',
    '-keypbe NONE -certpbe PBE-SHA1-3DES',
    '-nomac -keypbe aes-256-cbc -certpbe aes-256-cbc',
    '-nomac -keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-128',
    '-iter 1',
    '-nomaciter -noiter',
    '-legacy',
  ])('with %s', async (options) => {
    const file = pack(options);
    const contents = await readPkcs12(file, 'pässwörd😀');
    expect(contents.certificates.map(({ der }) => Buffer.from(der))).toEqual([certificate]);
    expect(contents.privateKeys.map((key) => Buffer.from(key.pkcs8))).toEqual([pkcs8]);
    expect(contents.privateKeys[0]?.encrypted).toBe(!/-keypbe NONE/u.test(options));
    await expect(readPkcs12(file, 'passwort')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
    await expect(readPkcs12(file, undefined)).rejects.toMatchObject({ code: 'certificate.password-needed' });
  });

  test.each(['-legacy', '-keypbe aes-256-cbc -certpbe aes-256-cbc', '-keypbe NONE -certpbe NONE'])(
    'with an empty password and %s opens without asking',
    async (options) => {
      const file = pack(options, '');
      for (const password of [undefined, '']) {
        expect((await readPkcs12(file, password)).privateKeys).toHaveLength(1);
      }
    },
  );

  test('with an empty password and many iterations asks all the same', async () => {
    await expect(readPkcs12(pack('-iter 150000', ''), undefined)).rejects.toMatchObject({
      code: 'certificate.password-needed',
    });
  });

  test('names are read, and the key that belongs to a certificate is known', async () => {
    const { certificates, privateKeys } = await readPkcs12(pack('-name Schlüssel'), 'pässwörd😀');
    expect(certificates[0]?.friendlyName).toBe('Schlüssel');
    expect(privateKeys[0]?.friendlyName).toBe('Schlüssel');
    expect(certificates[0]?.localKeyId).toMatch(/^[\da-f]{40}$/u);
    expect(privateKeys[0]?.localKeyId).toBe(certificates[0]?.localKeyId);
  });

  test('a password typed composed opens what was written decomposed, and the other way round', async () => {
    for (const form of ['NFC', 'NFD'] as const) {
      for (const options of ['-legacy', '-keypbe aes-256-cbc -certpbe aes-256-cbc']) {
        const file = pack(options, 'pässwörd'.normalize(form));
        const typed = 'pässwörd'.normalize(form === 'NFC' ? 'NFD' : 'NFC');
        expect((await readPkcs12(file, typed)).privateKeys).toHaveLength(1);
      }
    }
  });
});
