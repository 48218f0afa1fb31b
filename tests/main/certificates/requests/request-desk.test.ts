import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RequestDesk } from '../../../../src-main/certificates/requests/request-desk';
import { createDeskPorts, type DeskPorts } from '../desk';

let ports: DeskPorts;
let desk: RequestDesk;
let copied: string;
let changes: number;
let inFile: string[];
let inLibrary: Set<string>;

const open = (store = ports.store): RequestDesk =>
  new RequestDesk({
    ...ports,
    store,
    clipboard: {
      writeText: async (text) => {
        copied = text;
      },
    },
    libraryKeys: async () => inLibrary,
    isInFile: (spkiSha256) => void inFile.push(spkiSha256),
    changed: () => {
      changes += 1;
    },
  });
const spring = { hostNames: ['api.test', ' ', '*.api.test', 'API.test'], subject: {}, key: 'ec-p256' } as const;
const create = (): Promise<{ id: string }> => desk.create({ ...spring, hostNames: [...spring.hostNames] });

beforeEach(() => {
  ports = createDeskPorts();
  [copied, changes, inFile] = ['', 0, []];
  inLibrary = new Set();
  desk = open();
});
afterEach(() => ports.remove());

describe('A request', () => {
  it('waits with its key through a restart, under its first host name, and says every name once', async () => {
    const { id } = await create();
    expect(changes).toBe(1);
    const { keeping, requests } = await open(ports.reopen()).list();
    expect(keeping).toBe('keyring');
    expect(requests).toMatchObject([{ id, name: 'api.test', hostNames: ['api.test', '*.api.test'], answered: false }]);
  });

  it('offers no key that the keyring does not open', async () => {
    await create();
    expect(await open(ports.reopen()).heldKeys()).toMatchObject([{ source: 'request', name: 'api.test', opens: true }]);
    const again = open(ports.reopen('another login'));
    const [request] = (await again.list()).requests;
    expect(request).toMatchObject({ problem: { code: 'library.key-not-opened' } });
    expect(await again.heldKeys()).toMatchObject([{ name: 'api.test', opens: false }]);
    expect(await again.privateKey(request?.publicKey.spkiSha256 ?? '')).toBeUndefined();
  });

  it('that was damaged is told among the requests, at every start', async () => {
    const { id } = await create();
    const fileName = `request-${id}.json`;
    writeFileSync(join(ports.store.setAsideFolder, '..', fileName), 'damaged');
    for (let start = 0; start < 2; start++) {
      const { leftOut } = await open(ports.reopen()).list();
      expect(leftOut).toEqual([{ code: 'library.entry-damaged', facts: { fileName, kind: 'request' } }]);
    }
  });

  it('is not made without a host name, or for a country that is none', async () => {
    await expect(desk.create({ ...spring, hostNames: ['', ' '] })).rejects.toMatchObject({
      code: 'request.no-host-names',
    });
    await expect(desk.create({ ...spring, hostNames: ['a.test'], subject: { country: 'D' } })).rejects.toMatchObject({
      code: 'request.country-invalid',
    });
    expect((await desk.list()).requests).toEqual([]);
  });

  it('is made for a hundred names, said as often as one likes, and not for more', async () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `a${at}.test`);
    const typed = [...names(100), ...names(100)];
    const { id } = await desk.create({ ...spring, hostNames: typed });
    expect((await desk.list()).requests.find((waiting) => waiting.id === id)?.hostNames).toHaveLength(100);
    await expect(desk.create({ ...spring, hostNames: names(101) })).rejects.toMatchObject({
      code: 'request.too-many-host-names',
      facts: { limit: 100 },
    });
  });

  it('is copied and saved as the same text, which openssl reads', async () => {
    const { id } = await create();
    await desk.copy({ id });
    await desk.save({ id, folder: ports.out, replace: false });
    const saved = join(ports.out, 'api.test.csr');
    expect(readFileSync(saved, 'utf8')).toBe(copied);
    const said = execFileSync('openssl', ['req', '-in', saved, '-noout', '-text'], { encoding: 'utf8' });
    expect(said).toContain('DNS:api.test, DNS:*.api.test\n');
    await expect(desk.save({ id, folder: ports.out, replace: false })).rejects.toMatchObject({ code: 'file.exists' });
    await expect(desk.save({ id, folder: '/tmp', replace: false })).rejects.toMatchObject({
      code: 'folder.not-chosen',
    });
  });

  it('gives its key away only encrypted, and the key is the one of the request', async () => {
    const { id } = await create();
    await desk.rename({ id, name: ' Spring ' });
    expect(inFile).toEqual([]);
    await desk.exportKey({ id, folder: ports.out, password: 'Geheim-1', replace: false });
    expect(inFile).toEqual([(await desk.list()).requests[0]?.publicKey.spkiSha256]);
    const path = join(ports.out, 'Spring.encrypted-key.pem');
    expect(readFileSync(path, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { stdio: 'pipe' }).toString();
    await desk.save({ id, folder: ports.out, replace: false });
    expect(openssl('pkey', '-in', path, '-passin', 'pass:Geheim-1', '-pubout')).toBe(
      openssl('req', '-in', join(ports.out, 'Spring.csr'), '-noout', '-pubkey'),
    );
  });

  it('says whether the library keeps its key, too', async () => {
    await create();
    const [waiting] = (await desk.list()).requests;
    expect(waiting?.keyInLibrary).toBe(false);
    inLibrary.add(waiting?.publicKey.spkiSha256 ?? '');
    expect((await desk.list()).requests[0]?.keyInLibrary).toBe(true);
  });

  it('serves a certificate of its key, is answered by it once, and takes its key along when it is deleted', async () => {
    const { id } = await create();
    const [held] = await desk.heldKeys();
    const { spkiSha256 } = held?.publicKey ?? { spkiSha256: '' };
    expect(held).toMatchObject({ source: 'request', name: 'api.test' });
    expect(await desk.privateKey(spkiSha256)).toMatchObject({ publicKey: { spkiSha256 } });
    expect(await desk.privateKey('another')).toBeUndefined();
    await desk.markAnswered(new Set(['another']));
    expect((await desk.list()).requests[0]?.answered).toBe(false);
    await desk.markAnswered(new Set([spkiSha256]));
    await desk.markAnswered(new Set([spkiSha256]));
    expect((await desk.list()).requests[0]?.answered).toBe(true);
    // It waits for those host names no more.
    expect([held?.hostNames, (await desk.heldKeys())[0]?.hostNames]).toEqual([['api.test', '*.api.test'], []]);
    expect(changes).toBe(2);
    await desk.delete({ id });
    expect(await desk.privateKey(spkiSha256)).toBeUndefined();
    await expect(desk.rename({ id, name: 'gone' })).rejects.toMatchObject({ code: 'request.gone' });
  });
});
