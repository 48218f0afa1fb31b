import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import { compareOutput } from '../../../src-main/certificates/output/compare-output';
import { makeOutput, type OutputCredentials } from '../../../src-main/certificates/output/make-output';
import { saveOutput, type WriteFile } from '../../../src-main/certificates/output/save-output';
import { readFileContents } from '../../../src-main/certificates/read';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;
let credentials: OutputCredentials;
let folder: string;
let count = 0;

beforeAll(async () => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
  const paths = [usual.leaf.certificate, usual.intermediate.certificate, usual.leaf.key];
  const contents = await readFileContents(Buffer.concat(paths.map((path) => readFileSync(path))), undefined);
  const [privateKey] = contents.privateKeys;
  if (!privateKey) throw new Error('openssl made no key');
  credentials = { chain: contents.certificates, privateKey };
});
afterAll(() => factory.remove());
beforeEach(() => {
  folder = factory.path(`out-${count++}`);
  mkdirSync(folder);
});

const save = (options: { name?: string; replace?: boolean; write?: WriteFile } = {}) =>
  saveOutput(
    credentials,
    { format: 'pem-pair', folder, name: options.name ?? 'www', replace: options.replace ?? false },
    { write: options.write ?? writeFileAtomically, makeOutput, compareOutput },
  );

describe('Saving for Azure', () => {
  it('writes the chain leaf first and the key as unencrypted PKCS#8 that only the owner can read', async () => {
    expect(await save()).toEqual({
      folder,
      files: [
        { name: 'www.cert.pem', kind: 'certificate', certificates: 2 },
        { name: 'www.key.pem', kind: 'private-key', certificates: 0 },
      ],
    });
    const certificates = readFileSync(join(folder, 'www.cert.pem'), 'latin1');
    const original =
      readFileSync(usual.leaf.certificate, 'latin1') + readFileSync(usual.intermediate.certificate, 'latin1');
    expect(certificates).toBe(original);
    expect(readFileSync(join(folder, 'www.key.pem'), 'latin1')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/u);
    expect(statSync(join(folder, 'www.key.pem')).mode & 0o777).toBe(0o600);
  });

  it('writes what openssl verifies and serves with', async () => {
    await save();
    const [certificate, key] = [join(folder, 'www.cert.pem'), join(folder, 'www.key.pem')];
    const verified = execFileSync('openssl', [
      'verify',
      '-CAfile',
      usual.root.certificate,
      '-untrusted',
      certificate,
      certificate,
    ]);
    expect(String(verified)).toContain('OK');
    const answer = await handshakeWithOpenssl(certificate, key, usual.root.certificate);
    expect(answer).toEqual({ authorized: true, chainLength: 3 });
  });

  it('never overwrites without being told to, and then leaves both files as they were', async () => {
    writeFileSync(join(folder, 'www.cert.pem'), 'precious');
    await expect(save()).rejects.toMatchObject({ code: 'file.exists', facts: { names: 'www.cert.pem' } });
    expect(readdirSync(folder)).toEqual(['www.cert.pem']);
    expect(readFileSync(join(folder, 'www.cert.pem'), 'utf8')).toBe('precious');
  });

  it('replaces when told to', async () => {
    await save();
    writeFileSync(join(folder, 'www.key.pem'), 'old');
    await save({ replace: true });
    expect(readFileSync(join(folder, 'www.key.pem'), 'utf8')).toContain('PRIVATE KEY');
    expect(readdirSync(folder).toSorted()).toEqual(['www.cert.pem', 'www.key.pem']);
  });

  it.each(['../escape', 'a/b', String.raw`a\b`, 'a:b', '.hidden'])(
    'refuses the name %s, which would leave the folder or not be taken everywhere',
    async (name) => {
      await expect(save({ name })).rejects.toMatchObject({ code: 'file.not-written' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('leaves no single file behind when the second one can not be written', async () => {
    const fullDisk: typeof writeFileAtomically = async (path, bytes, options) => {
      if (path.endsWith('.cert.pem'))
        throw new AppError('file.not-written', { name: 'www.cert.pem', reason: 'no-space' });
      await writeFileAtomically(path, bytes, options);
    };
    const saving = save({ write: fullDisk });
    await expect(saving).rejects.toMatchObject({ code: 'file.not-written' });
    expect(existsSync(join(folder, 'www.key.pem'))).toBe(false);
  });

  it('leaves both files of an earlier pair as they were when the second one can not be replaced', async () => {
    const old = { 'www.cert.pem': 'an earlier certificate', 'www.key.pem': 'the only copy of a key' };
    for (const [name, text] of Object.entries(old)) writeFileSync(join(folder, name), text);
    const write: WriteFile = async (path, bytes, options) => {
      if (path.endsWith('.cert.pem')) throw new AppError('file.not-written', { name: 'www.cert.pem', reason: 'other' });
      return writeFileAtomically(path, bytes, options);
    };
    await expect(save({ replace: true, write })).rejects.toMatchObject({ code: 'file.not-written' });
    const now = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(Object.fromEntries(now)).toEqual(old);
  });

  it('puts back what it can, and says where the rest is', async () => {
    writeFileSync(join(folder, 'www.key.pem'), 'the only copy of a key');
    const inTheWay: WriteFile = async (path, bytes, options) => {
      if (!path.endsWith('.cert.pem')) return writeFileAtomically(path, bytes, options);
      mkdirSync(path);
      throw new AppError('file.not-written', { name: 'www.cert.pem', reason: 'other' });
    };
    await expect(save({ replace: true, write: inTheWay })).rejects.toMatchObject({ code: 'file.not-written' });
    expect(readFileSync(join(folder, 'www.key.pem'), 'utf8')).toBe('the only copy of a key');
    rmSync(join(folder, 'www.cert.pem'), { recursive: true });
    // The key's own place is taken by something that nothing can be renamed to.
    const overTheKey: WriteFile = async (path, bytes, options) => {
      if (path.endsWith('.cert.pem')) {
        rmSync(join(folder, 'www.key.pem'));
        mkdirSync(join(folder, 'www.key.pem'));
        throw new AppError('file.not-written', { name: 'www.cert.pem', reason: 'other' });
      }
      return writeFileAtomically(path, bytes, options);
    };
    const failed = await save({ replace: true, write: overTheKey }).then(
      () => undefined,
      (error: unknown) => error as AppError,
    );
    expect(failed).toMatchObject({ code: 'file.not-restored', facts: { name: 'www.key.pem' } });
    expect(readFileSync(join(folder, String(failed?.facts['aside'])), 'utf8')).toBe('the only copy of a key');
  });

  it('says so when what stands on the disk is not what was meant', async () => {
    const corruptDisk: typeof writeFileAtomically = (path, bytes, options) =>
      writeFileAtomically(path, path.endsWith('.key.pem') ? readFileSync(usual.root.key) : bytes, options);
    const saving = save({ write: corruptDisk });
    await expect(saving).rejects.toMatchObject({
      code: 'file.written-differs',
      facts: { name: 'www.key.pem' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** Starts `openssl s_server` with the two files and shakes hands with it. */
async function handshakeWithOpenssl(certificate: string, key: string, root: string) {
  const port = await freePort();
  const server = spawn(
    'openssl',
    ['s_server', '-accept', String(port), '-cert', certificate, '-cert_chain', certificate, '-key', key, '-quiet'],
    {
      stdio: 'ignore',
    },
  );
  try {
    return await shakeHands(port, readFileSync(root));
  } finally {
    server.kill();
  }
}

async function shakeHands(port: number, ca: Buffer): Promise<{ authorized: boolean; chainLength: number }> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await tryHandshake(port, ca);
    } catch (error) {
      if (attempt > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function tryHandshake(port: number, ca: Buffer): Promise<{ authorized: boolean; chainLength: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'www.contoso.test', ca });
    socket.on('error', reject);
    socket.on('secureConnect', () => {
      const seen = new Set<string>();
      for (
        let next = socket.getPeerCertificate(true);
        next && !seen.has(next.fingerprint256);
        next = next.issuerCertificate
      ) {
        seen.add(next.fingerprint256);
      }
      resolve({ authorized: socket.authorized, chainLength: seen.size });
      socket.destroy();
    });
  });
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
