import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  derContext,
  derOctetString,
  derOid,
  derSequence,
  derSmall,
} from '../../../../src-main/certificates/asn1/der-writer';
import { toPem } from '../../../../src-main/certificates/pem';
import { describePrivateKey } from '../../../../src-main/certificates/private-key/describe-private-key';
import { ellipticPublicPoint } from '../../../../src-main/certificates/private-key/elliptic-point';
import { readFileContents } from '../../../../src-main/certificates/read';

vi.mock(import('../../../../src-main/certificates/private-key/elliptic-point'), async (importOriginal) => ({
  ellipticPublicPoint: vi.fn((await importOriginal()).ellipticPublicPoint),
}));
const calculations = vi.mocked(ellipticPublicPoint);
beforeEach(() => void calculations.mockClear());

const P256 = '1.2.840.10045.3.1.7';

/** A PKCS#8 key without its public half; `damage` stands where that would, and means nothing. */
function ecKey(secret: Uint8Array, curve = P256, ...damage: readonly Uint8Array[]): Buffer {
  const key = derSequence(derSmall(1), derOctetString(secret), ...damage);
  return derSequence(derSmall(0), derSequence(derOid('1.2.840.10045.2.1'), derOid(curve)), derOctetString(key));
}

describe('The public half of a key that came without it', () => {
  it('is calculated once for a thousand damaged copies in one file, and is the right one', async () => {
    const secret = randomBytes(32);
    const copies = Array.from({ length: 1000 }, (_, index) =>
      toPem('PRIVATE KEY', ecKey(secret, P256, derContext(2, derSmall(index % 128)))),
    );
    const { privateKeys } = await readFileContents(Buffer.from(copies.join('')), undefined);
    expect(privateKeys).toHaveLength(1000);
    expect(calculations).toHaveBeenCalledTimes(1);
    const der = ['-inform', 'DER', '-outform', 'DER'];
    const spki = execFileSync('openssl', ['pkey', '-pubout', ...der], { input: ecKey(secret) });
    const sha256 = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: spki }).toString().slice(0, 64);
    expect(new Set(privateKeys.map(({ publicKey }) => publicKey.spkiSha256))).toEqual(new Set([sha256]));
  });

  it('is calculated anew for another secret, and for the same one on another curve', async () => {
    const secret = randomBytes(32);
    const keys = [ecKey(secret), ecKey(randomBytes(32)), ecKey(secret, '1.3.132.0.10')];
    const halves = new Set<string>();
    for (const key of keys) halves.add((await describePrivateKey(key)).spkiSha256);
    expect(halves.size).toBe(3);
    expect(calculations).toHaveBeenCalledTimes(3);
  });

  it('is tried once where the secret is none', async () => {
    const none = ecKey(new Uint8Array(32).fill(0xff));
    await expect(describePrivateKey(none)).rejects.toThrow('not a key');
    await expect(describePrivateKey(none)).rejects.toThrow('not a key');
    expect(calculations).toHaveBeenCalledTimes(1);
  });

  it('stays what it is when the key that it was calculated from is overwritten', async () => {
    // Of SLH-DSA the public half is a piece of the key.
    const algorithm = derSequence(derOid('2.16.840.1.101.3.4.3.20'));
    const pkcs8 = derSequence(derSmall(0), algorithm, derOctetString(randomBytes(64)));
    const copy = Uint8Array.from(pkcs8);
    const before = await describePrivateKey(pkcs8);
    pkcs8.fill(0);
    expect(await describePrivateKey(copy)).toEqual(before);
  });
});
