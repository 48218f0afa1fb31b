import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../app-error';
import type { ProtectedFile } from '../azure/token-cache';
import { writeFileAtomically } from './private-file';
import type { SecretStore } from './record-store';

/**
 * A file at `path` whose content the keyring protects; in memory where there is none. What the keyring doesn't open is moved
 * into `set-aside` beside it.
 */
export function openProtectedFile(path: string, secrets: SecretStore): ProtectedFile {
  let inMemory: Uint8Array | undefined;
  const name = basename(path);
  return {
    keeping: () => (secrets.isAvailable() ? 'keyring' : 'session'),
    read: async () => {
      if (!secrets.isAvailable()) return inMemory;
      const bytes = await readIfThere(path);
      return bytes && (await reveal(path, bytes, secrets));
    },
    write: async (content) => {
      if (!secrets.isAvailable()) {
        inMemory = Uint8Array.from(content);
        return;
      }
      // SECURITY: it says whose it is, so that another file put into its place is refused.
      const bound = Buffer.concat([Buffer.from(`${name}\n`), content]);
      const bytes = secrets.protect(bound);
      bound.fill(0);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFileAtomically(path, bytes, { mode: 0o600, replace: true });
    },
    remove: async () => {
      inMemory?.fill(0);
      inMemory = undefined;
      await rm(path, { force: true });
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new AppError('sign-in.kept-not-opened', {}, { cause });
  }
}

async function reveal(path: string, bytes: Uint8Array, secrets: SecretStore): Promise<Uint8Array> {
  const own = Buffer.from(`${basename(path)}\n`);
  try {
    const bound = Buffer.from(secrets.reveal(bytes));
    if (!own.equals(bound.subarray(0, own.length))) throw new TypeError('the content of another file');
    return bound.subarray(own.length);
  } catch (cause) {
    const folder = join(dirname(path), 'set-aside');
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    await rename(path, join(folder, `${Date.now()}-${basename(path)}`)).catch(() => undefined);
    throw new AppError('sign-in.kept-not-opened', {}, { cause });
  }
}
