// Run by `npm run bench` under Electron's Node: checking, making keys and converting a folder, against the openssl program.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { arrange } from '../../src-main/certificates/arrange';
import { type ArrangedFile, benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
import { type BatchPorts, runBatch } from '../../src-main/certificates/batch/run-batch';
import { makePrivateKey } from '../../src-main/certificates/private-key/make-private-key';
import { readFileContents } from '../../src-main/certificates/read';
import { WorkerPool } from '../../src-main/certificates/worker-pool';
import { findingSentence, problemSentence } from '../../src-main/terminal/sentences';
import { writeFileAtomically } from '../../src-main/storage/private-file';
import { createCertificateFactory, makeUsualChain } from '../support/openssl';
import { makeThousandLeaves } from './a-thousand-chains';
import { makeFiveHundredFiles, PASSWORD } from './five-hundred-files';
import { judge, median } from './goals';
import { compare, openssl, print, printHead } from './measure';

const FILES = 500;
const factory = createCertificateFactory();
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));

try {
  printHead();
  const usual = makeUsualChain(factory);
  await check(usual);
  await makeKeys();
  await convert(usual);
} finally {
  factory.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** A thousand server certificates of one intermediate, which has to be found and put between each and the root. */
async function check(usual: ReturnType<typeof makeUsualChain>): Promise<void> {
  const { root, intermediate, leaf } = usual;
  const paths = makeThousandLeaves(usual, join(folder, 'leaves'));
  const key = await read(leaf.key);
  const known = [
    await readFileContents(readFileSync(intermediate.certificate), undefined),
    await readFileContents(readFileSync(root.certificate), undefined),
  ].flatMap(({ certificates }) =>
    certificates.map((certificate) => ({ certificate, source: 'remembered', from: '' }) as const),
  );
  const expectGood = (files: readonly ArrangedFile[]): void => {
    const { bundles } = arrange({ ...benchOf([...files, key]), known }, new Date());
    const isGood = bundles.every(({ ready, chain }) => ready && chain.length === 3);
    if (!isGood || bundles.length !== files.length) throw new Error('a good chain was not found to be good');
  };
  const verify = ['verify', '-CAfile', root.certificate, '-untrusted', intermediate.certificate];
  const each = await compare(
    paths.length,
    async (turn) => expectGood([await read(paths[turn] ?? '')]),
    (turn) => openssl(...verify, paths[turn] ?? ''),
  );
  print('1,000 chains of three completed and checked', each, 1);
  const together = await compare(
    3,
    async () => expectGood(await Promise.all(paths.map((path) => read(path)))),
    () => openssl(...verify, ...paths),
  );
  print('the same 1,000 together, one openssl, 3 times', together, 1);
}

async function read(path: string): Promise<ArrangedFile> {
  return withoutSecrets(path, await readFileContents(readFileSync(path), undefined));
}

/** Looking for primes is a matter of luck: sixteen of each even it out only roughly. */
async function makeKeys(): Promise<void> {
  const elliptic = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'];
  const key = (args: readonly string[]) => (): unknown => openssl('genpkey', ...args, '-outform', 'DER');
  print('16 keys of RSA 4096 made', await compare(16, () => makePrivateKey('rsa-4096'), key(rsa)), 1.5);
  print('200 keys of EC P-256 made', await compare(200, () => makePrivateKey('ec-p256'), key(elliptic)), 1);
}

/** A folder to PEM, the keys with the certificates. */
async function convert(usual: ReturnType<typeof makeUsualChain>): Promise<void> {
  const from = makeFiveHundredFiles(factory, usual);
  const pool = new WorkerPool(new URL('worker.js', import.meta.url));
  const ports: BatchPorts = {
    reader: pool,
    outputs: pool,
    write: writeFileAtomically,
    remembered: { above: async () => [] },
    explain: { problem: problemSentence, finding: findingSentence },
    progress: () => undefined,
    signal: new AbortController().signal,
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const longest: number[] = [];
  const batch = async (to: string): Promise<void> => {
    mkdirSync(to);
    delay.reset();
    delay.enable();
    const result = await runBatch({ from, to, format: 'pem-pair', password: PASSWORD }, ports);
    delay.disable();
    longest.push(delay.max / 1e6);
    if (result.converted !== FILES) throw new Error(`of the folder became ${JSON.stringify(result)}`);
  };
  await batch(join(folder, 'warm'));
  const times = await compare(
    3,
    (turn) => batch(join(folder, `ours-${turn}`)),
    (turn) => convertInShell(from, join(folder, `theirs-${turn}`)),
  );
  print('a folder of 500 files converted, 3 times', times, 1);
  const block = median(longest);
  console.log(
    `${'  longest block of the event loop meanwhile'.padEnd(46)} ${block.toFixed(0).padStart(7)} ms   ${judge(block, { atMost: 50, unit: ' ms' })}`,
  );
}

function convertInShell(from: string, to: string): void {
  mkdirSync(to);
  const script = `
    for file in *.pfx; do
      openssl pkcs12 -in "$file" -passin pass:${PASSWORD} -nokeys -out "$1/$file.cert.pem" || exit 1
      openssl pkcs12 -in "$file" -passin pass:${PASSWORD} -nocerts -nodes -out "$1/$file.key.pem" || exit 1
    done
    for file in *.cer; do openssl x509 -inform DER -in "$file" -out "$1/$file.cert.pem" || exit 1; done`;
  execFileSync('sh', ['-c', script, 'sh', to], { cwd: from, stdio: ['ignore', 'ignore', 'inherit'] });
}
