import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFileAtomically } from '../../../src-main/storage/private-file';

const failing = vi.hoisted(() => ({ link: '', rename: '', open: '' }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof FilePromises>();
  const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  return {
    ...real,
    link: (from: string, to: string) => (failing.link ? refuse(failing.link) : real.link(from, to)),
    rename: (from: string, to: string) => (failing.rename ? refuse(failing.rename) : real.rename(from, to)),
    open: (path: string, flags: string, mode?: number) =>
      failing.open && flags === 'wx' ? refuse(failing.open) : real.open(path, flags, mode),
  };
});

const bytes = new TextEncoder().encode('a private key');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-private-file-'));
});
afterEach(async () => {
  Object.assign(failing, { link: '', rename: '', open: '' });
  await rm(folder, { recursive: true, force: true });
});

describe('a file is written whole, with the mode that was asked for', () => {
  for (const umask of [0, 0o022, 0o077, 0o777]) {
    for (const mode of [0o600, 0o644] as const) {
      for (const replace of [true, false]) {
        it(`mode ${mode.toString(8)} under umask ${umask.toString(8)}, replace ${String(replace)}`, async (context) => {
          if (process.platform === 'win32') context.skip();
          const path = join(folder, 'a.key.pem');
          const before = process.umask(umask);
          try {
            await writeFileAtomically(path, bytes, { mode, replace });
          } finally {
            process.umask(before);
          }
          expect((await stat(path)).mode & 0o777).toBe(mode);
          expect(await readFile(path, 'utf8')).toBe('a private key');
          expect(await readdir(folder)).toEqual(['a.key.pem']);
        });
      }
    }
  }

  it('a readable file that is replaced by a private one becomes private', async (context) => {
    if (process.platform === 'win32') context.skip();
    const path = join(folder, 'a.key.pem');
    await writeFile(path, 'old', { mode: 0o666 });
    await chmod(path, 0o666);
    await writeFileAtomically(path, bytes, { mode: 0o600, replace: true });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('a symbolic link at the name is replaced, and what it pointed to is untouched', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, 'untouched');
    await symlink(elsewhere, join(folder, 'a.key.pem'));
    await writeFileAtomically(join(folder, 'a.key.pem'), bytes, { mode: 0o600, replace: true });
    expect(await readFile(elsewhere, 'utf8')).toBe('untouched');
    expect((await lstat(join(folder, 'a.key.pem'))).isSymbolicLink()).toBe(false);
  });
});

describe('a file that exists is not overwritten unless that was asked for', () => {
  it('answers file.exists with the name, and leaves the file as it was', async () => {
    const path = join(folder, 'a.key.pem');
    await writeFile(path, 'mine');
    await expect(writeFileAtomically(path, bytes, { mode: 0o600, replace: false })).rejects.toMatchObject({
      code: 'file.exists',
      facts: { names: 'a.key.pem' },
    });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['a.key.pem']);
  });

  it('of twenty writers at once exactly one wins', async () => {
    const path = join(folder, 'a.key.pem');
    const writers = Array.from({ length: 20 }, () => writeFileAtomically(path, bytes, { mode: 0o600, replace: false }));
    const results = await Promise.allSettled(writers);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a.key.pem']);
  });

  it('also where the file system has no hard links', async () => {
    failing.link = 'EPERM';
    const path = join(folder, 'a.key.pem');
    await writeFileAtomically(path, bytes, { mode: 0o600, replace: false });
    expect(await readFile(path, 'utf8')).toBe('a private key');
    await expect(writeFileAtomically(path, bytes, { mode: 0o600, replace: false })).rejects.toMatchObject({
      code: 'file.exists',
    });
    expect(await readFile(path, 'utf8')).toBe('a private key');
    expect(await readdir(folder)).toEqual(['a.key.pem']);
  });
});

describe('what could not be written is named with its reason, and nothing stays behind', () => {
  for (const [code, reason] of [
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EACCES', 'no-permission'],
    ['EROFS', 'read-only'],
    ['EIO', 'other'],
  ] as const) {
    for (const step of ['rename', 'open'] as const) {
      it(`${code} at ${step} is ${reason}`, async () => {
        failing[step] = code;
        await expect(
          writeFileAtomically(join(folder, 'a.pem'), bytes, { mode: 0o644, replace: true }),
        ).rejects.toMatchObject({
          code: 'file.not-written',
          facts: { name: 'a.pem', reason },
        });
        expect(await readdir(folder)).toEqual([]);
      });
    }
  }

  it('a folder that is not there', async () => {
    await expect(
      writeFileAtomically(join(folder, 'no', 'a.pem'), bytes, { mode: 0o644, replace: true }),
    ).rejects.toMatchObject({
      facts: { name: 'a.pem', reason: 'folder-missing' },
    });
  });

  it('a folder in the place of the file stays', async () => {
    await mkdir(join(folder, 'a.pem'));
    await expect(
      writeFileAtomically(join(folder, 'a.pem'), bytes, { mode: 0o644, replace: true }),
    ).rejects.toMatchObject({
      code: 'file.not-written',
    });
    expect(await readdir(folder)).toEqual(['a.pem']);
  });
});
