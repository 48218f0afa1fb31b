import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workshop } from '../../../shared/certificates/contract';
import { workshopSchema } from '../../../shared/certificates/contract';
import { AppError } from '../../../src-main/app-error';
import { RememberedIssuers } from '../../../src-main/certificates/issuers/remembered-issuers';
import type { PrivateKey } from '../../../src-main/certificates/model';
import { readFileContents } from '../../../src-main/certificates/read';
import type { OutputMaker, Reader } from '../../../src-main/certificates/worker-pool';
import type { Keeping } from '../../../src-main/certificates/workshop/keeping';
import { CertificateWorkshop } from '../../../src-main/certificates/workshop/workshop';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';
import { inThisThread, keepsNothing } from './bench-parts';

let factory: CertificateFactory;
let paths: { pfx: string; key: string; chain: string; out: string };

beforeAll(() => {
  factory = createCertificateFactory();
  const { leaf, intermediate, root } = makeUsualChain(factory);
  const [pfx, key, chain, out] = ['server.pfx', 'encrypted.key', 'chain.pem', 'out'].map((name) =>
    factory.path(name),
  ) as [string, string, string, string];
  factory.makePfx('server.pfx', leaf, { password: 'secret', issuer: intermediate });
  factory.openssl('pkcs8', '-topk8', '-in', leaf.key, '-passout', 'pass:secret', '-out', key);
  writeFileSync(chain, readFileSync(intermediate.certificate, 'utf8') + readFileSync(root.certificate, 'utf8'));
  mkdirSync(out);
  paths = { pfx, key, chain, out };
});
afterAll(() => factory.remove());

let seen: Workshop[];
let clipboard: string;
let rememberedText: string;
let bench: CertificateWorkshop;

function open(reader: Reader & OutputMaker = inThisThread, keeping: Keeping = keepsNothing): CertificateWorkshop {
  return new CertificateWorkshop({
    reader,
    keeping,
    unexpected: () => 'abcd1234',
    write: writeFileAtomically,
    fetch,
    clipboard: {
      readText: async () => clipboard,
      writeText: async (text) => {
        clipboard = text;
      },
    },
    dialogs: { chooseFiles: async () => [paths.chain] },
    chosen: { has: (folder) => folder === paths.out },
    remembered: new RememberedIssuers({
      read: async () => rememberedText,
      write: async (text) => {
        rememberedText = text;
      },
    }),
    changed: (workshop) => seen.push(workshop),
  });
}

beforeEach(() => {
  seen = [];
  clipboard = '';
  rememberedText = '';
  bench = open();
});

const fileNamed = (name: string) => {
  const file = bench.workshop().files.find((candidate) => candidate.name === name);
  if (!file) throw new Error(`no ${name} on the bench`);
  return file;
};

describe('The workshop', () => {
  it('asks for a password, tells a wrong one, and opens with the right one', async () => {
    await bench.add({ paths: [paths.pfx] });
    const { id } = fileNamed('server.pfx');
    expect(fileNamed('server.pfx')).toMatchObject({ status: 'needs-password' });
    expect(fileNamed('server.pfx')).not.toHaveProperty('problem');
    await bench.unlock({ fileId: id, password: 'Secret' });
    expect(fileNamed('server.pfx')).toMatchObject({
      status: 'needs-password',
      problem: { code: 'certificate.wrong-password', facts: { name: 'server.pfx' } },
    });
    await bench.unlock({ fileId: id, password: 'secret' });
    expect(fileNamed('server.pfx')).toMatchObject({
      status: 'read',
      format: 'pkcs12',
      certificates: 2,
      privateKeys: 1,
    });
    expect(bench.workshop().bundles).toMatchObject([
      { ready: true, privateKey: { source: 'file', name: 'server.pfx' } },
    ]);
  });

  it('tries the password that opened one file on the others that wait for one', async () => {
    await bench.add({ paths: [paths.pfx, paths.key] });
    await bench.unlock({ fileId: fileNamed('server.pfx').id, password: 'secret' });
    expect(bench.workshop().files.map(({ status }) => status)).toEqual(['read', 'read']);
  });

  it('shows what fits the contract, and no secret', async () => {
    await bench.add({ paths: [paths.pfx, paths.chain, factory.path('leaf.key'), factory.path('leaf.csr')] });
    await bench.unlock({ fileId: fileNamed('server.pfx').id, password: 'secret' });
    expect(workshopSchema.safeParse(bench.workshop()).error).toBeUndefined();
    expect(JSON.stringify([bench.workshop(), seen])).not.toMatch(/pkcs8|PRIVATE KEY|"secret"/u);
  });

  it('understands files also where what is kept can not be read', async () => {
    const unreadable = () => Promise.reject(new AppError('library.folder-not-readable', { folder: 'kept' }));
    bench = open(inThisThread, { ...keepsNothing, heldKeys: unreadable, library: unreadable });
    await bench.add({ paths: [factory.path('leaf.crt'), factory.path('leaf.key'), paths.chain] });
    expect(bench.workshop().bundles).toMatchObject([{ ready: true }]);
  });

  it('names the linked folder in a folder, which it does not search, beside what it found', async () => {
    const folder = factory.path('linking');
    mkdirSync(folder);
    writeFileSync(`${folder}/ca.pem`, readFileSync(paths.chain));
    symlinkSync(factory.folder, `${folder}/linked`);
    await bench.add({ paths: [folder] });
    expect(bench.workshop().files).toMatchObject([
      { name: 'ca.pem', status: 'read' },
      { name: 'linked', status: 'problem', problem: { code: 'folder.not-searched', facts: { because: 'link' } } },
    ]);
  });

  it('searches a folder, and leaves out what is no certificate file', async () => {
    const folder = factory.path('delivery');
    mkdirSync(`${folder}/inner`, { recursive: true });
    writeFileSync(`${folder}/readme.txt`, 'hello');
    writeFileSync(`${folder}/page.html`, '<html></html>');
    writeFileSync(`${folder}/.hidden.pem`, readFileSync(paths.chain));
    writeFileSync(`${folder}/inner/ca.pem`, readFileSync(paths.chain));
    await bench.add({ paths: [folder] });
    expect(bench.workshop().files.map(({ name }) => name)).toEqual(['ca.pem']);
  });

  it('keeps a file that it can not read in the list, with its problem, and reads the others', async () => {
    const page = factory.path('download.pfx');
    writeFileSync(page, '<!DOCTYPE html><title>Sign in</title>');
    await bench.add({ paths: [page, paths.chain] });
    expect(fileNamed('download.pfx')).toMatchObject({
      status: 'problem',
      problem: { code: 'certificate.other-kind', facts: { name: 'download.pfx', kind: 'html' } },
    });
    expect(fileNamed('chain.pem')).toMatchObject({ status: 'read', certificates: 2 });
  });

  it('refuses a file over 10 MB without reading it', async () => {
    const large = factory.path('large.pem');
    writeFileSync(large, Buffer.alloc(10_000_001));
    await bench.add({ paths: [large] });
    expect(fileNamed('large.pem').problem).toEqual({
      code: 'file.too-large',
      facts: { name: 'large.pem', size: 10_000_001, limit: 10_000_000 },
    });
  });

  it('shows a file that is not there with its problem, and reads the others', async () => {
    await bench.add({ paths: [factory.path('gone.pem'), paths.chain] });
    expect(fileNamed('gone.pem')).toMatchObject({
      status: 'problem',
      problem: { code: 'file.not-found', facts: { name: 'gone.pem' } },
    });
    expect(fileNamed('chain.pem').status).toBe('read');
  });

  it('takes trouble that nobody foresaw for the problem of one file', async () => {
    bench = open({ ...inThisThread, read: () => Promise.reject(new Error('out of memory')) });
    await bench.add({ paths: [paths.chain] });
    expect(fileNamed('chain.pem').problem).toEqual({
      code: 'unexpected',
      facts: { reference: 'abcd1234', name: 'chain.pem' },
    });
  });

  it('adds the text on the clipboard, and says when there is none', async () => {
    await expect(bench.paste()).rejects.toMatchObject({ code: 'clipboard.no-text' });
    clipboard = readFileSync(paths.chain, 'utf8');
    await bench.paste();
    expect(fileNamed('pasted text')).toMatchObject({ status: 'read', certificates: 2 });
  });

  const firstBundle = () => {
    const [bundle] = bench.workshop().bundles;
    if (!bundle) throw new Error('no bundle on the bench');
    return bundle;
  };
  const saving = { name: 'www', format: 'pem-pair', includeRoot: false, replace: false } as const;

  it('saves only into a folder that the user picked', async () => {
    await bench.add({ paths: [paths.pfx] });
    await bench.unlock({ fileId: fileNamed('server.pfx').id, password: 'secret' });
    const request = { ...saving, bundleId: firstBundle().id };
    await expect(bench.save({ ...request, folder: factory.folder })).rejects.toMatchObject({
      code: 'folder.not-chosen',
    });
    await bench.save({ ...request, folder: paths.out });
    expect(readdirSync(paths.out).sort()).toEqual(['www.cert.pem', 'www.key.pem']);
  });

  it('refuses to save for Azure what would not work there, and says which finding blocks', async () => {
    await bench.add({ paths: [factory.path('leaf.crt')] });
    const request = { ...saving, bundleId: firstBundle().id, folder: paths.out, name: 'x' };
    await expect(bench.save(request)).rejects.toMatchObject({
      code: 'certificate.not-ready',
      facts: { finding: 'key-missing' },
    });
    expect(await bench.save({ ...request, format: 'p7b' })).toMatchObject({ files: [{ name: 'x.p7b' }] });
  });

  it('checks for the host name that the user asks about, and forgets it when asked', async () => {
    await bench.add({ paths: [factory.path('leaf.crt'), factory.path('leaf.key'), paths.chain] });
    const bundleId = firstBundle().id;
    await bench.checkHostName({ bundleId, hostName: 'https://api.contoso.test/score' });
    expect(firstBundle()).toMatchObject({ hostName: 'api.contoso.test', ready: false });
    expect(firstBundle().findings.map(({ code }) => code)).toContain('host-name-not-covered');
    await bench.checkHostName({ bundleId, hostName: 'www.contoso.test' });
    expect(firstBundle()).toMatchObject({ hostName: 'www.contoso.test', ready: true });
    await bench.checkHostName({ bundleId, hostName: ' ' });
    expect(firstBundle()).not.toHaveProperty('hostName');
    await expect(bench.checkHostName({ bundleId, hostName: 'a b' })).rejects.toMatchObject({
      code: 'host-name.invalid',
    });
  });

  it('completes a chain with an intermediate that it met before, and says so', async () => {
    await bench.add({ paths: [paths.chain] });
    await bench.clear();
    await bench.add({ paths: [factory.path('leaf.crt')] });
    expect(firstBundle().chain).toMatchObject([
      { role: 'leaf', source: 'file', from: 'leaf.crt' },
      { role: 'intermediate', source: 'remembered', from: '' },
    ]);
  });

  it('uses the key that waits with its request, and leaves it where it is until something is saved', async () => {
    const [key] = (await readFileContents(factory.read('leaf.key'), undefined)).privateKeys as [PrivateKey];
    const taken: Uint8Array[] = [];
    const inFile: string[] = [];
    bench = open(inThisThread, {
      ...keepsNothing,
      isInFile: (spkiSha256) => void inFile.push(spkiSha256),
      heldKeys: async () => [
        { publicKey: key.publicKey, source: 'request', name: 'the spring renewal', opens: true, hostNames: [] },
      ],
      privateKey: async () => {
        const copy = { ...key, pkcs8: Uint8Array.from(key.pkcs8) };
        taken.push(copy.pkcs8);
        return copy;
      },
    });
    await bench.add({ paths: [factory.path('leaf.crt'), paths.chain] });
    expect(firstBundle()).toMatchObject({ ready: true, privateKey: { source: 'request', name: 'the spring renewal' } });
    expect([taken, inFile]).toEqual([[], []]);
    await bench.save({ ...saving, bundleId: firstBundle().id, folder: paths.out, name: 'joined' });
    expect(readFileSync(`${paths.out}/joined.key.pem`, 'utf8')).toBe(readFileSync(factory.path('leaf.key'), 'utf8'));
    expect(taken.map((bytes) => bytes.every((octet) => octet === 0))).toEqual([true]);
    expect(inFile).toEqual([key.publicKey.spkiSha256]);
  });

  it.each([
    ['is in a file', async () => bench.add({ paths: [factory.path('leaf.key')] }), true],
    ['was pasted', async () => bench.paste(), false],
  ])('knows when it is kept whether the user has its key elsewhere: it %s', async (_, give, isElsewhere) => {
    const inFile: string[] = [];
    bench = open(inThisThread, { ...keepsNothing, isInFile: (spkiSha256) => void inFile.push(spkiSha256) });
    clipboard = readFileSync(factory.path('leaf.key'), 'utf8');
    await bench.add({ paths: [factory.path('leaf.crt')] });
    await give();
    const { id, leaf, privateKey } = firstBundle();
    expect(privateKey).toMatchObject({ source: 'file' });
    await bench.keep({ bundleId: id });
    expect(inFile).toEqual(isElsewhere ? [leaf.publicKey.spkiSha256] : []);
  });

  it('asks no address but the one that the certificate names', async () => {
    await bench.add({ paths: [factory.path('leaf.crt')] });
    const asking = bench.downloadIssuer({ bundleId: firstBundle().id, address: 'http://127.0.0.1:9/secret' });
    await expect(asking).rejects.toMatchObject({ code: 'certificate.gone' });
  });

  it('copies the chain without the root and without the key', async () => {
    await bench.add({ paths: [factory.path('leaf.crt'), factory.path('leaf.key'), paths.chain] });
    expect(await bench.copyChain({ bundleId: bench.workshop().bundles[0]?.id ?? '' })).toEqual({ certificates: 2 });
    expect(clipboard.match(/BEGIN CERTIFICATE/gu)).toHaveLength(2);
    expect(clipboard).not.toContain('PRIVATE');
  });

  it('says everything that a certificate says', async () => {
    await bench.add({ paths: [factory.path('leaf.crt')] });
    const certificateId = bench.workshop().bundles[0]?.id ?? '';
    const details = await bench.details({ certificateId });
    expect(details).toMatchObject({
      subject: 'CN=www.contoso.test',
      issuer: 'CN=Contoso Issuing CA 3,O=Contoso',
      signatureAlgorithm: 'sha256WithRSAEncryption',
      fileNames: ['leaf.crt'],
    });
    const fingerprint = factory.openssl('x509', '-in', factory.path('leaf.crt'), '-noout', '-fingerprint', '-sha1');
    expect(fingerprint.replaceAll(':', '').toLowerCase()).toContain(details.sha1);
    expect(details.extensions.map(({ name, value }) => `${name}: ${value}`)).toEqual(
      expect.arrayContaining([
        'Subject alternative name: www.contoso.test, contoso.test, 10.0.0.7',
        'Extended key usage: server authentication',
      ]),
    );
  });

  it('overwrites private keys when their file is taken off the bench', async () => {
    const keys: Uint8Array[] = [];
    bench = open({
      ...inThisThread,
      read: async (bytes, password) => {
        const contents = await readFileContents(bytes, password);
        keys.push(...contents.privateKeys.map(({ pkcs8 }) => pkcs8));
        return contents;
      },
    });
    await bench.add({ paths: [factory.path('leaf.key')] });
    await bench.clear();
    expect(keys).toHaveLength(1);
    expect(keys[0]?.every((octet) => octet === 0)).toBe(true);
    expect(bench.workshop().files).toEqual([]);
  });

  it('stops a reading when asked, and keeps the file in the list', async () => {
    bench = open({
      ...inThisThread,
      read: (_bytes, _password, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new AppError('certificate.reading-stopped')));
        }),
    });
    const adding = bench.add({ paths: [paths.pfx] });
    await expect.poll(() => bench.workshop().files.length).toBe(1);
    await expect
      .poll(() => {
        bench.stopReading({ fileId: fileNamed('server.pfx').id });
        return fileNamed('server.pfx').status;
      })
      .toBe('problem');
    await adding;
    expect(fileNamed('server.pfx').problem?.code).toBe('certificate.reading-stopped');
  });
});
