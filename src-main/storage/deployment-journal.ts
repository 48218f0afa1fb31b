import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../shared/problem';
import type { DeploymentJournal, JournalEntry } from '../deployments/ports';
import { readCheckedJson, writeCheckedJson } from './checked-json';
import { readKeptFolder } from './kept-folder';
import { writeFileAtomically } from './private-file';

const format = { format: 'latchkey-deployment', version: 1 } as const;

/** What the journal needs beside its folder. */
export interface JournalOptions {
  /** Understands an entry. @throws where it is none */
  readonly read: (content: unknown) => JournalEntry;
  /** Told of each file that was left out: `library.entry-damaged` (it was moved into `set-aside`, or `stays`), `-newer`, `-not-readable`. */
  readonly leftOut: (problem: Problem) => void;
}

/**
 * The journal of deployments in a folder: a file each, readable by this user only, whole or not there whenever the process ends.
 */
export function openDeploymentJournal(folder: string, { read, leftOut }: JournalOptions): DeploymentJournal {
  const pathOf = (id: string): string => join(folder, fileName(id));
  return {
    all: async () => {
      const found = await readKeptFolder(folder, (name, bytes) => readEntry(name, bytes, read));
      for (const problem of found.leftOut) leftOut(problem);
      return found.kept;
    },
    write: async (entry) => {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
      const bytes = writeCheckedJson(format, entry);
      await writeFileAtomically(pathOf(entry.deployment.id), bytes, { mode: 0o600, replace: true });
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}

function readEntry(name: string, bytes: Uint8Array, read: JournalOptions['read']): JournalEntry | 'newer' | undefined {
  const content = readCheckedJson(bytes, format);
  if (content === 'newer' || content === undefined) return content;
  try {
    const entry = read(content);
    return name === fileName(entry.deployment.id) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function fileName(id: string): string {
  return `deployment-${id}.json`;
}
