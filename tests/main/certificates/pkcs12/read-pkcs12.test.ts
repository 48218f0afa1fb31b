import { assert, asyncProperty, integer as anyInteger, nat } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src-main/app-error';
import { Asn1Error, readElement } from '../../../../src-main/certificates/asn1/ber';
import { derOid, derSequence } from '../../../../src-main/certificates/asn1/der-writer';
import { digestNamed } from '../../../../src-main/certificates/encryption/digests';
import { type Pkcs12Contents, readPkcs12 } from '../../../../src-main/certificates/pkcs12/read-pkcs12';
import {
  BAG,
  bag,
  certificateBag,
  dataPart,
  encryptedPart,
  integer,
  octets,
  pbmac1,
  pfx,
  plainMac,
  privateKeyInfo,
} from './build-pfx';

const certificate = Buffer.from('a certificate, for all that this reader knows');
const key = privateKeyInfo();
const GOST = derSequence(derOid('1.2.643.2.2.21'));
const RC4 = derSequence(derOid('1.2.840.113549.1.12.1.1'), derSequence(octets(Buffer.from('saltsalt')), integer(1)));
const everything = dataPart(certificateBag(certificate), bag(BAG.KEY, key));

describe('what a PKCS#12 file holds', () => {
  test('is read from its bytes, from an element, and from before trailing bytes', async () => {
    const file = pfx([everything], plainMac('secret'));
    for (const input of [file, readElement(file), Buffer.concat([file, Buffer.from('\r\n')])]) {
      const contents = await readPkcs12(input, 'secret');
      expect(contents.certificates.map(({ der }) => Buffer.from(der))).toEqual([certificate]);
      expect(contents.privateKeys.map(({ pkcs8 }) => Buffer.from(pkcs8))).toEqual([key]);
    }
  });

  test('is copied, so that it outlives the file', async () => {
    const file = pfx([everything]);
    const contents = await readPkcs12(file, undefined);
    file.fill(0);
    expect(Buffer.from(contents.certificates[0]?.der ?? [])).toEqual(certificate);
    expect(Buffer.from(contents.privateKeys[0]?.pkcs8 ?? [])).toEqual(key);
  });

  test('leaves byte-identical repetitions out, and keeps the order', async () => {
    const second = Buffer.from('another certificate');
    const file = pfx([dataPart(certificateBag(second), certificateBag(certificate), certificateBag(second))]);
    const contents = await readPkcs12(file, undefined);
    expect(contents.certificates.map(({ der }) => Buffer.from(der))).toEqual([second, certificate]);
  });

  test('includes nested bags and passes over kinds it does not know', async () => {
    const nested = bag(
      BAG.SAFE_CONTENTS,
      derSequence(bag(BAG.SAFE_CONTENTS, derSequence(certificateBag(certificate)))),
    );
    const others = [
      bag(BAG.CRL, derSequence()),
      bag(BAG.SECRET, derSequence(derOid('1.2.3'))),
      bag('1.2.3.4', integer(1)),
      certificateBag(certificate, '1.2.840.113549.1.9.22.2'),
    ];
    const contents = await readPkcs12(pfx([dataPart(...others, nested)]), undefined);
    expect(contents).toMatchObject({ certificates: [{ kind: 'certificate' }], privateKeys: [], unread: undefined });
  });
});

describe('a part that cannot be decrypted', () => {
  const parts = {
    'an unknown cipher': [encryptedPart(GOST, Buffer.alloc(16)), 'certificate.unsupported-encryption'],
    'data for a public key': [
      encryptedPart(GOST, Buffer.alloc(16), '1.2.840.113549.1.7.3'),
      'certificate.unsupported-encryption',
    ],
    'another password': [encryptedPart(RC4, Buffer.alloc(64)), 'certificate.wrong-password'],
    'a shrouded key with an unknown cipher': [
      dataPart(bag(BAG.SHROUDED_KEY, derSequence(GOST, octets(Buffer.alloc(16))))),
      'certificate.unsupported-encryption',
    ],
  } as const;

  test.each(Object.entries(parts))('%s is reported beside what can be read', async (_what, [part, code]) => {
    const contents = await readPkcs12(pfx([part, everything], plainMac('secret')), 'secret');
    expect(contents.certificates).toHaveLength(1);
    expect(contents.unread).toMatchObject({ code });
  });

  test.each(Object.entries(parts))('%s is thrown where nothing can be read', async (_what, [part, code]) => {
    await expect(readPkcs12(pfx([part], plainMac('secret')), 'secret')).rejects.toMatchObject({ code });
  });

  test('names the algorithm by its object identifier', async () => {
    await expect(readPkcs12(pfx([encryptedPart(GOST, Buffer.alloc(16))]), 'x')).rejects.toMatchObject({
      facts: { algorithm: '1.2.643.2.2.21' },
    });
  });
});

describe('the authentication code', () => {
  test('refuses another password, and asks where none was given', async () => {
    const file = pfx([everything], plainMac('secret'));
    await expect(readPkcs12(file, 'Secret')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
    await expect(readPkcs12(file, '')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
    await expect(readPkcs12(file, undefined)).rejects.toMatchObject({ code: 'certificate.password-needed' });
  });

  test('may have a password of its own', async () => {
    const file = pfx([everything], plainMac('integrity'));
    expect((await readPkcs12(file, 'privacy', 'integrity')).certificates).toHaveLength(1);
    await expect(readPkcs12(file, 'integrity', 'privacy')).rejects.toMatchObject({
      code: 'certificate.wrong-password',
    });
  });

  test('is tried no more than ten million rounds long', async () => {
    await expect(readPkcs12(pfx([everything], plainMac('x', 10_000_001)), 'x')).rejects.toMatchObject({
      code: 'certificate.too-many-iterations',
    });
  });

  test('refuses content with a single bit changed', async () => {
    const file = pfx([everything], plainMac('secret'));
    const at = file.indexOf(certificate);
    file[at] = (file[at] ?? 0) ^ 1;
    await expect(readPkcs12(file, 'secret')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
  });

  const sha256 = digestNamed('sha256');
  const options = {
    prf: ['1.2.840.113549.2.9', sha256],
    scheme: ['1.2.840.113549.2.9', sha256],
    keyLength: 32,
    statedLength: 32,
  } as const;

  test.each([
    ['HMAC SHA-1', '1.2.840.113549.2.7', 'sha1'],
    ['HMAC SHA-384', '1.2.840.113549.2.10', 'sha384'],
    ['HMAC SHA-512/224', '1.2.840.113549.2.12', 'sha512-224'],
    ['HMAC SHA3-256', '2.16.840.1.101.3.4.2.14', 'sha3-256'],
    ['HMAC SM3', '1.2.156.10197.1.401.3.1', 'sm3'],
  ])('of the PBMAC1 kind works with %s', async (_name, oid, digest) => {
    const pair = [oid, digestNamed(digest)] as const;
    const file = await withPbmac1({ ...options, prf: pair, scheme: pair });
    expect((await readPkcs12(file, '1234')).privateKeys).toHaveLength(1);
    await expect(readPkcs12(file, '4321')).rejects.toMatchObject({ code: 'certificate.wrong-password' });
  });

  test.each([
    ['no key length', { ...options, statedLength: undefined }],
    ['a key of 19 octets', { ...options, keyLength: 19, statedLength: 19 }],
    ['a key of 65 octets', { ...options, keyLength: 65, statedLength: 65 }],
  ])('of the PBMAC1 kind is refused with %s', async (_what, unfit) => {
    await expect(readPkcs12(await withPbmac1(unfit), '1234')).rejects.toBeInstanceOf(Asn1Error);
  });

  async function withPbmac1(chosen: Parameters<typeof pbmac1>[2]): Promise<Buffer> {
    const macData = await pbmac1(derSequence(everything), '1234', chosen);
    return pfx([everything], () => macData);
  }
});

describe('damaged files', () => {
  test('cut short anywhere are refused', async () => {
    const file = pfx([everything], plainMac('secret'));
    for (let length = 0; length < file.length; length += 7) {
      await expect(readPkcs12Safely(file.subarray(0, length))).rejects.toBeInstanceOf(Asn1Error);
    }
  });

  test.each([
    ['a content of another type', derSequence(integer(3), derSequence(derOid('1.2.840.113549.1.7.2')))],
    ['no content', derSequence(integer(3), derSequence(derOid('1.2.840.113549.1.7.1')))],
    ['a key bag without a key', pfx([dataPart(bag(BAG.KEY, derSequence()))])],
    ['a bag without a value', pfx([dataPart(derSequence(derOid(BAG.CERTIFICATE)))])],
  ])('%s is refused', async (_what, file) => {
    await expect(readPkcs12(file, 'secret')).rejects.toSatisfy(isOnPurpose);
  });

  test('whatever octets are changed, the file is refused on purpose or read in full', async () => {
    const file = pfx([everything], plainMac('secret'));
    await assert(
      asyncProperty(nat(file.length - 1), anyInteger({ min: 1, max: 255 }), async (position, change) => {
        const changed = Buffer.from(file);
        changed[position] = (changed[position] ?? 0) ^ change;
        const outcome = await readPkcs12(changed, 'secret').catch((error: unknown) => error);
        expect(isOnPurpose(outcome) || isReadInFull(outcome)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Reading the outermost element throws at once; as a promise it is refused like the rest. */
async function readPkcs12Safely(file: Uint8Array): Promise<unknown> {
  return readPkcs12(file, 'secret');
}

function isOnPurpose(error: unknown): boolean {
  return error instanceof AppError || error instanceof Asn1Error;
}

function isReadInFull(outcome: unknown): boolean {
  const { certificates = [], privateKeys = [] } = outcome as Partial<Pkcs12Contents>;
  return (
    certificate.equals(certificates[0]?.der ?? Buffer.alloc(0)) && key.equals(privateKeys[0]?.pkcs8 ?? Buffer.alloc(0))
  );
}
