import { readFile } from 'node:fs/promises';
import type { RememberedFile } from '../certificates/issuers/remembered-issuers';
import { writeFileAtomically } from './private-file';

/** The file of remembered certificates at `path`. What can't be read is as good as not there: it can be met again. */
export function openRememberedFile(path: string): RememberedFile {
  return {
    read: () => readFile(path, 'utf8').catch(() => ''),
    write: (text) => writeFileAtomically(path, Buffer.from(text), { mode: 0o600, replace: true }),
  };
}
