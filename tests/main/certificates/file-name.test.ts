import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../src-main/certificates/file-name';

describe('A file name made of another name', () => {
  it.each([
    ['*.contoso.test', 'wildcard.contoso.test'],
    ['a/b: c', 'a-b-c'],
    ['..', 'certificate'],
    ['aux.contoso.test', 'aux-.contoso.test'],
    ['CON', 'CON-'],
    ['com¹.test', 'com¹-.test'],
    ['mu\u0308nchen.test', 'münchen.test'],
    ['हिन्दी.test', 'हिन्दी.test'],
    ['console.contoso.test', 'console.contoso.test'],
  ])('is one on every system: %s becomes %s', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });

  it('is as long as every file system allows, counted in bytes, and cuts no letter in two', () => {
    const name = safeFileName('証'.repeat(100));
    expect(name).toBe('証'.repeat(50));
  });
});
