// npm run fuzz: damaged files through everything that the workshop does with one, in worker threads, until the time is up.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { hasCorpus } from '../support/corpus';
import { type Offence, replay, saveOffence } from './offences';
import { makeInput, type Seed } from './make-input';
import { print } from './print';
import { startWorker, type WorkerEnd } from './run-worker';
import { corpusSeeds, madeSeeds } from './seeds';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string' },
    replay: { type: 'string' },
    /** Where offending inputs are put. */
    folder: { type: 'string', default: '.cache/fuzz' },
  },
});

/** Milliseconds after which an input counts as a hang. */
const HANG = 2000;

process.exitCode = (values.replay === undefined ? await run() : await replay(values.replay, HANG)) ? 0 : 1;

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
  const offences = ends.flatMap((end) => end.offences);
  const done = ends.reduce((sum, end) => sum + end.done, 0);
  const slowest = ends.map((end) => end.slowest).toSorted((one, other) => other.milliseconds - one.milliseconds)[0];
  const rate = done / ((Date.now() - started) / 1000);
  const peak = process.resourceUsage().maxRSS / 1024;
  print(`fuzz: ${done} inputs, ${rate.toFixed(0)} a second; peak memory ${peak.toFixed(0)} MB for ${cores} workers`);
  if (slowest) {
    const { from } = makeInput(seeds, seed, slowest.index);
    print(`fuzz: slowest input ${slowest.index}, ${slowest.milliseconds.toFixed(0)} ms, from ${from}`);
  }
  for (const offence of firstOfEach(offences))
    saveOffence(values.folder, makeInput(seeds, seed, offence.index), offence);
  print(`fuzz: ${offences.length === 0 ? 'nothing found' : `${offences.length} offences`}`);
  return offences.length === 0;
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
  let slowest = { index: 0, milliseconds: 0 };
  for (;;) {
    const end = await startWorker({ ...share, first }, HANG);
    done += end.done;
    offences.push(...end.offences);
    if (end.slowest.milliseconds > slowest.milliseconds) ({ slowest } = end);
    if (end.lostTo === undefined) return { done, offences, slowest };
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
