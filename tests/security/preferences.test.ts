import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowOptions, windowPreferences } from '../../src-main/electron/window';
import { electronFuses } from './fuse-table';

const sources = readdirSync('src-main', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join('src-main', name), 'utf8') }));
const namesOf = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('rules 2, 3, 4: the page is sandboxed, isolated and without Node', () => {
  it('says so in the one set of preferences', () => {
    expect(windowPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('uses that set for the window, and makes windows in one place', () => {
    const state = { width: 800, height: 600, maximised: false };
    const options = windowOptions(state, { dark: false, mac: false }, '/preload.cjs');
    expect(options.webPreferences).toEqual({ ...windowPreferences, preload: '/preload.cjs' });
    expect(namesOf(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\(/u)).toEqual(['main.ts']);
  });

  it('turns the sandbox on for every process', () => {
    expect(namesOf(/app\.enableSandbox\(\)/u)).toEqual(['main.ts']);
  });
});

describe('rules 6, 8, 9, 10: no protection of Chromium is taken away', () => {
  it('leaves web security on', () => expect(windowPreferences.webSecurity).toBe(true));

  for (const word of [
    'webSecurity: false',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
    'disable-web-security',
    'ignore-certificate-errors',
  ]) {
    it(`never says ${word}`, () => expect(sources.filter(({ text }) => text.includes(word))).toEqual([]));
  }
});

describe('rule 11: there are no webviews', () => {
  it('leaves the tag off', () => expect(windowPreferences.webviewTag).toBe(false));
});

describe('rule 17: calls arrive in one place', () => {
  it('imports ipcMain in main.ts alone, and handles one channel', () => {
    expect(namesOf(/\bipcMain\b/u)).toEqual(['main.ts']);
    const main = sources.find(({ name }) => name === 'main.ts')?.text ?? '';
    expect(main.match(/ipcMain\.\w+\(/gu)).toEqual(['ipcMain.handle(']);
  });
});

describe('rule 19: the fuses of the packaged program', () => {
  it('are set in electron-builder.yml as the table says', () => {
    const text = readFileSync('electron-builder.yml', 'utf8');
    const block = /^electronFuses:\n((?: {2}.*\n)+)/mu.exec(text)?.[1] ?? '';
    const found = Object.fromEntries(
      [...block.matchAll(/^ {2}(\w+): (true|false)$/gmu)].map(([, name, value]) => [name, value === 'true']),
    );
    expect(found).toEqual(electronFuses);
  });
});

describe('rule 20: the page gets no Electron', () => {
  it('the preload imports electron and types, and exposes one object of two functions', () => {
    const preload = readFileSync('src-main/preload.ts', 'utf8');
    expect(preload.match(/^import (?!type).*$/gmu)).toEqual([
      "import { contextBridge, ipcRenderer, webUtils } from 'electron';",
    ]);
    expect(preload.match(/exposeInMainWorld\(.*\)/gu)).toEqual(["exposeInMainWorld('bridge', bridge)"]);
  });
});

describe('promise 7: there are no crash dumps with keys in them', () => {
  it('never starts the crash reporter', () => expect(namesOf(/crashReporter/u)).toEqual([]));
});

describe('only main.ts, preload.ts and electron/ import electron', () => {
  it('and in electron/ only its types', () => {
    const importers = namesOf(/from 'electron'/u).filter((name) => !name.startsWith('electron/'));
    expect(importers.toSorted()).toEqual(['main.ts', 'preload.ts']);
    expect(namesOf(/^import (?!type).*from 'electron'/mu).filter((name) => name.startsWith('electron/'))).toEqual([]);
  });
});
