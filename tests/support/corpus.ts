import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the corpus with what the reference reads in it; the corpus's README says what each field means. */
export interface CorpusEntry {
  readonly path: string;
  readonly kind: string;
  readonly password?: string;
  readonly generated: boolean;
  readonly expected: {
    readonly ok: boolean;
    readonly certs?: readonly { readonly sha256: string }[];
    readonly keys?: readonly {
      readonly type: string;
      readonly bits?: number;
      readonly curve?: string;
      readonly spki_sha256?: string;
    }[];
    readonly info?: readonly string[];
    readonly partial?: boolean;
    readonly error_class?: string;
  };
}

/** The corpus stands beside the project, in ../shared/corpus; LATCHKEY_CORPUS names another one. */
export const corpusFolder =
  process.env['LATCHKEY_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Whether the corpus is there: tests that need it say that they skip where it isn't. */
export const hasCorpus = existsSync(join(corpusFolder, 'manifest.json'));

/** Every entry of the corpus; none where it isn't there. */
export function corpusEntries(): readonly CorpusEntry[] {
  return hasCorpus ? (JSON.parse(readFileSync(join(corpusFolder, 'manifest.json'), 'utf8')) as CorpusEntry[]) : [];
}

/** The bytes of one corpus file. */
export function corpusFile(path: string): Uint8Array {
  return readFileSync(join(corpusFolder, path));
}

/** The iterations of a file's slowest derivation, as far as the manifest says. */
export function iterationsOf(entry: CorpusEntry): number {
  const counts = (entry.expected.info ?? []).map((line) => Number(/Iteration (\d+)/u.exec(line)?.[1] ?? 0));
  return Math.max(0, ...counts);
}
