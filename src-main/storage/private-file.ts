import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, notWritten } from '../write-error';

/** How a file comes to be: 0o600 is for anything with a private key in it. */
export interface WriteOptions {
  readonly mode: 0o600 | 0o644;
  /** False promises that a file which is already there is never overwritten, not even one that appears meanwhile. */
  readonly replace: boolean;
}

/**
 * Writes a file so that `path` has all of the bytes or is as it was before, also after a crash or a full disk.
 * The mode is exact on Linux and macOS, whatever the umask; on Windows the folder's access list decides.
 * A symbolic link at `path` is replaced, not followed. The bytes stay the caller's.
 * @throws AppError `file.exists` (facts: `names`) or `file.not-written` (facts: `name`, `reason`).
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
  const temporary = join(dirname(path), temporaryName());
  try {
    await writeNewFile(temporary, bytes, options.mode);
    await (options.replace ? rename(temporary, path) : giveName(temporary, path, bytes, options.mode));
    await syncFolder(dirname(path));
  } catch (cause) {
    throw notWritten(cause, basename(path));
  } finally {
    // Gone already after a rename; after anything else no half-written key may stay behind.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function temporaryName(): string {
  return `.latchkey-${randomBytes(8).toString('hex')}.tmp`;
}

/** Whether a file is what a process left that ended while it was writing. */
export function isLeftover(name: string): boolean {
  return /^\.latchkey-[0-9a-f]{16}\.tmp$/u.test(name);
}

async function writeNewFile(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  // SECURITY: 'wx' follows no link and takes over no file that somebody else prepared; the mode is there before the first byte is.
  const file = await open(path, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename would overwrite; a hard link to a name that is taken is refused by the file system itself, without a race. */
async function giveName(temporary: string, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  try {
    await link(temporary, path);
  } catch (cause) {
    if (!cannotLink(cause)) throw cause;
    await writeInPlace(path, bytes, mode);
  }
}

/** For file systems without hard links (FAT, some network drives): still never over an existing file, and nothing half-written is left. */
async function writeInPlace(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  try {
    await writeNewFile(path, bytes, mode);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder, and some network drives can't sync one: the file itself is safe by then.
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function cannotLink(cause: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'UNKNOWN'].includes(codeOf(cause));
}
