import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingEntries } from '../../scripts/complete-lock.mjs';

const text = readFileSync('package-lock.json', 'utf8');

describe('the lock file installs everywhere', () => {
  it('has the packages of every system: `node scripts/complete-lock.mjs` puts them back', () => {
    expect(Object.keys(missingEntries(JSON.parse(text) as object))).toEqual([]);
  });

  it('names no registry: everybody installs from their own', () => {
    expect(text).not.toMatch(/"resolved": "http/u);
  });
});
