import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/problem';
import { readJournalEntry } from '../../../src-main/deployments/journal-entry';
import type { DeploymentJournal, JournalEntry } from '../../../src-main/deployments/ports';
import { openDeploymentJournal } from '../../../src-main/storage/deployment-journal';

let base: string;
let folder: string;
let told: Problem[];
let turn = 0;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'latchkey-journal-'));
});
afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => {
  folder = join(base, `deployments-${++turn}`);
  told = [];
});

const open = (): DeploymentJournal =>
  openDeploymentJournal(folder, { read: readJournalEntry, leftOut: (problem) => void told.push(problem) });

const entry = (id = randomUUID(), serviceId = randomUUID()): JournalEntry => ({
  order: {
    serviceId,
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'score.contoso.com',
    certificate: undefined,
    tls: false,
    keyAuthentication: true,
    allowedOrigins: [],
    settings: { port: 8443, model: { kind: 'sample' } },
    held: [],
  },
  warnings: ['tls-off'],
  deployment: {
    id,
    serviceId,
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'score.contoso.com',
    place: ['laptop'],
    started: '2027-03-14T09:26:00.000Z',
    state: 'running',
    steps: [
      {
        step: { code: 'store-api-keys', action: 'store', facts: { keeping: 'keyring', made: true } },
        at: { state: 'done', milliseconds: 3, learned: {} },
      },
      { step: { code: 'this-computer.start-model', action: 'start', facts: {} }, at: { state: 'waiting' } },
    ],
  },
});
const pathOf = ({ deployment }: JournalEntry): string => join(folder, `deployment-${deployment.id}.json`);

describe('The journal of deployments', () => {
  it('has after a restart what was written, in a file of its owner alone', async () => {
    const [one, other] = [entry(), entry()];
    await open().write(one);
    await open().write(other);
    const found = await open().all();
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([one, other]));
    expect(statSync(pathOf(one)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(told).toEqual([]);
  });

  it('has the last that was written of each, and nothing of what was removed', async () => {
    const [one, other] = [entry(), entry()];
    const journal = open();
    await journal.write(one);
    await journal.write(other);
    const later = { ...one, deployment: { ...one.deployment, state: 'done' as const } };
    await journal.write(later);
    await journal.remove(other.deployment.id);
    await journal.remove(randomUUID());
    expect(await open().all()).toEqual([later]);
  });

  it('is empty where there is none', async () => {
    expect(await open().all()).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, 200)],
    ['changed in one letter', (text) => text.replace('laptop', 'desktop')],
    ['no JSON', () => 'hello'],
    ['JSON of another kind', () => '[1, 2]'],
    ['empty', () => ''],
    ['of another format', (text) => text.replace('latchkey-deployment', 'latchkey-record')],
  ])('sets aside what was damaged, and tells it: %s', async (_, damage) => {
    const [one, other] = [entry(), entry()];
    await open().write(one);
    await open().write(other);
    writeFileSync(pathOf(one), damage(readFileSync(pathOf(one), 'utf8')));
    expect(await open().all()).toEqual([other]);
    const fileName = `deployment-${one.deployment.id}.json`;
    expect(told).toEqual([{ code: 'library.entry-damaged', facts: { fileName } }]);
    expect(readdirSync(join(folder, 'set-aside'))).toHaveLength(1);
  });

  it('sets aside an entry with something in it that has no place there, and one under another’s name', async () => {
    const [more, other] = [entry(), entry()];
    await open().write({ ...more, apiKey: 'x' } as JournalEntry);
    await open().write(other);
    writeFileSync(pathOf(entry()), readFileSync(pathOf(other)));
    expect(await open().all()).toEqual([other]);
    expect(told.map(({ code }) => code)).toEqual(['library.entry-damaged', 'library.entry-damaged']);
  });

  it('leaves what a newer version wrote, or can’t be read, where it is', async () => {
    const [newer, unreadable] = [entry(), entry()];
    await open().write(newer);
    const text = readFileSync(pathOf(newer), 'utf8').replace('"version": 1', '"version": 2');
    writeFileSync(pathOf(newer), text);
    mkdirSync(pathOf(unreadable));
    expect(await open().all()).toEqual([]);
    expect(told.map(({ code }) => code).toSorted()).toEqual(['library.entry-newer', 'library.entry-not-readable']);
    expect(readFileSync(pathOf(newer), 'utf8')).toBe(text);
    expect(statSync(pathOf(unreadable)).isDirectory()).toBe(true);
  });

  it('says so where it can’t be written', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    await expect(open().write(entry())).rejects.toMatchObject({ code: 'file.not-written' });
  });
});
