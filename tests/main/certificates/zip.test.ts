import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileContents } from '../../../src-main/certificates/read';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';

let factory: CertificateFactory;
beforeAll(() => {
  factory = createCertificateFactory();
  const { leaf } = makeUsualChain(factory);
  factory.makePfx('server.pfx', leaf, { password: 'secret' });
});
afterAll(() => factory.remove());

const read = (bytes: Uint8Array, password?: string) => readFileContents(bytes, password);

describe('A ZIP', () => {
  it.each([0, 6] as const)(
    'from an authority is opened, its notes left out, at compression level %i',
    async (level) => {
      const files = {
        'contoso/www.crt': factory.read('leaf.crt'),
        'contoso/bundle.crt': Buffer.concat([factory.read('intermediate.crt'), factory.read('root.crt')]),
        'contoso/README.txt': strToU8('Thank you'),
        '__MACOSX/._www.crt': strToU8('nonsense'),
      };
      const contents = await read(zipSync(files, { level }));
      expect(contents).toMatchObject({ format: 'zip', problem: undefined });
      expect(contents.certificates).toHaveLength(3);
    },
  );

  it('with a PFX in it asks for the password', async () => {
    const zip = zipSync({ 'server.pfx': factory.read('server.pfx') });
    expect((await read(zip)).problem?.code).toBe('certificate.password-needed');
    expect((await read(zip, 'wrong')).problem?.code).toBe('certificate.wrong-password');
    expect(await read(zip, 'secret')).toMatchObject({ problem: undefined, privateKeys: [{ encrypted: true }] });
  });

  it('with nothing for us in it says so', async () => {
    expect((await read(zipSync({ 'a.txt': strToU8('hello') }))).problem?.code).toBe('certificate.nothing-found');
  });

  it('that would fill the memory is refused', async () => {
    const zip = zipSync({ 'a.pem': new Uint8Array(60_000_000) }, { level: 1 });
    expect((await read(zip)).problem).toEqual({ code: 'certificate.zip-too-large', facts: { limit: 50_000_000 } });
  });

  it('that was cut short is damaged', async () => {
    const zip = zipSync({ 'a.crt': factory.read('leaf.crt') });
    expect((await read(zip.subarray(0, zip.length - 40))).problem?.code).toBe('certificate.damaged');
  });

  it('whose files are encrypted says so', async () => {
    const zip = Uint8Array.from(zipSync({ 'a.crt': factory.read('leaf.crt') }));
    zip[6] = 1;
    expect((await read(zip)).problem?.code).toBe('certificate.zip-encrypted');
  });
});
