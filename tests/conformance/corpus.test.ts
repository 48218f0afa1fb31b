import { describe, expect, it } from 'vitest';
import { readFileContents } from '../../src-main/certificates/read';
import { type CorpusEntry, corpusEntries, corpusFile, hasCorpus, iterationsOf } from '../support/corpus';

const runtime = process.versions['electron']
  ? `Electron ${process.versions['electron']}`
  : `Node ${process.versions.node}`;

interface Reading {
  readonly entry: CorpusEntry;
  readonly right: boolean;
  readonly accepted: boolean;
  readonly milliseconds: number;
  readonly said: string;
}

describe.skipIf(!hasCorpus)(`The corpus of real files, read under ${runtime}`, async () => {
  const readings: Reading[] = [];
  for (const entry of corpusEntries()) readings.push(await read(entry));
  const readable = readings.filter(({ entry }) => entry.expected.ok);
  const wrong = readable.filter(({ right }) => !right);
  const accepted = readings.filter(({ entry, accepted: yes }) => !entry.expected.ok && yes);
  console.info(report(readable.length, wrong, accepted));

  it('finds the expected certificates and private keys in at least 98 % of the readable files', () => {
    expect(1 - wrong.length / readable.length, list(wrong)).toBeGreaterThanOrEqual(0.98);
  });

  it('knows the reason for every file that it reads otherwise', () => {
    const unexplained = wrong.filter(({ entry }) => !READ_OTHERWISE.has(entry.path));
    expect(list(unexplained)).toBe('');
  });

  it('accepts no malformed file', () => {
    const unexpected = accepted.filter(({ entry }) => !READ_ON_PURPOSE.has(entry.path));
    expect(list(unexpected)).toBe('');
  });

  it('takes no more than 2 s for any file below 100,000 iterations', () => {
    const slow = readings.filter(({ entry, milliseconds }) => iterationsOf(entry) < 100_000 && milliseconds > 2000);
    expect(list(slow)).toBe('');
  });
});

/** Files that the reference reads and Latchkey doesn't, with the reason. */
const READ_OTHERWISE: ReadonlyMap<string, string> = new Map([
  [
    'gnutls/cert-with-non-digits-time.pem',
    'its validity starts on 01-01-01 at "0I:00": no server can use it, and no date can be shown',
  ],
]);

/** Files that the reference refuses and users expect to be read, because what is in them is intact. */
const READ_ON_PURPOSE: ReadonlyMap<string, string> = new Map([
  ['generated/certs/odd-nolabel-base64.cer', 'base64 without BEGIN and END, as Windows copies it'],
  ['generated/keys/bad-oneline.pem', 'PEM in one line, as environment variables and forms make it'],
  ['generated/keys/odd-indent.pem', 'indented PEM, as in YAML'],
  ['generated/p7b/odd-chain-label.p7b', 'PKCS#7 with another label'],
  ['kse/cert.base64.txt', 'base64 without BEGIN and END'],
  ['kse/ec.unenc.der.b64.pkcs8', 'base64 without BEGIN and END'],
  ['kse/problematic-cert.indentations.pem', 'indented PEM'],
]);

async function read(entry: CorpusEntry): Promise<Reading> {
  const start = performance.now();
  const contents = await readFileContents(corpusFile(entry.path), entry.password);
  const milliseconds = performance.now() - start;
  const certificates = same(
    (entry.expected.certs ?? []).map(({ sha256 }) => sha256),
    contents.certificates.map(({ sha256 }) => sha256),
  );
  const keys = same(
    (entry.expected.keys ?? []).flatMap(({ spki_sha256: spki }) => spki ?? []),
    contents.privateKeys.map(({ publicKey }) => publicKey.spkiSha256),
  );
  return {
    entry,
    right: certificates && (keys || entry.expected.partial === true),
    accepted: !contents.problem,
    milliseconds,
    said: `${contents.format}, ${contents.certificates.length} certificates, ${contents.privateKeys.length} keys, ${contents.problem?.code ?? 'no problem'}`,
  };
}

function same(expected: readonly string[], found: readonly string[]): boolean {
  return [...new Set(expected)].sort().join() === [...new Set(found)].sort().join();
}

function list(readings: readonly Reading[]): string {
  return readings
    .map(({ entry, said, milliseconds }) => `${entry.path}: ${said} (${milliseconds.toFixed(0)} ms)`)
    .join('\n');
}

function report(readable: number, wrong: readonly Reading[], accepted: readonly Reading[]): string {
  const share = ((1 - wrong.length / readable) * 100).toFixed(1);
  return [
    `${runtime}: ${readable - wrong.length} of ${readable} readable files as expected (${share} %)`,
    ...wrong.map(
      ({ entry, said }) => `  otherwise: ${entry.path}: ${said}; ${READ_OTHERWISE.get(entry.path) ?? 'unexplained'}`,
    ),
    ...accepted.map(
      ({ entry, said }) => `  on purpose: ${entry.path}: ${said}; ${READ_ON_PURPOSE.get(entry.path) ?? 'unexplained'}`,
    ),
  ].join('\n');
}
