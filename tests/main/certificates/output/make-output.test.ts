import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutputFormat, outputFormats } from '../../../../shared/certificates/contract';
import { compareOutput } from '../../../../src-main/certificates/output/compare-output';
import { makeOutput, type OutputCredentials } from '../../../../src-main/certificates/output/make-output';
import { readFileContents } from '../../../../src-main/certificates/read';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';

let factory: CertificateFactory;
const credentials = new Map<string, OutputCredentials>();

async function read(...names: readonly string[]): Promise<OutputCredentials> {
  const bytes = Buffer.concat(names.map((name) => factory.read(name)));
  const { certificates, privateKeys } = await readFileContents(bytes, undefined);
  return { chain: certificates, privateKey: privateKeys[0] };
}

beforeAll(async () => {
  factory = createCertificateFactory();
  const { intermediate } = makeUsualChain(factory);
  factory.make('ec', {
    subject: '/CN=ec.contoso.test',
    issuer: intermediate,
    extensions: ['subjectAltName=DNS:ec.contoso.test'],
    algorithm: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  });
  credentials.set('RSA', await read('leaf.crt', 'intermediate.crt', 'root.crt', 'leaf.key'));
  credentials.set('EC', await read('ec.crt', 'intermediate.crt', 'root.crt', 'ec.key'));
});
afterAll(() => factory.remove());

const given = (key: string): OutputCredentials => credentials.get(key) as OutputCredentials;
const password = 'Käse & Brot';

async function made(key: string, format: OutputFormat): Promise<readonly string[]> {
  const files = await makeOutput(given(key), { name: `${key}-${format}`, format, password });
  for (const { name, bytes } of files) writeFileSync(factory.path(name), bytes);
  return files.map(({ name }) => factory.path(name));
}

describe.each(['RSA', 'EC'])('What is written for an %s key', (key) => {
  it.each(outputFormats)('reads back as what was meant, as %s', async (format) => {
    const files = await makeOutput(given(key), { name: 'x', format, password });
    await expect(compareOutput(given(key), { name: 'x', format, password }, files)).resolves.toBeUndefined();
  });

  it.each(['pfx', 'pfx-legacy'] as const)('is opened by openssl and keytool as %s', async (format) => {
    const [path = ''] = await made(key, format);
    const legacy = format === 'pfx-legacy' ? ['-legacy'] : [];
    const pem = factory.openssl('pkcs12', '-in', path, '-nodes', '-passin', `pass:${password}`, ...legacy);
    expect(pem.match(/BEGIN CERTIFICATE/gu)).toHaveLength(3);
    expect(pem).toContain('BEGIN PRIVATE KEY');
    // Java takes passwords of ASCII letters only.
    const [file] = await makeOutput(given(key), { name: `${key}-${format}-java`, format, password: 'changeit' });
    writeFileSync(factory.path('java.pfx'), file?.bytes ?? '');
    const keystore = ['-keystore', factory.path('java.pfx'), '-storepass', 'changeit'];
    const listed = execFileSync('keytool', ['-list', '-v', '-storetype', 'PKCS12', ...keystore], { encoding: 'utf8' });
    expect(listed).toContain('PrivateKeyEntry');
    expect(listed).toContain('Certificate chain length: 3');
  });

  it('is read by openssl as PEM, encrypted PEM, DER and P7B', async () => {
    const [encrypted = ''] = await made(key, 'pem-encrypted-key');
    const publicKey = factory.openssl('pkey', '-in', encrypted, '-passin', `pass:${password}`, '-pubout');
    const [certificate = ''] = await made(key, 'der');
    expect(factory.openssl('x509', '-inform', 'DER', '-in', certificate, '-noout', '-pubkey')).toBe(publicKey);
    const [p7b = ''] = await made(key, 'p7b');
    const printed = factory.openssl('pkcs7', '-inform', 'DER', '-in', p7b, '-print_certs');
    expect(printed.match(/BEGIN CERTIFICATE/gu)).toHaveLength(3);
    const [combined = ''] = await made(key, 'pem-combined');
    expect(readFileSync(combined, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/u);
    expect(factory.openssl('pkey', '-in', combined, '-pubout')).toBe(publicKey);
  });

  it('is read by keytool as DER and P7B', async () => {
    for (const format of ['der', 'p7b'] as const) {
      const [path = ''] = await made(key, format);
      expect(execFileSync('keytool', ['-printcert', '-file', path], { encoding: 'utf8' })).toContain('contoso.test');
    }
  });
});

describe('What can not be written', () => {
  it('is said where the private key is missing', async () => {
    const alone = { ...given('RSA'), privateKey: undefined };
    await expect(makeOutput(alone, { name: 'x', format: 'pfx', password })).rejects.toMatchObject({
      code: 'output.key-missing',
    });
    expect(await makeOutput(alone, { name: 'x', format: 'p7b' })).toHaveLength(1);
  });

  it('is said where a password is missing', async () => {
    await expect(makeOutput(given('RSA'), { name: 'x', format: 'pfx' })).rejects.toMatchObject({
      code: 'output.password-missing',
    });
  });

  it('is noticed where something else stands on the disk', async () => {
    const meant = given('RSA');
    const other = await makeOutput(given('EC'), { name: 'x', format: 'pem-combined' });
    await expect(compareOutput(meant, { name: 'x', format: 'pem-combined' }, other)).rejects.toMatchObject({
      code: 'file.written-differs',
    });
  });
});
