import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src-main/app-error';
import { Asn1Error } from '../../../../src-main/certificates/asn1/ber';
import { readPkcs12 } from '../../../../src-main/certificates/pkcs12/read-pkcs12';
import { privateKeyInfoIn } from '../../../../src-main/certificates/private-key/encrypted-pkcs8';
import { type CorpusEntry, corpusEntries } from '../encryption/corpus';

const entries = corpusEntries(({ kind }) => kind === 'pfx');
const readable = entries.filter(({ expected }) => expected.ok);
const unreadable = entries.filter(({ expected }) => !expected.ok);

describe.skipIf(entries.length === 0)('PKCS#12 files of the corpus (skipped where ../shared/corpus is absent)', () => {
  test.each(readable)('$path gives its certificates and keys', async ({ file, password, password_mac, expected }) => {
    const contents = await readPkcs12(readFileSync(file), password, password_mac ?? password);
    const fingerprints = contents.certificates.map(({ der }) => createHash('sha256').update(der).digest('hex'));
    expect(new Set(fingerprints)).toEqual(new Set(expected.certs?.map(({ sha256 }) => sha256)));
    expect(contents.privateKeys).toHaveLength(expected.keys?.length ?? 0);
    for (const { pkcs8 } of contents.privateKeys) expect(privateKeyInfoIn(pkcs8)).toEqual(pkcs8);
    expect(contents.unread).toBeUndefined();
  });

  test.each(unreadable)('$path is not accepted', async ({ file, password }) => {
    for (const attempt of [password, undefined, '', 'password', '1234', 'nss', 'changeit']) {
      await expect(keysIn(file, attempt)).rejects.toSatisfy(
        (error) => error instanceof AppError || error instanceof Asn1Error,
      );
    }
  });

  const locked = readable.filter(({ password }) => password);

  test.each(locked.filter((entry) => !hasNoMac(entry)))('$path is refused with a wrong password', async ({ file }) => {
    await expect(readPkcs12(readFileSync(file), 'not the password')).rejects.toMatchObject({
      code: 'certificate.wrong-password',
    });
  });

  test.each(locked.filter(hasNoMac))(
    '$path gives with a wrong password what is in clear',
    async ({ file, expected }) => {
      const { certificates, privateKeys, unread } = await readPkcs12(readFileSync(file), 'not the password');
      const keyIsInClear = expected.info?.includes('Key bag') ?? false;
      expect(certificates).toHaveLength(expected.certs?.length ?? 0);
      expect(privateKeys).toHaveLength(keyIsInClear ? 1 : 0);
      expect(unread?.code).toBe(keyIsInClear ? undefined : 'certificate.wrong-password');
    },
  );
});

function hasNoMac({ expected }: CorpusEntry): boolean {
  return expected.info?.some((line) => line.includes('MAC is absent')) ?? false;
}

/** Two files of NSS hold a certificate in clear and a key that the reference cannot decrypt: it is their key that counts. */
async function keysIn(file: string, password: string | undefined): Promise<number> {
  const { privateKeys, unread } = await readPkcs12(readFileSync(file), password);
  if (unread) throw unread;
  return privateKeys.length;
}
