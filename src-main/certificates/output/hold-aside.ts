import { randomBytes } from 'node:crypto';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../app-error';

/** What stood under some names before they were written anew. */
export interface HeldAside {
  /** Puts everything back. */
  restore(): Promise<void>;
  /** It is needed no more. */
  drop(): Promise<void>;
}

/**
 * Holds files of a folder under a second name while they are replaced: putting them back takes no space on a drive that is full.
 * @throws {AppError} `file.not-written` where that can't be done: nothing was changed then.
 */
export async function holdAside(folder: string, names: readonly string[]): Promise<HeldAside> {
  const held: { readonly path: string; readonly aside: string }[] = [];
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
      throw new AppError('file.not-written', { name, reason: 'other' }, { cause });
    }
    held.push({ path, aside });
  }
  return {
    // What can't be put back stays under its second name: it may be the only copy of a key.
    restore: async () => {
      for (const { path, aside } of held) {
        // Renaming to a second name of the same file does nothing, and says that all is well.
        await rename(aside, path).then(
          () => rm(aside, { force: true }),
          () => undefined,
        );
      }
    },
    drop,
  };
}
