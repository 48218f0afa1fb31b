import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src-main/app-error';
import { Asn1Error, readElement } from '../../../../src-main/certificates/asn1/ber';
import { decryptPkcs8, privateKeyInfoIn } from '../../../../src-main/certificates/private-key/encrypted-pkcs8';
import { decryptProcType } from '../../../../src-main/certificates/private-key/proc-type';
import { type CorpusEntry, corpusEntries } from './corpus';

const entries = corpusEntries(({ kind, expected }) => kind.includes('key') && isEncrypted(kind, expected));
const read = entries.map((entry) => ({ ...entry, ...encryptedPartOf(entry) })).filter(({ body }) => body.length > 0);

describe.skipIf(entries.length === 0)('encrypted keys of the corpus (skipped where ../shared/corpus is absent)', () => {
  test.each(read.filter(({ expected }) => expected.ok))('$path is decrypted', async ({ dekInfo, body, password }) => {
    const plain = await decrypt(dekInfo, body, password);
    // A traditional key has no PrivateKeyInfo around it; that it is one element was checked when it was decrypted.
    expect(dekInfo === undefined ? privateKeyInfoIn(plain) : readElement(plain).bytes).toEqual(plain);
  });

  test.each(read.filter(({ expected }) => !expected.ok))(
    '$path is not accepted',
    async ({ dekInfo, body, password }) => {
      for (const attempt of [password, undefined, '', 'password', 'changeit', '1234']) {
        await expect(decrypt(dekInfo, body, attempt)).rejects.toSatisfy(
          (error) => error instanceof AppError || error instanceof Asn1Error,
        );
      }
    },
  );

  test.each(read.filter(({ expected }) => expected.ok))(
    '$path is refused with a wrong password',
    async ({ dekInfo, body }) => {
      await expect(decrypt(dekInfo, body, 'not the password')).rejects.toMatchObject({
        code: 'certificate.wrong-password',
      });
      await expect(decrypt(dekInfo, body, undefined)).rejects.toMatchObject({ code: 'certificate.password-needed' });
    },
  );
});

function isEncrypted(kind: string, { ok, keys = [] }: CorpusEntry['expected']): boolean {
  return ok ? keys.some(({ encrypted }) => encrypted) : kind === 'pem:key';
}

/** The first encrypted block of a PEM file, or all of a DER file. */
function encryptedPartOf({ file, kind }: CorpusEntry): { dekInfo: string | undefined; body: Uint8Array } {
  const bytes = readFileSync(file);
  if (kind === 'key-der') return { dekInfo: undefined, body: bytes };
  const text = bytes.toString('latin1');
  const [, headers = '', body = ''] =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n((?:[A-Za-z-]+: .*\r?\n)*)\s*([A-Za-z\d+/=\s]+)-----END/u.exec(text) ?? [];
  const dekInfo = /DEK-Info: *(.*?)\r?$/mu.exec(headers)?.[1];
  const encrypted = dekInfo !== undefined || text.includes('BEGIN ENCRYPTED');
  return { dekInfo, body: encrypted ? Buffer.from(body, 'base64') : Buffer.alloc(0) };
}

function decrypt(dekInfo: string | undefined, body: Uint8Array, password: string | undefined): Promise<Uint8Array> {
  return dekInfo === undefined
    ? decryptPkcs8(body, password)
    : decryptProcType({ procType: '4,ENCRYPTED', dekInfo }, body, password);
}
