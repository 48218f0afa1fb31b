import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files below a folder. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|html)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the Azure emulator is a tool for tests, and never part of the application', () => {
  it('what is packaged is three folders, and the emulator is built into none of them', () => {
    const files = /^files:\n(?<list>(?: {2}- .*\n)+)/mu.exec(read('electron-builder.yml'))?.groups?.['list'] ?? '';
    expect(files.match(/- (.*)/gu)).toEqual([
      '- out/main/**',
      '- out/preload/**',
      '- out/renderer/**',
      '- package.json',
      "- '!node_modules/**'",
    ]);
    expect(read('scripts/emulator.mjs')).toContain(
      "bundlePrograms('emulator', { main: 'tests/support/azure/main.ts' })",
    );
    expect(read('scripts/build.mjs')).toContain('outDir: `out/${name}`');
  });

  it('nothing that is built from reaches into tests/', () => {
    const reaching = ['shared', 'src-main', 'src-renderer']
      .flatMap(filesIn)
      .filter((file) =>
        Array.from(readFileSync(file, 'utf8').matchAll(/(?:from|import\(?)\s*['"](\.[^'"]+)['"]/gu)).some(
          ([, target = '']) => resolve(dirname(file), target).startsWith(join(root, 'tests')),
        ),
      );
    expect(reaching).toEqual([]);
    for (const config of ['electron.vite.config.ts', 'vite.terminal.config.ts'])
      expect(read(config)).not.toContain('tests/');
  });
});
