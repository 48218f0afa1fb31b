import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One file of the corpus beside the project, and what the reference reads in it. */
export interface CorpusEntry {
  readonly path: string;
  readonly kind: string;
  readonly password?: string;
  readonly password_mac?: string;
  readonly expected: {
    readonly ok: boolean;
    readonly certs?: readonly { sha256: string }[];
    readonly keys?: readonly { type: string; encrypted?: boolean }[];
    readonly info?: readonly string[] | null;
  };
  /** Where it is on this computer. */
  readonly file: string;
}

const ROOT = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url));

/** The entries that `wanted` picks; none where the corpus is absent. */
export function corpusEntries(wanted: (entry: CorpusEntry) => boolean): CorpusEntry[] {
  if (!existsSync(`${ROOT}manifest.json`)) return [];
  const entries = JSON.parse(readFileSync(`${ROOT}manifest.json`, 'utf8')) as CorpusEntry[];
  return entries.map((entry) => ({ ...entry, file: ROOT + entry.path })).filter(wanted);
}
