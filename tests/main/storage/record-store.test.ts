import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecordFile, readRecordFile, writeRecordFile } from '../../../src-main/storage/record-file';
import { FolderRecordStore, type SecretStore } from '../../../src-main/storage/record-store';
import { buildProgram } from '../../support/build-program';

let base: string;
let folder: string;
let turn = 0;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'latchkey-records-'));
});
afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => {
  folder = join(base, `kept-${++turn}`);
});

/** Stands for a keyring: not the secret, and opened by nobody else. */
const keyring = (name = 'a'): SecretStore => ({
  isAvailable: () => true,
  protect: (secret) => Buffer.concat([Buffer.from(name), Buffer.from(secret.map((octet) => octet ^ 0x5a))]),
  reveal: (bytes) => {
    if (String.fromCharCode(bytes[0] ?? 0) !== name) throw new Error('another keyring');
    return Uint8Array.from(bytes.subarray(1).map((octet) => octet ^ 0x5a));
  },
});
const noKeyring: SecretStore = {
  isAvailable: () => false,
  protect: () => {
    throw new Error('nothing is protected');
  },
  reveal: () => {
    throw new Error('nothing is revealed');
  },
};

/** Facts of every kind have a name here, and nothing else matters. */
const readName = (facts: unknown): string => z.object({ name: z.string() }).parse(facts).name;
const readers = { certificate: readName, request: readName, authority: readName, service: readName };
const open = (secrets: SecretStore): FolderRecordStore => new FolderRecordStore(folder, secrets, readers);

const secret = (): Uint8Array => Buffer.from('a private key');
const record = (id = randomUUID()) => ({ id, kind: 'request', facts: { name: 'contoso' }, secret: secret() }) as const;

describe('What is kept', () => {
  it('is there after a restart, and its secret only with the keyring', async () => {
    const { id, ...rest } = record();
    await open(keyring()).put({ id, ...rest });
    const store = open(keyring());
    expect(await store.all()).toEqual({
      records: [{ id, kind: 'request', facts: { name: 'contoso' }, hasSecret: true, keeping: 'keyring' }],
      leftOut: [],
    });
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
    const other = open(keyring('b'));
    await expect(other.secret(id)).rejects.toMatchObject({
      code: 'library.key-not-opened',
      facts: { name: 'contoso' },
    });
    expect((await other.all()).records).toHaveLength(1);
  });

  it('stands in files of its owner alone, never as it is', async () => {
    await open(keyring()).put(record());
    const [name = ''] = readdirSync(folder);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, name), 'latin1')).not.toContain('a private key');
    expect(readFileSync(join(folder, name), 'latin1')).not.toContain(Buffer.from('a private key').toString('base64'));
  });

  it('stays in memory where there is no keyring: nothing is written', async () => {
    const store = open(noKeyring);
    const { id, ...rest } = record();
    await store.put({ id, ...rest });
    expect(store.keeping()).toBe('session');
    expect((await store.all()).records).toMatchObject([{ id, keeping: 'session' }]);
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
    expect(() => readdirSync(folder)).toThrow(/ENOENT/u);
  });

  it('keeps its secret when only its facts change', async () => {
    const { id, ...rest } = record();
    await open(keyring()).put({ id, ...rest });
    const store = open(keyring());
    await store.put({ id, kind: 'request', facts: { name: 'renamed' } });
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
  });

  it('is gone when it is removed', async () => {
    const store = open(keyring());
    const { id, ...rest } = record();
    await store.put({ id, ...rest });
    await store.remove(id);
    expect(readdirSync(folder)).toEqual([]);
    await expect(store.secret(id)).rejects.toMatchObject({ code: 'library.gone' });
  });
});

describe('What was damaged', () => {
  const changes: Readonly<Record<string, (text: string) => string>> = {
    'cut short': (text) => text.slice(0, 100),
    'changed in one letter': (text) => text.replace('contoso', 'contosa'),
    'no JSON at all': () => 'hello',
    empty: () => '',
  };

  it.each(Object.keys(changes))('is set aside and told, not deleted: %s', async (what) => {
    const [one, other] = [record(), record()];
    const store = open(keyring());
    await store.put(one);
    await store.put(other);
    const name = `request-${one.id}.json`;
    const path = join(folder, name);
    writeFileSync(path, changes[what]?.(readFileSync(path, 'utf8')) ?? '');
    const again = open(keyring());
    const { records, leftOut } = await again.all();
    expect(records.map(({ id }) => id)).toEqual([other.id]);
    const told = [{ code: 'library.entry-damaged', facts: { fileName: name, kind: 'request' } }];
    expect(leftOut).toEqual(told);
    expect(readdirSync(again.setAsideFolder)).toHaveLength(1);
    // At every start, until the user takes it away.
    expect((await open(keyring()).all()).leftOut).toEqual(told);
    expect((await open(keyring()).all()).leftOut).toEqual(told);
    rmSync(again.setAsideFolder, { recursive: true });
    expect((await open(keyring()).all()).leftOut).toEqual([]);
  });

  it('is told once, however often the same record was set aside', async () => {
    const one = record();
    for (let time = 0; time < 2; time++) {
      await open(keyring()).put(one);
      writeFileSync(join(folder, `request-${one.id}.json`), 'hello');
      expect((await open(keyring()).all()).leftOut).toHaveLength(1);
    }
    expect((await open(keyring()).all()).leftOut).toHaveLength(1);
  });

  it('is a secret that was put into another record’s file: it is refused', async () => {
    const [one, other] = [record(), record()];
    const store = open(keyring());
    await store.put(one);
    await store.put(other);
    const paths = [one, other].map(({ id }) => join(folder, `request-${id}.json`)) as [string, string];
    mkdirSync(join(base, 'swap'), { recursive: true });
    renameSync(paths[0], join(base, 'swap', 'one'));
    renameSync(paths[1], paths[0]);
    renameSync(join(base, 'swap', 'one'), paths[1]);
    expect((await open(keyring()).all()).leftOut).toHaveLength(2);
  });
});

describe('What is in the way', () => {
  it('of setting a damaged record aside leaves it where it is, told, and the others as they are', async () => {
    const [one, other] = [record(), record()];
    for (const each of [one, other]) await open(keyring()).put(each);
    const path = join(folder, `request-${one.id}.json`);
    writeFileSync(path, 'hello');
    // As on a drive that is full: no folder can be made there.
    writeFileSync(join(folder, 'set-aside'), '');
    const { records, leftOut } = await open(keyring()).all();
    expect(records.map(({ id }) => id)).toEqual([other.id]);
    expect(leftOut).toMatchObject([{ code: 'library.entry-damaged', facts: { stays: true } }]);
    expect(readFileSync(path, 'utf8')).toBe('hello');
  });

  it('of reading the folder is told, and never taken for an empty one; when it is gone, all is there', async () => {
    await open(keyring()).put(record());
    renameSync(folder, `${folder}-elsewhere`);
    writeFileSync(folder, 'a file in its place');
    const store = open(keyring());
    await expect(store.all()).rejects.toMatchObject({ code: 'library.folder-not-readable', facts: { folder } });
    await expect(store.put(record())).rejects.toMatchObject({ code: 'library.folder-not-readable' });
    rmSync(folder);
    renameSync(`${folder}-elsewhere`, folder);
    expect((await store.all()).records).toHaveLength(1);
  });

  it('of deleting a record is told, and it is still there', async () => {
    const one = record();
    const store = open(keyring());
    await store.put(one);
    const path = join(folder, `request-${one.id}.json`);
    rmSync(path);
    mkdirSync(path);
    await expect(store.remove(one.id)).rejects.toMatchObject({ code: 'library.not-deleted' });
    expect((await store.all()).records).toHaveLength(1);
  });
});

describe('What is left as it is, and told', () => {
  const keptOne = async (): Promise<string> => {
    const one = record();
    await open(keyring()).put(one);
    return join(folder, `request-${one.id}.json`);
  };

  it('was written by a version to come', async () => {
    const path = await keptOne();
    const newer = readFileSync(path, 'utf8').replace('"version": 1', '"version": 2');
    writeFileSync(path, newer);
    expect((await open(keyring()).all()).leftOut).toEqual([
      { code: 'library.entry-newer', facts: { fileName: basename(path), kind: 'request' } },
    ]);
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it('can not be read', async () => {
    const path = await keptOne();
    rmSync(path);
    mkdirSync(path);
    expect((await open(keyring()).all()).leftOut).toEqual([
      { code: 'library.entry-not-readable', facts: { fileName: basename(path), kind: 'request' } },
    ]);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it.each([
    ['there is no keyring', noKeyring],
    ['it is another login’s', keyring('b')],
  ])('is a secret that the keyring of the moment does not open: %s', async (_, secrets) => {
    await keptOne();
    const { records, leftOut } = await open(secrets).all();
    expect(leftOut).toEqual([]);
    expect(records).toMatchObject([{ problem: { code: 'library.key-not-opened', facts: { name: 'contoso' } } }]);
  });

  it('is a secret of another record, which was written into this one’s file', async () => {
    const [one, other] = [record(), record()];
    for (const each of [one, other]) await open(keyring()).put(each);
    const [from, to] = [one, other].map(({ id }) => join(folder, `request-${id}.json`)) as [string, string];
    const { secret: stolen } = readRecordFile(readFileSync(from)) as RecordFile;
    writeFileSync(to, writeRecordFile({ ...(readRecordFile(readFileSync(to)) as RecordFile), secret: stolen }));
    const { records } = await open(keyring()).all();
    expect(records.filter(({ problem }) => problem).map(({ id }) => id)).toEqual([other.id]);
  });

  it('is what was protected before the keyring was missing: a new secret is held in memory, and the file stays as it was', async () => {
    const path = await keptOne();
    const before = readFileSync(path);
    const writesPlainText = { ...noKeyring, protect: (bytes: Uint8Array) => bytes.slice() };
    const store = open(writesPlainText);
    const [{ id, kind } = record()] = (await store.all()).records;
    await store.put({ id, kind, facts: { name: 'with a key' }, secret: secret() });
    await store.put({ id, kind, facts: { name: 'renamed' } });
    expect((await store.all()).records).toEqual([
      { id, kind, facts: { name: 'renamed' }, hasSecret: true, keeping: 'session' },
    ]);
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
    expect(readFileSync(path)).toEqual(before);
    // The keyring is there again: nothing of that was kept, and nothing of what was there is lost.
    const again = open(keyring());
    expect((await again.all()).records).toMatchObject([{ id, facts: { name: 'contoso' }, keeping: 'keyring' }]);
    expect(Buffer.from(await again.secret(id)).toString()).toBe('a private key');
    await store.remove(id);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is never a service that is on the disk: what became of it would be forgotten', async () => {
    const service = { ...record(), kind: 'service' } as const;
    await open(keyring()).put(service);
    const store = open(noKeyring);
    await expect(store.put({ ...service, secret: secret() })).rejects.toMatchObject({ code: 'library.not-protected' });
    await store.put({ id: service.id, kind: 'service', facts: { name: 'deployed' } });
    expect((await open(keyring()).all()).records).toMatchObject([{ facts: { name: 'deployed' }, keeping: 'keyring' }]);
  });

  it('is still renamed on the disk while the keyring is missing', async () => {
    await keptOne();
    const store = open(noKeyring);
    const [{ id, kind } = record()] = (await store.all()).records;
    await store.put({ id, kind, facts: { name: 'renamed' } });
    expect((await store.all()).records).toMatchObject([{ facts: { name: 'renamed' }, problem: {} }]);
    const again = open(keyring());
    expect((await again.all()).records).toMatchObject([{ facts: { name: 'renamed' } }]);
    expect(Buffer.from(await again.secret(id)).toString()).toBe('a private key');
  });

  it('is a secret that the keyring did not take: what was there before is still there', async () => {
    const path = await keptOne();
    const before = readFileSync(path);
    const store = open({ ...keyring(), protect: noKeyring.protect });
    const [{ id, kind, facts } = record()] = (await store.all()).records;
    const code = 'library.not-protected';
    await expect(store.put({ id, kind, facts, secret: secret() })).rejects.toMatchObject({ code });
    expect(readFileSync(path)).toEqual(before);
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
  });

  it('opens again when its secret is put anew', async () => {
    await keptOne();
    const store = open(keyring('b'));
    const [{ id, kind, facts } = record()] = (await store.all()).records;
    await store.put({ id, kind, facts, secret: secret() });
    expect((await store.all()).records[0]).not.toHaveProperty('problem');
    expect(Buffer.from(await store.secret(id)).toString()).toBe('a private key');
  });
});

it('A record whose facts are not those of its kind is set aside like a damaged one', async () => {
  await open(keyring()).put({ id: randomUUID(), kind: 'request', facts: { nickname: 'contoso' } });
  const { records, leftOut } = await open(keyring()).all();
  expect(records).toEqual([]);
  expect(leftOut).toMatchObject([{ code: 'library.entry-damaged' }]);
});

it('What a killed process left half-written is cleared away at the next start, and nothing else', async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.latchkey-0123456789abcdef.tmp'), 'half');
  writeFileSync(join(folder, 'notes.tmp'), 'mine');
  await open(keyring()).all();
  expect(readdirSync(folder)).toEqual(['notes.tmp']);
});

describe('A kill at any moment', () => {
  /** Writes the same few records over and over, saying which it has written; runs until it is killed. */
  const program = `
    import { FolderRecordStore } from 'STORE';
    const keyring = { isAvailable: () => true, protect: (bytes) => bytes.slice(), reveal: (bytes) => bytes.slice() };
    const readers = { request: (facts) => facts };
    const store = new FolderRecordStore(process.argv[2], keyring, readers);
    const ids = process.argv.slice(3);
    for (let round = 1; ; round++) {
      const id = ids[round % ids.length];
      await store.put({ id, kind: 'request', facts: { name: String(round) }, secret: Buffer.alloc(2000, round % 251) });
      process.stdout.write(id + ' ' + round + '\\n');
    }`;

  it('leaves every record that was written whole, and nothing half', async () => {
    const source = join(base, 'kill.mjs');
    writeFileSync(source, program.replace('STORE', join(process.cwd(), 'src-main/storage/record-store.ts')));
    const built = await buildProgram(source);
    const ids = Array.from({ length: 3 }, () => randomUUID());
    for (let kill = 0; kill < 50; kill++) {
      const acknowledged = await killedWhileWriting(built.path, folder, ids, kill);
      const copy = (bytes: Uint8Array): Uint8Array => bytes.slice();
      const passing: SecretStore = { isAvailable: () => true, protect: copy, reveal: copy };
      const store = open(passing);
      const { records, leftOut } = await store.all();
      expect(leftOut).toEqual([]);
      for (const [id, round] of acknowledged) {
        const kept = records.find((candidate) => candidate.id === id);
        expect(Number((kept?.facts as { name: string } | undefined)?.name)).toBeGreaterThanOrEqual(round);
        expect(await store.secret(id)).toHaveLength(2000);
      }
    }
    built.remove();
  });
});

/** Answers the last round of each record that the program said it had written. */
function killedWhileWriting(
  program: string,
  into: string,
  ids: readonly string[],
  kill: number,
): Promise<ReadonlyMap<string, number>> {
  return new Promise((resolve) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = spawn(process.execPath, [program, into, ...ids], { stdio: ['ignore', 'pipe', 'inherit'], env });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), (kill * 7) % 40);
      said += data.toString();
    });
    child.on('close', () => {
      const lines = said
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(' ') as [string, string]);
      resolve(new Map(lines.map(([id, round]) => [id, Number(round)])));
    });
  });
}
