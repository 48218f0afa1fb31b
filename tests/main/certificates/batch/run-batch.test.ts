import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { batchResultSchema } from '../../../../shared/batch/contract';
import { AppError } from '../../../../src-main/app-error';
import { arrange } from '../../../../src-main/certificates/arrange';
import { Batch } from '../../../../src-main/certificates/batch/batch';
import { type BatchPorts, runBatch } from '../../../../src-main/certificates/batch/run-batch';
import { RememberedIssuers } from '../../../../src-main/certificates/issuers/remembered-issuers';
import { compareOutput } from '../../../../src-main/certificates/output/compare-output';
import { makeDevelopmentAuthority } from '../../../../src-main/certificates/development/make-certificate';
import { makeOutput } from '../../../../src-main/certificates/output/make-output';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { readFileContents } from '../../../../src-main/certificates/read';
import { writeFileAtomically } from '../../../../src-main/storage/private-file';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';

let factory: CertificateFactory;
let from: string;
let to: string;
let turn = 0;

beforeAll(() => {
  factory = createCertificateFactory();
  const { leaf, intermediate } = makeUsualChain(factory);
  from = factory.path('delivery');
  mkdirSync(join(from, 'from it'), { recursive: true });
  factory.makePfx('server.pfx', leaf, { password: 'secret', issuer: intermediate });
  writeFileSync(join(from, 'from it', 'server.pfx'), factory.read('server.pfx'));
  const other = factory.make('other', { subject: '/CN=other.test', extensions: ['subjectAltName=DNS:other.test'] });
  factory.openssl('x509', '-in', other.certificate, '-outform', 'DER', '-out', join(from, 'other.der'));
  writeFileSync(join(from, '=cmd.txt'), 'hello');
  const pair = factory.make('pair', { subject: '/CN=pair.test', extensions: ['subjectAltName=DNS:pair.test'] });
  writeFileSync(join(from, 'pair.crt'), readFileSync(pair.certificate));
  writeFileSync(join(from, 'pair.key'), readFileSync(pair.key));
  writeFileSync(join(from, 'cut.der'), factory.read('leaf.crt').subarray(0, 300));
});
afterAll(() => factory.remove());
beforeEach(() => {
  to = factory.path(`out-${++turn}`);
  mkdirSync(to);
});

const ports = (): BatchPorts => ({
  reader: {
    read: (bytes, password) => readFileContents(bytes, password),
    arrange: async (bench, now) => arrange(bench, now),
  },
  outputs: { makeOutput, compareOutput },
  write: writeFileAtomically,
  remembered: { above: async () => [] },
  explain: { problem: ({ code }) => code, finding: ({ code }) => code },
  progress: () => undefined,
  signal: new AbortController().signal,
});

/** The report's lines, cells by column. */
function report(name = 'latchkey-report.csv'): string[][] {
  const text = readFileSync(join(to, name), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(1, -1).split('","'));
}

describe('A folder converted into another', () => {
  it('has two files for each certificate with its key, one for those without, and a line for every file', async () => {
    const result = await runBatch({ from, to, format: 'pem-pair', password: 'secret' }, ports());
    expect(batchResultSchema.parse(result)).toMatchObject({
      folder: to,
      report: 'latchkey-report.csv',
      files: 6,
      converted: 4,
      locked: 0,
      cancelled: false,
    });
    expect(readdirSync(to).sort()).toEqual([
      'latchkey-report.csv',
      'other.test.cert.pem',
      'pair.test.cert.pem',
      'pair.test.key.pem',
      'www.contoso.test.cert.pem',
      'www.contoso.test.key.pem',
    ]);
    expect(factory.openssl('x509', '-in', join(to, 'other.test.cert.pem'), '-noout', '-subject')).toContain(
      'other.test',
    );
    const rows = new Map(report().map(([file = '', outcome, written]) => [file, [outcome, written]]));
    expect(rows.get('from it/server.pfx')).toEqual([
      'Converted',
      'www.contoso.test.key.pem, www.contoso.test.cert.pem',
    ]);
    expect(rows.get('pair.key')).toEqual(['Used for another file', '']);
    expect(rows.get('cut.der')?.[0]).toBe('Not converted');
  });

  it('starts no formula in a spreadsheet by the name of a file', async () => {
    await runBatch({ from, to, format: 'p7b' }, ports());
    expect(report().map(([file]) => file)).toContain("'=cmd.txt");
  });

  it('says which files need a password', async () => {
    const result = await runBatch({ from, to, format: 'pem-pair' }, ports());
    expect(result.locked).toBe(1);
    expect(report().find(([file]) => file === 'from it/server.pfx')?.[1]).toBe('Needs a password');
  });

  it('replaces nothing: a second run finds new names', async () => {
    await runBatch({ from, to, format: 'pem-pair', password: 'secret' }, ports());
    const before = readFileSync(join(to, 'pair.test.key.pem'));
    const result = await runBatch({ from, to, format: 'pem-pair', password: 'secret' }, ports());
    expect(result.report).toBe('latchkey-report-2.csv');
    expect(readdirSync(to)).toContain('pair.test-2.key.pem');
    expect(readFileSync(join(to, 'pair.test.key.pem'))).toEqual(before);
  });

  it('says that a PFX can not be made without the key, and goes on with the rest', async () => {
    await runBatch({ from, to, format: 'pfx', password: 'secret', newPassword: 'new' }, ports());
    expect(readdirSync(to)).toEqual(expect.arrayContaining(['pair.test.pfx', 'www.contoso.test.pfx']));
    expect(
      report()
        .find(([file]) => file === 'other.der')
        ?.slice(0, 4),
    ).toEqual(['other.der', 'Not converted', '', 'output.key-missing']);
  });

  it('stops when it is cancelled, and the report says what was not looked at', async () => {
    const cancelled = new AbortController();
    const result = await runBatch(
      { from, to, format: 'pem-pair' },
      { ...ports(), signal: cancelled.signal, progress: () => cancelled.abort() },
    );
    expect(result).toMatchObject({ cancelled: true, written: 0 });
    expect(report().map(([, outcome]) => outcome)).toContain('Not looked at');
  });

  it('counts for converted only what was written where it is cancelled meanwhile, and says so of what belongs to the rest', async () => {
    const delivery = factory.path(`pairs-${turn}`);
    mkdirSync(delivery);
    for (const name of ['a', 'b', 'c']) {
      const made = factory.make(name, { subject: `/CN=${name}.test`, extensions: [`subjectAltName=DNS:${name}.test`] });
      writeFileSync(join(delivery, `${name}.crt`), readFileSync(made.certificate));
      writeFileSync(join(delivery, `${name}.key`), readFileSync(made.key));
    }
    const cancelled = new AbortController();
    const result = await runBatch(
      { from: delivery, to, format: 'pem-pair' },
      { ...ports(), signal: cancelled.signal, progress: ({ step }) => step === 'writing' && cancelled.abort() },
    );
    expect(result).toMatchObject({ files: 6, converted: 2, notConverted: 4, written: 2, cancelled: true });
    expect(report().map(([file, outcome]) => [file, outcome])).toEqual([
      ['a.crt', 'Converted'],
      ['a.key', 'Used for another file'],
      ['b.crt', 'Not looked at'],
      ['b.key', 'Not looked at'],
      ['c.crt', 'Not looked at'],
      ['c.key', 'Not looked at'],
    ]);
  });

  it('says of the key and the chain of what could not be written that they were not converted, either', async () => {
    const delivery = factory.path(`full-${turn}`);
    mkdirSync(delivery);
    for (const name of ['leaf.crt', 'leaf.key', 'intermediate.crt']) {
      writeFileSync(join(delivery, name), factory.read(name));
    }
    const write: BatchPorts['write'] = async (path, bytes, options) => {
      if (!path.endsWith('.csv')) throw new AppError('file.not-written', { name: basename(path), reason: 'no-space' });
      return writeFileAtomically(path, bytes, options);
    };
    const result = await runBatch({ from: delivery, to, format: 'pem-pair' }, { ...ports(), write });
    expect(result).toMatchObject({ files: 3, converted: 0, notConverted: 3, written: 0 });
    expect(report().map(([, outcome]) => outcome)).toEqual(Array.from({ length: 3 }, () => 'Not converted'));
  });

  it('is told in full where only the report could not be written', async () => {
    const problem = { code: 'file.not-written', facts: { name: 'latchkey-report.csv', reason: 'no-space' } } as const;
    const write: BatchPorts['write'] = async (path, bytes, options) => {
      if (path.endsWith('.csv')) throw new AppError(problem.code, problem.facts);
      return writeFileAtomically(path, bytes, options);
    };
    const result = await runBatch({ from, to, format: 'pem-pair', password: 'secret' }, { ...ports(), write });
    expect(batchResultSchema.parse(result)).toMatchObject({ converted: 4, reportProblem: problem });
    expect(result).not.toHaveProperty('report');
  });

  it('names in the report what it did not search, and follows links to files as certbot makes them', async () => {
    const delivery = factory.path(`links-${turn}`);
    const deep = join(delivery, ...'123456789'.split(''));
    mkdirSync(deep, { recursive: true });
    symlinkSync(join(from, 'pair.crt'), join(delivery, 'cert.pem'));
    symlinkSync(join(from, 'gone.crt'), join(delivery, 'gone.pem'));
    symlinkSync(from, join(delivery, 'linked'));
    const result = await runBatch({ from: delivery, to, format: 'pem-pair' }, ports());
    expect(result).toMatchObject({ files: 2, notSearched: 2 });
    expect(report().map(([file, outcome, , why]) => [file, outcome, why])).toEqual([
      ['1/2/3/4/5/6/7/8/9', 'Not searched', 'folder.not-searched'],
      ['cert.pem', 'Converted', 'The certificate only: its private key is not here.'],
      ['gone.pem', 'Not converted', 'file.not-found'],
      ['linked', 'Not searched', 'folder.not-searched'],
    ]);
  });

  it('names the file that has the same certificate, an authority’s too, and says of a file that was half written that it is', async () => {
    const delivery = factory.path(`copies-${turn}`);
    mkdirSync(delivery);
    const both = Buffer.concat([readFileSync(join(from, 'pair.crt')), factory.read('other.crt')]);
    writeFileSync(join(delivery, 'both.pem'), both);
    writeFileSync(join(delivery, 'copy.crt'), readFileSync(join(from, 'pair.crt')));
    writeFileSync(join(delivery, 'root.crt'), factory.read('root.crt'));
    writeFileSync(join(delivery, 'root-copy.crt'), factory.read('root.crt'));
    await runBatch({ from: delivery, to, format: 'pem-pair' }, ports());
    expect(report().map(([file, outcome, , why]) => [file, outcome, why])).toMatchObject([
      ['both.pem', 'Converted', expect.anything()],
      ['copy.crt', 'Used for another file', 'The same certificate is in both.pem.'],
      ['root-copy.crt', 'Converted', expect.anything()],
      ['root.crt', 'Used for another file', 'The same certificate is in root-copy.crt.'],
    ]);
    const cancelled = new AbortController();
    const stopped = await runBatch(
      { from: delivery, to, format: 'pem-pair' },
      { ...ports(), signal: cancelled.signal, progress: ({ step }) => step === 'writing' && cancelled.abort() },
    );
    expect(stopped).toMatchObject({ converted: 1, notConverted: 3, written: 1 });
    expect(report('latchkey-report-2.csv')[0]?.slice(0, 4)).toEqual([
      'both.pem',
      'Not converted',
      'pair.test-2.cert.pem',
      expect.anything(),
    ]);
  });

  it('takes for the same folder what is one by a link, and says at once where one is gone', async () => {
    const link = factory.path(`link-${turn}`);
    symlinkSync(from, link);
    const toItself = runBatch({ from, to: link, format: 'pem-pair' }, ports());
    await expect(toItself).rejects.toMatchObject({ code: 'batch.same-folder' });
    const gone = factory.path('gone');
    const nowhere = runBatch({ from, to: gone, format: 'pem-pair' }, ports());
    await expect(nowhere).rejects.toMatchObject({ code: 'file.not-written', facts: { reason: 'folder-missing' } });
    const nothing = runBatch({ from: gone, to, format: 'pem-pair' }, ports());
    await expect(nothing).rejects.toMatchObject({ code: 'file.not-found' });
  });

  it('avoids a name that differs only in capitals from one that is there', async () => {
    writeFileSync(join(to, 'PAIR.test.KEY.pem'), 'mine');
    await runBatch({ from, to, format: 'pem-pair', password: 'secret' }, ports());
    expect(readdirSync(to)).toEqual(expect.arrayContaining(['pair.test-2.cert.pem', 'pair.test-2.key.pem']));
  });

  it('may be inside the other, whichever is read', async () => {
    const outer = factory.path(`outer-${turn}`);
    const inner = join(outer, 'inner');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'pair.crt'), readFileSync(join(from, 'pair.crt')));
    const outwards = await runBatch({ from: inner, to: outer, format: 'pem-pair' }, ports());
    expect(outwards).toMatchObject({ files: 1, converted: 1 });
    const inwards = await runBatch({ from: outer, to: inner, format: 'pem-pair' }, ports());
    expect(inwards).toMatchObject({ files: 2, converted: 1 });
  });

  it('reads and writes two different folders, and one with files in it', async () => {
    const same = runBatch({ from, to: from, format: 'pem-pair' }, ports());
    await expect(same).rejects.toMatchObject({ code: 'batch.same-folder' });
    const empty = factory.path('nothing');
    mkdirSync(empty, { recursive: true });
    await expect(runBatch({ from: empty, to, format: 'pem-pair' }, ports())).rejects.toMatchObject({
      code: 'batch.nothing',
    });
  });
});

describe('What the checks say of a converted certificate', () => {
  const names = (name: string): string[] => [`subjectAltName=DNS:${name}`];
  let checked: string;

  beforeAll(() => {
    checked = factory.path('checked');
    mkdirSync(checked);
    const ended = factory.make('ended', { subject: '/CN=ended.test', extensions: names('ended.test'), days: -1 });
    const soon = factory.make('soon', { subject: '/CN=soon.test', extensions: names('soon.test'), days: 5 });
    const both = [ended, soon].map(({ certificate, key }) => [readFileSync(certificate), readFileSync(key)] as const);
    for (const [index, name] of ['ended', 'soon'].entries()) {
      writeFileSync(join(checked, `${name}.pem`), Buffer.concat(both[index] ?? []));
    }
  });

  it('is in the report by its level, and what will not work is written and counted apart', async () => {
    const result = await runBatch({ from: checked, to, format: 'pem-pair' }, ports());
    expect(result).toMatchObject({ files: 2, converted: 2, blocked: 1, written: 4 });
    const [ended = [], soon = []] = report();
    expect(ended[1]).toBe('Converted; will not work as it is');
    expect(ended[4]).toContain('ended.test (expired): expired');
    expect(soon.slice(0, 5)).toEqual(['soon.pem', 'Converted', 'soon.test.key.pem, soon.test.cert.pem', '', '']);
    expect(soon[5]).toContain('soon.test (ends-soon): ends-soon');
  });

  it('does not miss the key in a form that holds none', async () => {
    await runBatch({ from, to, format: 'der', password: 'secret' }, ports());
    const [other = []] = report().filter(([file]) => file === 'other.der');
    expect(other.slice(1)).not.toContainEqual(expect.stringContaining('key-missing'));
  });

  it.each([
    ['key-missing', 'other.der', {}],
    ['key-does-not-match', 'other.der', { 'another.key': 'leaf.key' }],
    ['key-encrypted', 'other.der', { 'locked.pfx': 'server.pfx' }],
  ] as const)(
    'is no more than good to know where a certificate is converted without its key: %s',
    async (code, name, others) => {
      const folder = factory.path(code);
      mkdirSync(folder);
      writeFileSync(join(folder, name), readFileSync(join(from, name)));
      for (const [other, source] of Object.entries(others)) writeFileSync(join(folder, other), factory.read(source));
      expect(await runBatch({ from: folder, to, format: 'pem-pair' }, ports())).toMatchObject({ blocked: 0 });
      const [row = []] = report().filter(([file]) => file === name);
      expect(row.slice(1, 5)).toEqual([
        'Converted',
        'other.test.cert.pem',
        'The certificate only: its private key is not here.',
        '',
      ]);
      expect(row[6]).toContain(`other.test (${code}): ${code}`);
    },
  );
});

describe('A chain that the folder has no end of', () => {
  it('is completed by an intermediate that earlier files held', async () => {
    const alone = factory.path('leaf-alone');
    mkdirSync(alone);
    for (const name of ['leaf.crt', 'leaf.key']) writeFileSync(join(alone, name), factory.read(name));
    const remembered = new RememberedIssuers({ read: async () => '', write: async () => undefined });
    const intermediate = await readFileContents(factory.read('intermediate.crt'), undefined);
    await remembered.remember(intermediate.certificates, new Date());
    await runBatch({ from: alone, to, format: 'pem-pair' }, { ...ports(), remembered });
    const written = await readFileContents(readFileSync(join(to, 'www.contoso.test.cert.pem')), undefined);
    expect(written.certificates.slice(1)).toEqual(intermediate.certificates);
  });
});

describe('A development authority in the folder', () => {
  it.each(['pem-pair', 'pem-combined', 'der', 'p7b'] as const)(
    'says so in the name of its file as %s',
    async (format) => {
      const alone = factory.path(`authority-${format}`);
      mkdirSync(alone);
      const key = await makePrivateKey('ec-p256');
      const authority = makeDevelopmentAuthority(key, { now: new Date(), computer: 'anas-laptop' });
      writeFileSync(join(alone, 'root.cer'), authority.der);
      await runBatch({ from: alone, to, format }, ports());
      const written = readdirSync(to).filter((name) => name !== 'latchkey-report.csv');
      expect(written).toEqual([expect.stringContaining('development-only')]);
    },
  );
});

describe('The batch', () => {
  it('runs one at a time, between folders that the user picked', async () => {
    const batch = new Batch({ ...ports(), chosen: { has: (folder) => folder !== '/etc' } });
    await expect(batch.run({ from: '/etc', to, format: 'p7b' })).rejects.toMatchObject({ code: 'folder.not-chosen' });
    const first = batch.run({ from, to, format: 'p7b' });
    await expect(batch.run({ from, to, format: 'p7b' })).rejects.toMatchObject({ code: 'batch.running' });
    batch.cancel();
    expect((await first).cancelled).toBe(true);
  });

  it('ends with Latchkey after the file at hand, and its report is there', async () => {
    const batch = new Batch({ ...ports(), chosen: { has: () => true } });
    const running = batch.run({ from, to, format: 'p7b' });
    await batch.end();
    expect(readdirSync(to)).toContain('latchkey-report.csv');
    expect((await running).cancelled).toBe(true);
    await batch.end();
  });
});
