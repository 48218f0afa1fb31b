// npm run fuzz: damaged files through the readers. --seconds N or --inputs N, --seed N; --replay FILE tries one again.
import { join } from 'node:path';
import { bundlePrograms } from './build.mjs';
import { root, run } from './say.mjs';

/**
 * Deriving a key from a password is meant to be slow: the ten million rounds of PBKDF2 that the application allows take
 * seconds on any machine. The same checks refuse from 2,500 rounds (openssl writes 2,048) and from 16 MiB of scrypt here,
 * so that everything else counts against the 2 s. tests/main/certificates/ceilings.test.ts tries them as they are shipped.
 */
const LOWERED = [
  { file: 'encryption/limits.ts', from: 'MAXIMUM_ITERATIONS = 10_000_000', to: 'MAXIMUM_ITERATIONS = 2500' },
  { file: 'encryption/scrypt.ts', from: 'MAXIMUM_MEMORY = 2 ** 28', to: 'MAXIMUM_MEMORY = 2 ** 24' },
];

const lowerLimits = {
  name: 'lower-limits',
  enforce: 'pre',
  transform(code, id) {
    const limit = LOWERED.find(({ file }) => id.endsWith(`/src-main/certificates/${file}`));
    if (!limit) return undefined;
    if (!code.includes(limit.from)) throw new Error(`${limit.file} no longer says ${limit.from}`);
    return { code: code.replace(limit.from, limit.to), map: null };
  },
};

await bundlePrograms(
  'fuzz',
  { fuzz: 'tests/fuzz/fuzz.ts', worker: 'tests/fuzz/worker.ts' },
  { plugins: [lowerLimits] },
);
const isGreen = run(process.execPath, [
  '--enable-source-maps',
  join(root, 'out', 'fuzz', 'fuzz.js'),
  ...process.argv.slice(2),
]);
process.exit(isGreen ? 0 : 1);
