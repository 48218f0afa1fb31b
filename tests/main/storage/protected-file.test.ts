import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokenCache } from '../../../src-main/azure/token-cache';
import { openProtectedFile } from '../../../src-main/storage/protected-file';
import { keyring, noKeyring } from '../azure/open-azure';

const secret = Buffer.from('{"Account":{"a":{}},"RefreshToken":"canary"}');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-protected-'));
});
const path = (name = 'one.bin') => join(folder, name);

describe('a protected file', () => {
  it('gives back what was written, which is not what is on the disk', async () => {
    await openProtectedFile(path(), keyring).write(secret);
    expect(Buffer.from((await openProtectedFile(path(), keyring).read())!)).toEqual(secret);
    expect(readFileSync(path()).includes('canary')).toBe(false);
  });

  it('is in memory alone where there is no keyring', async () => {
    const file = openProtectedFile(path(), noKeyring);
    await file.write(secret);
    expect(Buffer.from((await file.read())!)).toEqual(secret);
    expect(readdirSync(folder)).toEqual([]);
    expect(await openProtectedFile(path(), noKeyring).read()).toBeUndefined();
  });

  it('refuses what was put into its place, and sets it aside', async () => {
    await openProtectedFile(path('other.bin'), keyring).write(secret);
    copyFileSync(path('other.bin'), path());
    await expect(openProtectedFile(path(), keyring).read()).rejects.toMatchObject({ code: 'sign-in.kept-not-opened' });
    expect(readdirSync(join(folder, 'set-aside'))).toHaveLength(1);
    expect(await openProtectedFile(path(), keyring).read()).toBeUndefined();
  });
});

describe('what MSAL keeps', () => {
  const context = (text: string) =>
    ({
      cacheHasChanged: true,
      tokenCache: { serialize: () => text, deserialize: () => undefined },
    }) as unknown as Parameters<TokenCache['afterCacheAccess']>[0];

  it('is said where it could not be written, and is there until the end', async () => {
    writeFileSync(path('not-a-folder'), '');
    const cache = new TokenCache(openProtectedFile(join(folder, 'not-a-folder', 'one.bin'), keyring));
    await cache.afterCacheAccess(context(secret.toString()));
    expect(cache.problem?.code).toBe('sign-in.not-kept');
    expect(await cache.isEmpty()).toBe(false);
  });

  it('leaves no file when the last account is gone', async () => {
    const cache = new TokenCache(openProtectedFile(path(), keyring));
    await cache.afterCacheAccess(context(secret.toString()));
    expect(readdirSync(folder)).toEqual(['one.bin']);
    await cache.afterCacheAccess(context('{"Account":{}}'));
    expect(readdirSync(folder)).toEqual([]);
  });
});
