import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSettings } from '../../../src-main/storage/settings';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const defaults = { appearance: 'system', window: { width: 1120, height: 760, maximised: false } };

describe('settings', () => {
  it('have defaults, and nothing is written before something changes', () => {
    const setAside = vi.fn();
    expect(openSettings(path, setAside).current()).toEqual(defaults);
    expect(readdirSync(folder)).toEqual([]);
    expect(setAside).not.toHaveBeenCalled();
  });

  it('are remembered', async () => {
    const window = { x: -5, y: 10, width: 900, height: 600, maximised: true };
    const store = openSettings(path, vi.fn());
    await store.change({ appearance: 'dark' });
    await store.change({ window });
    expect(store.current()).toEqual({ appearance: 'dark', window });
    expect(openSettings(path, vi.fn()).current()).toEqual({ appearance: 'dark', window });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('the last of many changes at once is the one on disk', async () => {
    const store = openSettings(path, vi.fn());
    for (let width = 800; width < 850; width++) void store.change({ window: { width, height: 600, maximised: false } });
    await store.settled();
    expect(openSettings(path, vi.fn()).current().window.width).toBe(849);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2,"appearance":"dark","window":{"width":1,"height":1,"maximised":false}}',
    '{"version":1,"appearance":"pink","window":{"width":1,"height":1,"maximised":false}}',
    '{"version":1,"appearance":"dark","window":{"width":"1","height":1,"maximised":false}}',
    '{"version":1,"appearance":"dark","window":{"width":1e99,"height":1,"maximised":false}}',
    '{"version":1,"appearance":"dark","window":{"width":1,"height":1}}',
    '{"version":1,"appearance":"dark"}',
  ])('that can not be understood are set aside, not lost: %s', (text) => {
    writeFileSync(path, text);
    const setAside = vi.fn();
    expect(openSettings(path, setAside).current()).toEqual(defaults);
    expect(setAside).toHaveBeenCalledWith(`${path}.set-aside`);
    expect(readFileSync(`${path}.set-aside`, 'utf8')).toBe(text);
  });

  it('that can not be written say so, and a later change is tried again', async () => {
    rmSync(folder, { recursive: true });
    const store = openSettings(path, vi.fn());
    await expect(store.change({ appearance: 'dark' })).rejects.toMatchObject({ code: 'file.not-written' });
    expect(store.current().appearance).toBe('dark');
    await expect(store.settled()).resolves.toBeUndefined();
  });
});
