import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Library } from '../../../../shared/library/contract';
import { makeDevelopmentCertificate } from '../../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import { CertificateLibrary } from '../../../../src-main/certificates/library/certificate-library';
import type { OutputCredentials } from '../../../../src-main/certificates/output/make-output';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import type { RecordStore } from '../../../../src-main/certificates/library/record-store';
import { createDeskPorts, type DeskPorts } from '../desk';

let ports: DeskPorts;
let library: CertificateLibrary;
let seen: Library[];
let opened: readonly (readonly [name: string, certificates: number])[];

const open = (store: RecordStore = ports.store): CertificateLibrary =>
  new CertificateLibrary({
    ...ports,
    store,
    showFolder: () => undefined,
    judge: () => Promise.resolve([]),
    usedBy: () => Promise.resolve(new Map()),
    open: async (name, certificates) => {
      opened = [...opened, [name, certificates.length]];
    },
    changed: (now) => seen.push(now),
  });

async function made(name: string, days = 20): Promise<OutputCredentials> {
  const privateKey = await makePrivateKey('ec-p256');
  const leaf = makeDevelopmentCertificate(privateKey, { hostNames: [parseHostName(name)], days, now: new Date() });
  return { chain: [leaf], privateKey };
}

beforeEach(() => {
  ports = createDeskPorts();
  [seen, opened] = [[], []];
  library = open();
});
afterEach(() => ports.remove());

describe('The library', () => {
  it('tells at every start what was damaged, but not what is told among the requests', async () => {
    mkdirSync(ports.store.setAsideFolder, { recursive: true });
    for (const kind of ['authority', 'request']) {
      writeFileSync(join(ports.store.setAsideFolder, '..', `${kind}-a.json`), 'damaged');
    }
    for (let start = 0; start < 2; start++) {
      const { leftOut } = await open(ports.reopen()).list();
      expect(leftOut.map(({ facts }) => facts)).toEqual([{ fileName: 'authority-a.json', kind: 'authority' }]);
    }
  });

  it('keeps a certificate with its key through a restart, what ends first in front', async () => {
    await library.keep(await made('later.test', 25), 'later.test');
    const { chain, privateKey } = await made('a.test');
    const id = await library.keep({ chain, privateKey }, 'a.test');
    const again = open(ports.reopen());
    expect((await again.list()).entries.map(({ name, hasPrivateKey }) => [name, hasPrivateKey])).toEqual([
      ['a.test', true],
      ['later.test', true],
    ]);
    expect((await again.list()).entries[0]?.id).toBe(id);
    const { spkiSha256 } = chain[0]!.publicKey;
    expect((await again.privateKey(spkiSha256))?.pkcs8).toEqual(privateKey?.pkcs8);
  });

  it('takes the same certificate for the same entry, and leaves it its name, its key and its reminder', async () => {
    const credentials = await made('a.test');
    const id = await library.keep(credentials, 'a.test');
    await library.rename({ id, name: ' Scoring ' });
    await library.setReminder({ id, daysBefore: 14 });
    expect(await library.keep({ ...credentials, privateKey: undefined }, 'a.test')).toBe(id);
    expect((await library.list()).entries).toMatchObject([
      { id, name: 'Scoring', remindDaysBefore: 14, hasPrivateKey: true },
    ]);
  });

  it('takes a key that comes later into the entry, and tells of no other certificate than is asked about', async () => {
    const { chain, privateKey } = await made('a.test');
    const id = await library.keep({ chain, privateKey: undefined }, 'a.test');
    await library.keep(await made('b.test'), 'b.test');
    const leaf = chain[0]!;
    expect(await library.chainsOf(chain)).toEqual(new Map([[leaf.sha256, { chain: [leaf], hasKey: false }]]));
    expect(await library.keep({ chain, privateKey }, 'a.test')).toBe(id);
    expect(await library.chainsOf(chain)).toEqual(new Map([[leaf.sha256, { chain: [leaf], hasKey: true }]]));
    expect((await library.privateKey(leaf.publicKey.spkiSha256))?.pkcs8).toEqual(privateKey?.pkcs8);
  });

  it('offers no key that the keyring does not open, until the same key is kept once more', async () => {
    const { chain, privateKey } = await made('a.test');
    const id = await library.keep({ chain, privateKey }, 'a.test');
    const again = open(ports.reopen('another login'));
    const { spkiSha256 } = chain[0]!.publicKey;
    expect((await again.list()).entries).toMatchObject([{ id, problem: { code: 'library.key-not-opened' } }]);
    expect(await again.heldKeys()).toMatchObject([{ name: 'a.test', opens: false }]);
    expect(await again.privateKey(spkiSha256)).toBeUndefined();
    expect((await again.chainsOf(chain)).get(chain[0]!.sha256)?.hasKey).toBe(false);
    await again.keep({ chain, privateKey }, 'a.test');
    expect((await again.list()).entries[0]).not.toHaveProperty('problem');
    expect(await again.heldKeys()).toMatchObject([{ source: 'library', name: 'a.test', opens: true }]);
    expect((await again.privateKey(spkiSha256))?.pkcs8).toEqual(privateKey?.pkcs8);
  });

  it('makes one entry of two that are kept at the same instant', async () => {
    const credentials = await made('a.test');
    const ids = await Promise.all([library.keep(credentials, 'a.test'), library.keep(credentials, 'a.test')]);
    expect(new Set(ids).size).toBe(1);
    expect((await library.list()).entries).toHaveLength(1);
  });

  it('says when the reminder’s day has come, to whoever listens', async () => {
    const id = await library.keep(await made('a.test', 20), 'a.test');
    expect(seen.at(-1)?.entries).toMatchObject([{ remindDaysBefore: 7, due: false }]);
    await library.setReminder({ id, daysBefore: 30 });
    expect(seen.at(-1)?.entries).toMatchObject([{ remindDaysBefore: 30, due: true }]);
    await library.setReminder({ id, daysBefore: 0 });
    expect(seen.at(-1)?.entries).toMatchObject([{ due: false }]);
  });

  it('writes the end into a calendar, into a chosen folder only and over nothing', async () => {
    const { chain, privateKey } = await made('a.test');
    const id = await library.keep({ chain, privateKey }, 'a.test');
    await library.saveCalendar({ id, folder: ports.out, replace: false });
    const event = readFileSync(join(ports.out, 'a.test.ics'), 'utf8');
    expect(event).toContain(`DTSTART;VALUE=DATE:${chain[0]!.notAfter.slice(0, 10).replaceAll('-', '')}\r\n`);
    expect(event).toContain('TRIGGER:-P7D\r\n');
    expect(event).toContain('SUMMARY:The certificate for a.test (development only) ends\r\n');
    await expect(library.saveCalendar({ id, folder: ports.out, replace: false })).rejects.toMatchObject({
      code: 'file.exists',
    });
    await expect(library.saveCalendar({ id, folder: '/tmp', replace: true })).rejects.toMatchObject({
      code: 'folder.not-chosen',
    });
  });

  it('puts an entry on the bench under its name, and deletes it with its key', async () => {
    const { chain, privateKey } = await made('a.test');
    const id = await library.keep({ chain, privateKey }, 'a.test');
    await library.open({ id });
    expect(opened).toEqual([['a.test', 1]]);
    await library.delete({ id });
    expect(await library.heldKeys()).toEqual([]);
    expect(await library.privateKey(chain[0]!.publicKey.spkiSha256)).toBeUndefined();
    await expect(library.open({ id })).rejects.toMatchObject({ code: 'library.gone' });
  });
});
