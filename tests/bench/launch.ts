// Run by `npm run bench` under Node: how fast and how large the window is, against an empty Electron window, in one run.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { judge, median } from './goals';

const [executable = '', ...sandboxFlags] = process.argv.slice(2);
const RUNS = 11;

interface Start {
  /** From the creation of the process to the largest paint of the page, in milliseconds. */
  readonly milliseconds: number;
  /** Memory of all its processes, shared parts counted in proportion, in MB. */
  readonly megabytes: number;
}

async function start(folder: string): Promise<Start> {
  const userData = mkdtempSync(join(tmpdir(), 'latchkey-launch-'));
  const app = await _electron.launch({
    executablePath: executable,
    args: [...sandboxFlags, resolve(folder), `--user-data-dir=${userData}`],
  });
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    await new Promise((settled) => setTimeout(settled, 2000));
    // The interesting element of either page is its largest: here the heading or a door of the first page, there a heading.
    const painted = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          new PerformanceObserver((list) => {
            done(performance.timeOrigin + Math.max(...list.getEntries().map((entry) => entry.startTime)));
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    const created = await app.evaluate(() => process.getCreationTime() ?? Number.NaN);
    return { milliseconds: painted - created, megabytes: await memoryOf(app) };
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function memoryOf(app: ElectronApplication): Promise<number> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, memory }) => ({ pid, kilobytes: memory.workingSetSize })),
  );
  if (process.platform !== 'linux') return metrics.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
  const pids = [...new Set(metrics.map(({ pid }) => pid))];
  return (
    pids.reduce(
      (sum, pid) => sum + Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
      0,
    ) / 1024
  );
}

function print(what: string, unit: string, ours: number, theirs: number, atMost: number): void {
  const ratio = ours / theirs;
  console.log(
    `${what.padEnd(46)} ${ours.toFixed(0).padStart(7)} ${unit} ${theirs.toFixed(0).padStart(7)} ${unit}   ratio ${ratio.toPrecision(3).padStart(7)}   ${judge(ratio, { atMost })}`,
  );
}

const ours: Start[] = [];
const theirs: Start[] = [];
for (let run = 0; run <= RUNS; run++) {
  const pair = [await start('.'), await start('tests/bench/empty-window')] as const;
  // The first pair fills the disk cache.
  if (run > 0) {
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
}
console.log(
  `\n${''.padEnd(46)} ${'Latchkey'.padStart(10)} ${'empty'.padStart(10)}   (medians of ${RUNS} starts of each)`,
);
print(
  'From launch to a usable window',
  'ms',
  median(ours.map((run) => run.milliseconds)),
  median(theirs.map((run) => run.milliseconds)),
  1.25,
);
print(
  'Memory two seconds later',
  'MB',
  median(ours.map((run) => run.megabytes)),
  median(theirs.map((run) => run.megabytes)),
  1.3,
);
const packaged = readdirSync('dist').filter((name) => name.endsWith('-unpacked'));
for (const name of packaged) {
  const { length } = readFileSync(join('dist', name, 'resources', 'app.asar'));
  console.log(`\napp.asar (${name}): ${(length / 1_000_000).toFixed(2)} MB`);
}
