import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import type { Tls } from './tls';
import type { AzureState } from './world/state';

/** What outlives the emulator: the cloud itself, and what makes it the same one for those who knew it. */
export interface Kept {
  readonly state: AzureState;
  readonly signingKey: string;
  readonly tls: Tls;
  /** Ports by what listens there: sign-in, Resource Manager, control, registries by name. */
  readonly ports: Readonly<Record<string, number>>;
}

/** What an earlier run left in the file; undefined where there is none yet. */
export function readKept(path: string): Kept | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : undefined;
}

/**
 * Answers a function that writes down what `kept` is at that moment, whole or not at all, for its owner's eyes alone: it has
 * secrets in it. Calls that come while it writes are served by one more write.
 */
export function createSaver(path: string | undefined, kept: () => Kept): () => Promise<void> {
  if (path === undefined) return async () => undefined;
  let writing = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= writing.then(async () => {
      next = undefined;
      writing = writeFileAtomically(path, Buffer.from(JSON.stringify(kept())), { mode: 0o600, replace: true });
      await writing;
    });
    return next;
  };
}
