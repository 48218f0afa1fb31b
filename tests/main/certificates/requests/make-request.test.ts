import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestKeys } from '../../../../shared/requests/contract';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import { toPem } from '../../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { makeRequest } from '../../../../src-main/certificates/requests/make-request';
import { readCertificateRequest } from '../../../../src-main/certificates/x509/certificate-request';
import { type CertificateFactory, createCertificateFactory } from '../../../support/openssl';

let factory: CertificateFactory;
beforeAll(() => {
  factory = createCertificateFactory();
});
afterAll(() => factory.remove());

const names = ['www.contoso.com', '*.contoso.com', 'bücher.example', '10.0.0.7', '2001:db8::7'];

describe('A certificate signing request', () => {
  it.each(requestKeys)('with a key of %s is verified by openssl and by certtool', async (kind) => {
    const key = await makePrivateKey(kind);
    const subject = { organisation: 'Käse & Söhne', country: 'DE', locality: 'Köln' };
    const der = makeRequest(
      key,
      names.map((name) => parseHostName(name)),
      subject,
    );
    const path = factory.path(`${kind}.csr`);
    writeFileSync(path, toPem('CERTIFICATE REQUEST', der));
    const text = factory.openssl('req', '-in', path, '-verify', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    expect(text).toContain('DNS:www.contoso.com, DNS:*.contoso.com, DNS:xn--bcher-kva.example, IP Address:10.0.0.7');
    expect(text).toContain('IP Address:2001:DB8:0:0:0:0:0:7');
    expect(text).toContain('O=Käse & Söhne');
    const told = execFileSync('certtool', ['--crq-info', '--infile', path], { encoding: 'utf8' });
    expect(told).toContain('Self signature: verified');
    expect(readCertificateRequest(der)).toMatchObject({ publicKey: { spkiSha256: key.publicKey.spkiSha256 } });
  });
});
