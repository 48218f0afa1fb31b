import { execFileSync } from 'node:child_process';
import { judge } from './goals';

/** Runs the openssl program; answers what it prints. */
export function openssl(...args: readonly string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 100_000_000 });
}

/** Milliseconds of `times` runs of a job, each after the other. */
export async function time(times: number, job: (turn: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let turn = 0; turn < times; turn++) await job(turn);
  return performance.now() - start;
}

/** Milliseconds of two jobs, run alternately so that a machine whose speed drifts is fair to both. */
export async function compare(
  times: number,
  ours: (turn: number) => unknown,
  theirs: (turn: number) => unknown,
): Promise<readonly [ours: number, theirs: number]> {
  const sums: [number, number] = [0, 0];
  for (let turn = 0; turn < times; turn++) {
    sums[0] += await time(1, () => ours(turn));
    sums[1] += await time(1, () => theirs(turn));
  }
  return sums;
}

/** One line of the table: what was done, how long each took, and their ratio, which is to be at most `atMost`. */
export function print(what: string, [ours, theirs]: readonly [number, number], atMost: number): void {
  const ratio = ours / theirs;
  console.log(
    `${what.padEnd(46)} ${ours.toFixed(0).padStart(7)} ms ${theirs.toFixed(0).padStart(7)} ms   ratio ${ratio.toPrecision(3).padStart(7)}   ${judge(ratio, { atMost })}`,
  );
}

/** The head of the table. */
export function printHead(): void {
  const runtime = process.versions['electron'];
  console.log(
    `Under ${runtime === undefined ? `Node ${process.versions.node}` : `Electron ${runtime}`}, against ${String(openssl('version')).trim()} as a process`,
  );
  console.log(`${''.padEnd(46)} ${'Latchkey'.padStart(10)} ${'openssl'.padStart(10)}`);
}
