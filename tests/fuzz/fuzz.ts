// npm run fuzz: damaged files through everything that the workshop does with one, in worker threads, until the time is up.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { hasCorpus } from '../support/corpus';
import { type Input, makeInput, type Seed } from './make-input';
import { inMegabytes, MEMORY, peakMemory } from './memory';
import { isTooLargeAlone, type Offence, replay, saveOffence } from './offences';
import { print } from './print';
import { type Allowed, startWorker, type WorkerEnd } from './run-worker';
import { corpusSeeds, madeSeeds } from './seeds';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string' },
    replay: { type: 'string' },
    /** Where offending inputs are put. */
    folder: { type: 'string', default: '.cache/fuzz' },
    /** What one input may use, to look for the largest below what is allowed. */
    megabytes: { type: 'string', default: String(MEMORY / 2 ** 20) },
  },
});

/** An input that takes longer counts as a hang. */
const ALLOWED: Allowed = { time: 2000, memory: Number(values.megabytes) * 2 ** 20 };

process.exitCode = (values.replay === undefined ? await run() : await replay(values.replay, ALLOWED)) ? 0 : 1;

async function run(): Promise<boolean> {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
  const inputs = values.inputs === undefined ? Number.MAX_SAFE_INTEGER : Number(values.inputs);
  const seconds = Number(values.seconds ?? (values.inputs === undefined ? 60 : 24 * 3600));
  const seeds = [...corpusSeeds(), ...madeSeeds()];
  if (!hasCorpus) print('fuzz: the corpus is not at ../shared/corpus: skipped, only files made on the spot are used.');
  const cores = availableParallelism();
  print(`fuzz: seed ${seed}, ${seeds.length} files to start from, ${cores} workers`);
  const started = Date.now();
  const until = started + seconds * 1000;
  const ends = await Promise.all(
    Array.from({ length: cores }, (_, first) => work({ seeds, seed, first, step: cores, end: inputs, until })),
  );
  const input = (index: number): Input => makeInput(seeds, seed, index);
  const done = ends.reduce((sum, end) => sum + end.done, 0);
  const rate = done / ((Date.now() - started) / 1000);
  const peak = inMegabytes(peakMemory());
  print(`fuzz: ${done} inputs, ${rate.toFixed(0)} a second; peak memory ${peak} for ${cores} workers`);
  const slowest = ends.map((end) => end.slowest).reduce((a, b) => (a.milliseconds > b.milliseconds ? a : b));
  const largest = ends.map((end) => end.largest).reduce((a, b) => (a.bytes > b.bytes ? a : b));
  print(
    `fuzz: slowest input ${slowest.index}, ${slowest.milliseconds.toFixed(0)} ms, from ${input(slowest.index).from}`,
  );
  print(
    `fuzz: most memory at input ${largest.index}, ${inMegabytes(largest.bytes)}, from ${input(largest.index).from}`,
  );
  const offences = ends.flatMap((end) => end.offences);
  for (const offence of firstOfEach(offences)) saveOffence(values.folder, input(offence.index), offence);
  const tooLarge = ends
    .flatMap((end) => end.suspects)
    .filter((index) => isTooLargeAlone(values.folder, input(index), index, ALLOWED));
  const found = offences.length + tooLarge.length;
  print(`fuzz: ${found === 0 ? 'nothing found' : `${found} offences`}`);
  return found === 0;
}

/** Starts workers one after the other until one gets to the end: each that is lost goes on behind the input that it was lost to. */
async function work(share: {
  readonly seeds: readonly Seed[];
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly until: number;
}): Promise<Omit<WorkerEnd, 'lostTo'>> {
  let [first, done] = [share.first, 0];
  const offences: Offence[] = [];
  const suspects: number[] = [];
  let slowest = { index: first, milliseconds: 0 };
  let largest = { index: first, bytes: 0 };
  for (;;) {
    const end = await startWorker({ ...share, first }, ALLOWED);
    done += end.done;
    offences.push(...end.offences);
    suspects.push(...end.suspects);
    if (end.slowest.milliseconds > slowest.milliseconds) ({ slowest } = end);
    if (end.largest.bytes > largest.bytes) ({ largest } = end);
    if (end.lostTo === undefined) return { done, offences, suspects, slowest, largest };
    first = end.lostTo + share.step;
  }
}

/** One of each kind is enough to mend it. */
function firstOfEach(offences: readonly Offence[]): readonly Offence[] {
  return [...new Map(offences.toReversed().map((offence) => [kindOf(offence), offence])).values()].toReversed();
}

function kindOf({ error }: Offence): string {
  return error.split('\n').slice(0, 3).join('\n').replaceAll(/\d+/gu, '0').slice(0, 300);
}
