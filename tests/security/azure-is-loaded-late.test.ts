import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync('src-main', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join('src-main', name), 'utf8') }));

describe('the libraries of Azure', () => {
  const imports = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/^(.*)(?:from|import\() ?'@azure\/[^']+'/gmu)].map(([, before = '']) => ({ name, before })),
  );

  it('are there', () => expect(imports.length).toBeGreaterThan(10));

  it.each(imports)('are loaded on first use, or are types: $name $before', ({ before }) => {
    expect(before).toMatch(/^import type |await *$|^ *$/u);
  });

  it('are imported in one folder', () => {
    expect(imports.filter(({ name }) => !name.startsWith('azure/'))).toEqual([]);
  });
});
