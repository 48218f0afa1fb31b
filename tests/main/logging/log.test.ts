import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog, type LogFields } from '../../../src-main/logging/log';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-log-'));
  path = join(folder, 'logs', 'latchkey.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = () =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('promise 6: the log takes the fields it knows and nothing else', () => {
  it('one JSON object a line, with time and event, readable by this user only', () => {
    const log = openLog(path, { now: () => new Date('2026-11-23T10:00:00Z') });
    log.write('start', { version: '1.0.0', milliseconds: 12 });
    expect(lines()).toEqual([{ time: '2026-11-23T10:00:00.000Z', event: 'start', version: '1.0.0', milliseconds: 12 }]);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('loses a field that is not on the list, and one that is no text or number', () => {
    const log = openLog(path);
    log.write('start', {
      password: 'planted',
      code: { privateKey: 'planted' },
      method: 'app.about',
    } as unknown as LogFields);
    expect(lines()[0]).toMatchObject({ method: 'app.about' });
    expect(readFileSync(path, 'utf8')).not.toContain('planted');
  });

  it('redacts what it takes', () => {
    openLog(path).write('x', { message: 'AccountKey=plantedplanted;' });
    expect(readFileSync(path, 'utf8')).not.toContain('plantedplanted');
  });
});

describe('what was not foreseen', () => {
  it('is found under the reference that the user sees', () => {
    const log = openLog(path);
    const reference = log.unexpected(new Error('Bearer plantedplanted'), { method: 'app.about' });
    expect(reference).toMatch(/^[0-9a-f]{8}$/u);
    expect(lines()[0]).toMatchObject({
      event: 'unexpected',
      reference,
      method: 'app.about',
      message: 'Bearer [secret]',
    });
    expect(readFileSync(path, 'utf8')).not.toContain('plantedplanted');
  });

  it('is named by its type when it is no Error, so that its text stays out', () => {
    openLog(path).unexpected('a thrown secret');
    expect(lines()[0]).toMatchObject({ message: 'string' });
    expect(readFileSync(path, 'utf8')).not.toContain('a thrown secret');
  });
});

describe('the log stays small and never gets in the way', () => {
  it('keeps at most two files of the size that was agreed', () => {
    const log = openLog(path, { maxBytes: 1000 });
    for (let count = 0; count < 100; count++) log.write('tick', { count });
    expect(statSync(path).size).toBeLessThanOrEqual(1000);
    expect(statSync(`${path}.old`).size).toBeLessThanOrEqual(1000);
    expect(lines().at(-1)).toMatchObject({ count: 99 });
  });

  it('loses the line rather than the work when it can not be written', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    expect(() => openLog(path).write('start')).not.toThrow();
    expect(existsSync(path)).toBe(false);
  });
});
