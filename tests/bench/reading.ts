// Run by `npm run bench` under Electron's Node: reading and converting, against the openssl program, in one run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPem } from '../../src-main/certificates/pem';
import { readFileContents } from '../../src-main/certificates/read';
import { compare, openssl, print, printHead, time } from './measure';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const path = (name: string): string => join(folder, name);

async function pfx(what: string, name: string, times: number, atMost: number): Promise<void> {
  const bytes = readFileSync(path(name));
  const read = async (): Promise<void> => {
    const { privateKeys, problem } = await readFileContents(bytes, 'bench');
    if (problem || privateKeys.length !== 1) throw new Error(`${name} was not read`);
  };
  await read();
  const theirs = (): unknown => openssl('pkcs12', '-in', path(name), '-nodes', '-passin', 'pass:bench');
  print(what, await compare(times, read, theirs), atMost);
}

try {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=bench.test',
    '-days',
    '30',
    '-keyout',
    path('key.pem'),
    '-out',
    path('cert.pem'),
  );
  openssl('x509', '-in', path('cert.pem'), '-outform', 'DER', '-out', path('cert.der'));
  const exportPfx = ['pkcs12', '-export', '-inkey', path('key.pem'), '-in', path('cert.pem'), '-passout', 'pass:bench'];
  for (const iterations of ['2048', '600000', '1000000'])
    openssl(...exportPfx, '-iter', iterations, '-out', path(`${iterations}.pfx`));

  printHead();
  const der = readFileSync(path('cert.der'));
  const convert = async (): Promise<string> => {
    const { certificates } = await readFileContents(der, undefined);
    return certificates.map((certificate) => toPem('CERTIFICATE', certificate.der)).join('');
  };
  await convert();
  const ours = await time(1000, convert);
  const theirs = await time(1000, () => openssl('x509', '-inform', 'DER', '-in', path('cert.der')));
  print('1,000 certificates, DER to PEM', [ours, theirs], 1);
  await pfx('200 PFX of 2,048 iterations', '2048.pfx', 200, 1);
  await pfx('a PFX of 600,000 iterations, 5 times', '600000.pfx', 5, 1.2);
  await pfx('a PFX of 1,000,000 iterations, 5 times', '1000000.pfx', 5, 1.2);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
