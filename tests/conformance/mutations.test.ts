import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../shared/problem';
import { arrange } from '../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
import { readFileContents } from '../../src-main/certificates/read';
import { corpusEntries, corpusFile, hasCorpus, iterationsOf } from '../support/corpus';

const files = corpusEntries()
  .filter((entry) => iterationsOf(entry) < 100_000)
  .map(({ path, password }) => ({ path, password, bytes: corpusFile(path) }))
  .filter(({ bytes }) => bytes.length > 0);

/** What happens to files on their way: a flipped octet, a cut, something else in the middle. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), octet: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    what: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
);

function mutate(bytes: Uint8Array, change: typeof mutation extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  const at = change.at % bytes.length;
  if (change.kind === 'cut') return bytes.slice(0, at);
  if (change.kind === 'insert') return Buffer.concat([bytes.subarray(0, at), change.what, bytes.subarray(at)]);
  const changed = Uint8Array.from(bytes);
  changed[at] = change.octet;
  return changed;
}

describe.skipIf(!hasCorpus)('Damaged files', () => {
  it('are answered with what could be read or a problem, and never throw', async () => {
    const input = fc.tuple(fc.constantFrom(...files), mutation, fc.boolean());
    await fc.assert(
      fc.asyncProperty(input, async ([{ bytes, password }, change, withPassword]) => {
        const contents = await readFileContents(mutate(bytes, change), withPassword ? password : undefined);
        if (contents.problem) expect(problemSchema.safeParse(contents.problem).success).toBe(true);
        arrange(benchOf([withoutSecrets('a file', contents)]), new Date());
      }),
      { numRuns: 5000 },
    );
  });
});
