import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDevelopmentOnly } from '../../../../src-main/certificates/development/development-only';
import {
  makeDevelopmentAuthority,
  makeDevelopmentCertificate,
} from '../../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import type { Certificate, PrivateKey } from '../../../../src-main/certificates/model';
import { toPem } from '../../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { type CertificateFactory, createCertificateFactory } from '../../../support/openssl';

let factory: CertificateFactory;
let key: PrivateKey;
let authorityKey: PrivateKey;
let authority: Certificate;
const now = new Date();
const hostNames = ['localhost', '127.0.0.1', '::1'].map((name) => parseHostName(name));

beforeAll(async () => {
  factory = createCertificateFactory();
  [key, authorityKey] = await Promise.all([makePrivateKey('ec-p256'), makePrivateKey('ec-p256')]);
  authority = makeDevelopmentAuthority(authorityKey, { now, computer: 'anas-laptop' });
});
afterAll(() => factory.remove());

const pem = ({ der }: Certificate): string => toPem('CERTIFICATE', der);

async function shakeHands(leaf: Certificate, ca: Certificate): Promise<boolean> {
  const server: Server = createServer({ cert: pem(leaf), key: toPem('PRIVATE KEY', key.pkcs8) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: pem(ca) }, () => {
        resolve(socket.authorized);
        socket.destroy();
      });
      socket.on('error', reject);
    });
  } finally {
    server.close();
  }
}

describe('A development certificate', () => {
  it('that signs itself is accepted by who trusts it, and says what it is', async () => {
    const leaf = makeDevelopmentCertificate(key, { hostNames, days: 30, now });
    expect(isDevelopmentOnly(leaf)).toBe(true);
    expect(leaf).toMatchObject({ dnsNames: ['localhost'], ipAddresses: ['127.0.0.1', '::1'] });
    expect(Date.parse(leaf.notAfter) - now.getTime()).toBeLessThanOrEqual(30 * 86_400_000);
    expect(await shakeHands(leaf, leaf)).toBe(true);
  });

  it('of the development authority is accepted by who trusts its root; openssl and certtool verify the chain', async () => {
    const signer = { certificate: authority, privateKey: authorityKey };
    const leaf = makeDevelopmentCertificate(key, { hostNames, days: 30, now, signer });
    expect(isDevelopmentOnly(leaf)).toBe(true);
    expect(await shakeHands(leaf, authority)).toBe(true);
    writeFileSync(factory.path('leaf.pem'), pem(leaf));
    writeFileSync(factory.path('root.pem'), pem(authority));
    writeFileSync(factory.path('chain.pem'), pem(leaf) + pem(authority));
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'localhost'];
    expect(factory.openssl(...verify, '-CAfile', factory.path('root.pem'), factory.path('leaf.pem'))).toContain('OK');
    const told = execFileSync('certtool', ['--verify-chain', '--infile', factory.path('chain.pem')], {
      encoding: 'utf8',
    });
    expect(told).toMatch(/Chain verification output: Verified/u);
  });
});
