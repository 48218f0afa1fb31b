import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DevelopmentDesk } from '../../../../src-main/certificates/development/development-desk';
import { isDevelopmentOnly } from '../../../../src-main/certificates/development/development-only';
import type { OutputCredentials } from '../../../../src-main/certificates/output/make-output';
import { createDeskPorts, type DeskPorts } from '../desk';

let ports: DeskPorts;
let desk: DevelopmentDesk;
let kept: readonly OutputCredentials[];

const open = (store = ports.store): DevelopmentDesk =>
  new DevelopmentDesk({
    ...ports,
    store,
    library: {
      keep: async ({ chain, privateKey }) => {
        kept = [...kept, { chain, privateKey: privateKey && { ...privateKey, pkcs8: privateKey.pkcs8.slice() } }];
        return 'kept';
      },
    },
    computer: 'anas-laptop',
    changed: () => undefined,
  });

beforeEach(() => {
  ports = createDeskPorts();
  kept = [];
  desk = open();
});
afterEach(() => {
  vi.useRealTimers();
  ports.remove();
});

describe('The authority of this computer', () => {
  it('is made once, named after the computer, and there after a restart', async () => {
    expect(await desk.authority()).toEqual({});
    await expect(desk.saveAuthority({ folder: ports.out, replace: false })).rejects.toMatchObject({
      code: 'development.no-authority',
    });
    await desk.makeAuthority();
    await expect(desk.makeAuthority()).rejects.toMatchObject({ code: 'development.authority-exists' });
    const { authority } = await open(ports.reopen()).authority();
    expect(authority?.name).toContain('anas-laptop');
  });

  it('is saved twice, as PEM and as DER, and openssl finds them equal', async () => {
    await desk.makeAuthority();
    await desk.saveAuthority({ folder: ports.out, replace: false });
    expect(readdirSync(ports.out)).toEqual([
      'latchkey-development-only-root.cer',
      'latchkey-development-only-root.pem',
    ]);
    const fingerprint = (name: string, form: string): string =>
      execFileSync(
        'openssl',
        ['x509', '-in', join(ports.out, name), '-inform', form, '-noout', '-fingerprint', '-sha256'],
        {
          encoding: 'utf8',
        },
      );
    expect(fingerprint('latchkey-development-only-root.cer', 'DER')).toBe(
      fingerprint('latchkey-development-only-root.pem', 'PEM'),
    );
  });

  it('gives way to a new one when it has ended', async () => {
    await desk.makeAuthority();
    const first = (await desk.authority()).authority;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(first?.notAfter ?? '') + 1000 });
    expect(await desk.authority()).toEqual({});
    await desk.makeAuthority();
    expect((await desk.authority()).authority?.sha256).not.toBe(first?.sha256);
    expect((await ports.store.all()).records).toHaveLength(1);
  });

  it('is deleted with its key', async () => {
    await desk.makeAuthority();
    await desk.deleteAuthority();
    expect((await ports.store.all()).records).toEqual([]);
    await expect(desk.deleteAuthority()).rejects.toMatchObject({ code: 'development.no-authority' });
  });
});

describe('A development certificate', () => {
  const request = { hostNames: ['localhost', '127.0.0.1'], days: 30 };

  it('goes into the library with its key, and says what it is', async () => {
    expect(await desk.make({ ...request, signedBy: 'itself' })).toEqual({ libraryId: 'kept' });
    const [{ chain, privateKey }] = kept as [OutputCredentials];
    expect(chain.map((certificate) => isDevelopmentOnly(certificate))).toEqual([true]);
    expect(chain[0]).toMatchObject({ dnsNames: ['localhost'], ipAddresses: ['127.0.0.1'], selfIssued: true });
    expect(privateKey?.publicKey.spkiSha256).toBe(chain[0]?.publicKey.spkiSha256);
  });

  it('of the authority goes with the authority above it, and not without one', async () => {
    await expect(desk.make({ ...request, signedBy: 'authority' })).rejects.toMatchObject({
      code: 'development.no-authority',
    });
    await desk.makeAuthority();
    await desk.make({ ...request, signedBy: 'authority' });
    const sha256 = (await desk.authority()).authority?.sha256;
    expect(kept[0]?.chain.map((certificate) => certificate.sha256)).toEqual([expect.any(String), sha256]);
  });
});
