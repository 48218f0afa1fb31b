import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A number that no other emulator of this computer has as long as this one lives. */
export interface Claim {
  readonly number: number;
  /** A fresh folder that only this user can list. */
  readonly folder: string;
  /** Removes the folder and gives the number back. */
  release(): void;
}

/** What numbers are given for, how many there are, and how to clean up what an emulator left that was killed. */
export interface Kind {
  readonly name: string;
  readonly count: number;
  readonly isUsable: (number: number) => boolean;
  readonly clean: (number: number) => Promise<void>;
}

/**
 * Takes a free number, and cleans up after the emulators that were killed. A number is held by an abstract socket (unix(7)),
 * which the kernel frees with the process: whoever can hold the number of an old folder knows that its owner is gone.
 */
export async function claim(kind: Kind): Promise<Claim> {
  await cleanLeftovers(kind);
  for (let attempt = 0; attempt < kind.count; attempt += 1) {
    const number = (process.pid + attempt) % kind.count;
    const free = kind.isUsable(number) ? await hold(kind, number) : undefined;
    if (!free) continue;
    const folder = folderOf(kind, number);
    rmSync(folder, { recursive: true, force: true });
    // Started by root, nginx works as nobody, and must come through; what is in it is for its owner alone.
    mkdirSync(folder, { mode: 0o711 });
    const release = (): void => {
      rmSync(folder, { recursive: true, force: true });
      free();
    };
    return { number, folder, release };
  }
  throw new Error(`All ${kind.count} numbers for ${kind.name} are taken on this computer.`);
}

async function cleanLeftovers(kind: Kind): Promise<void> {
  for (let number = 0; number < kind.count; number += 1) {
    const free = existsSync(folderOf(kind, number)) ? await hold(kind, number) : undefined;
    if (!free) continue;
    await kind.clean(number);
    rmSync(folderOf(kind, number), { recursive: true, force: true });
    free();
  }
}

/** Answers how to let go of the number, or undefined where somebody has it. */
async function hold(kind: Kind, number: number): Promise<(() => void) | undefined> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(`\0latchkey-azure-${kind.name}-${number}`);
    await once(server, 'listening');
  } catch {
    return undefined;
  }
  server.unref();
  return () => void server.close();
}

function folderOf({ name }: Kind, number: number): string {
  return join(tmpdir(), `latchkey-azure-${name}-${number}`);
}
