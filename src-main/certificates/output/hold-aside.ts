import { randomBytes } from 'node:crypto';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../app-error';
import { notWritten } from '../../write-error';

/** What stood under some names before they were written anew. */
export interface HeldAside {
  /** Puts everything back. @throws {AppError} `file.not-restored`, by `cause`: what stays under its second name may be the only copy of a key. */
  restore(cause: unknown): Promise<void>;
  /** It is needed no more. */
  drop(): Promise<void>;
}

/**
 * Holds files of a folder under a second name while they are replaced: putting them back takes no space on a drive that is full.
 * @throws {AppError} `file.not-written` where that can't be done: nothing was changed then.
 */
export async function holdAside(folder: string, names: readonly string[]): Promise<HeldAside> {
  const held: { readonly name: string; readonly path: string; readonly aside: string }[] = [];
  const drop = async (): Promise<void> => {
    await Promise.all(held.map(({ aside }) => rm(aside, { force: true }).catch(() => undefined)));
  };
  for (const name of names) {
    const path = join(folder, name);
    const aside = join(folder, `.latchkey-${randomBytes(8).toString('hex')}.tmp`);
    try {
      // Some file systems have no second names.
      await link(path, aside).catch(() => copyFile(path, aside));
    } catch (cause) {
      await drop();
      throw notWritten(cause, name);
    }
    held.push({ name, path, aside });
  }
  return {
    restore: async (cause) => {
      for (const { name, path, aside } of held) {
        await rename(aside, path).catch(() => {
          throw new AppError('file.not-restored', { name, aside: basename(aside) }, { cause });
        });
        // Renaming to a second name of the same file does nothing, and says that all is well.
        await rm(aside, { force: true }).catch(() => undefined);
      }
    },
    drop,
  };
}
