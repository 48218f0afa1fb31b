import { randomUUID } from 'node:crypto';
import { arrange } from '../../../src-main/certificates/arrange';
import { compareOutput } from '../../../src-main/certificates/output/compare-output';
import { makeOutput } from '../../../src-main/certificates/output/make-output';
import { readFileContents } from '../../../src-main/certificates/read';
import type { OutputMaker, Reader } from '../../../src-main/certificates/worker-pool';
import type { Keeping } from '../../../src-main/certificates/workshop/keeping';

/** Works in this thread: the workers have their own tests. */
export const inThisThread: Reader & OutputMaker = {
  read: (bytes, password) => readFileContents(bytes, password),
  arrange: async (all, now) => arrange(all, now),
  makeOutput,
  compareOutput,
};

/** Nothing is kept. */
export const keepsNothing: Keeping = {
  heldKeys: async () => [],
  library: async () => new Map(),
  privateKey: async () => undefined,
  keep: async () => randomUUID(),
  answered: async () => undefined,
  isInFile: () => undefined,
};
