import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptPkcs8 } from '../../../../src-main/certificates/private-key/encrypted-pkcs8';
import { decryptProcType } from '../../../../src-main/certificates/private-key/proc-type';
import { hasOpenssl, LEGACY, openWorkshop, type OpensslWorkshop } from './openssl';

const PBES2 = [
  'aes-128-cbc aes-192-cbc aes-256-cbc aes-128-cfb aes-192-cfb aes-256-ofb aes-128-ecb',
  'des-cbc des-cfb des-ofb des-ecb des-ede des-ede3-cbc rc2-cbc rc2-64-cbc rc2-40-cbc rc4',
  'bf-cbc cast5-cbc seed-cbc seed-ecb seed-cfb seed-ofb sm4-cbc sm4-cfb sm4-ofb sm4-ctr sm4-ecb',
  'camellia-128-cbc camellia-192-cbc camellia-256-cbc camellia-192-cfb camellia-256-ofb camellia-256-ctr camellia-128-ecb',
  'aria-128-cbc aria-192-cbc aria-256-cbc aria-192-cfb aria-256-ofb aria-256-ctr aria-128-ecb',
].flatMap((line) => line.split(' '));

const PBES1 = [
  'PBE-MD5-DES PBE-SHA1-DES PBE-MD5-RC2-64 PBE-SHA1-RC2-64 PBE-SHA1-RC4-128 PBE-SHA1-RC4-40',
  'PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-128 PBE-SHA1-RC2-40',
].flatMap((line) => line.split(' '));

const PRFS = [
  'hmacWithMD5 hmacWithSHA1 hmacWithSHA224 hmacWithSHA256 hmacWithSHA384 hmacWithSHA512',
  'hmacWithSHA512-224 hmacWithSHA512-256 hmac-sha1 hmac-md5',
].flatMap((line) => line.split(' '));

const PROC_TYPE = [
  'aes128 aes-192-cbc aes-256-cbc aes-128-cfb aes-192-cfb aes-192-cfb1 aes-256-cfb1 aes-128-cfb8 aes-128-ofb aes-192-ofb aes-128-ctr',
  'des des-cfb des-cfb1 des-cfb8 des-ofb des-ede-cbc des-ede-cfb des-ede-ofb des3 des-ede3-cfb des-ede3-cfb1 des-ede3-cfb8 des-ede3-ofb',
  'rc2-cbc rc2-64-cbc rc2-40-cbc rc2-cfb rc2-ofb bf-cbc bf-cfb bf-ofb cast5-cbc cast5-cfb cast5-ofb',
  'seed-cbc seed-cfb seed-ofb camellia-128-cbc camellia-192-cfb camellia-192-cfb1 camellia-256-cfb8 camellia-256-ofb camellia-256-ctr',
  'aria-128-cbc aria-192-cfb aria-192-cfb1 aria-256-cfb8 aria-256-ofb aria-256-ctr sm4-cbc sm4-cfb sm4-ofb sm4-ctr chacha20',
].flatMap((line) => line.split(' '));

describe.skipIf(!hasOpenssl())('keys that openssl has encrypted (skipped where it is absent)', () => {
  let workshop: OpensslWorkshop;
  let pkcs8: Buffer;
  let traditional: Buffer;

  beforeAll(() => {
    workshop = openWorkshop();
    pkcs8 = workshop.run('pkcs8 -topk8 -nocrypt -in key.pem -outform DER');
    traditional = workshop.run('ec -in key.pem -outform DER');
  });
  afterAll(() => workshop.close());

  test.each([
    ...PBES2.map((cipher) => `-v2 ${cipher}`),
    ...PBES1.map((scheme) => `-v1 ${scheme}`),
    ...PRFS.map((prf) => `-v2 aes-256-cbc -v2prf ${prf}`),
    '-scrypt',
    '-scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 3 -v2 camellia-256-cbc',
    '-v2 aes-256-cbc -iter 1',
    '-v2 aes-256-cbc -iter 200000',
  ])('PKCS#8 with %s is decrypted', async (options) => {
    const encrypted = workshop.run(`pkcs8 ${LEGACY} -topk8 -in key.pem -outform DER -passout pass:pässwörd ${options}`);
    expect(Buffer.from(await decryptPkcs8(encrypted, 'pässwörd'))).toEqual(pkcs8);
    await expect(decryptPkcs8(encrypted, 'passwort')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
  });

  test.each(PROC_TYPE)('Proc-Type with %s is decrypted', async (cipher) => {
    const pem = workshop.run(`ec ${LEGACY} -in key.pem -${cipher} -passout pass:pässwörd`).toString();
    const [, dekInfo = ''] = /DEK-Info: (.*)/u.exec(pem) ?? [];
    const [, base64 = ''] = /\n\n([\w+/=\s]+)-/u.exec(pem) ?? [];
    const read = (password: string): Promise<Uint8Array> =>
      decryptProcType({ procType: '4,ENCRYPTED', dekInfo }, Buffer.from(base64, 'base64'), password);
    expect(Buffer.from(await read('pässwörd'))).toEqual(traditional);
    await expect(read('passwort')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
  });
});
