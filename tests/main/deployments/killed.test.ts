import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltProgram, buildProgram } from '../../support/build-program';
import { targetSteps } from './world';

let base: string;
let program: BuiltProgram;
let turn = 0;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'latchkey-killed-'));
  program = await buildProgram('tests/main/deployments/killed-program.ts');
}, 60_000);
afterAll(() => {
  program.remove();
  rmSync(base, { recursive: true });
});

const TIMEOUT = 300_000;

it(
  'A deployment that is killed at any of its moments goes on: nothing is lost, nothing is done twice',
  { timeout: TIMEOUT },
  async () => {
    const { moments } = await run(newFolder(), 0);
    expect(moments.length).toBeGreaterThan(25);
    for (const [index, name] of moments.entries()) {
      const folder = newFolder();
      const killed = await run(folder, index + 1);
      expect(killed, name).toMatchObject({ signal: 'SIGKILL', moments: moments.slice(0, index + 1) });
      const keys = textOf(folder, 'keys');
      const runsBefore = runsOf(folder);
      const writings = (until?: number): number =>
        moments.slice(0, until).filter((each) => each === 'after a writing').length;

      const resumed = await run(folder, 0);
      expect(resumed.lines, name).toContain('end done');
      expectWhole(folder, resumed, name);
      // The first writing is the start itself: before that nothing is known, and nothing was done.
      // The last two are its end, and that its memo is forgotten then.
      const state = writings(index + 1) >= writings() - 1 ? 'done' : 'interrupted';
      expect(resumed.found, name).toBe(index === 0 ? '' : state);
      if (keys !== '') expect(textOf(folder, 'keys'), name).toBe(keys);
      for (const [step, code] of targetSteps.entries()) {
        const count = (runs: readonly string[]): number => runs.filter((each) => each === code).length;
        // The engine's own step is the first.
        const wasDone = resumed.steps[step + 1] === 'done';
        expect(count(runsOf(folder)) - count(runsBefore), `${code}, killed ${name}`).toBe(wasDone ? 0 : 1);
      }
    }
  },
);

it('A deployment that is killed again and again goes on until it is done', { timeout: TIMEOUT }, async () => {
  for (let round = 0; round < 2; round++) {
    const folder = newFolder();
    let isDone = false;
    for (let kill = 0; kill < 9 && !isDone; kill++) {
      const outcome = await run(folder, 0, (round * 5 + kill * 7) % 23);
      expect(outcome.lines.filter((line) => line.startsWith('left out'))).toEqual([]);
      isDone = outcome.lines.includes('end done');
    }
    const outcome = await run(folder, 0);
    expect(outcome.lines).toContain('end done');
    expectWhole(folder, outcome, `round ${round}`);
  }
});

interface Outcome {
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly moments: readonly string[];
  /** The state of the deployment that it found when it was started; empty where there was none. */
  readonly found: string;
  /** Those of its steps. */
  readonly steps: readonly string[];
}

/** Runs the program, which kills itself at a moment, or is killed so many milliseconds after it first said something. */
function run(folder: string, killAt: number, killAfter?: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = spawn(process.execPath, [program.path, folder, String(killAt)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      if (said === '' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
      said += data.toString();
    });
    child.on('close', (_, signal) => {
      const lines = said.split('\n').slice(0, -1);
      const after = (word: string): readonly string[] =>
        lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1));
      const [found = '', ...steps] = after('found')[0]?.split(' ') ?? [];
      resolve({ signal, lines, moments: after('moment'), found, steps });
    });
  });
}

/** Everything is there, once, and the journal tells no secret. */
function expectWhole(folder: string, { lines, found }: Outcome, name: string): void {
  expect(
    lines.filter((line) => /^(left out|unforeseen)/u.test(line)),
    name,
  ).toEqual([]);
  expect(['running', 'failed', 'cancelled'], name).not.toContain(found);
  expect(
    readdirSync(folder)
      .filter((each) => each.startsWith('thing-'))
      .toSorted(),
    name,
  ).toEqual(targetSteps.map((code) => `thing-${code}`).toSorted());
  const keys = textOf(folder, 'keys');
  for (const code of targetSteps) {
    expect(textOf(folder, `thing-${code}/keys`), name).toBe(keys);
    expect(textOf(folder, `thing-${code}/remembered`), name).toBe(textOf(folder, `thing-${code}/like`));
  }
  const told = textOf(folder, 'told').trim().split('\n');
  expect(Object.keys(JSON.parse(told.at(-1) ?? '') as object).toSorted(), name).toEqual([...targetSteps].toSorted());
  expect(new Set(told).size, name).toBe(1);
  const files = readdirSync(join(folder, 'deployments'));
  expect(files, name).toHaveLength(1);
  const journal = textOf(folder, `deployments/${files[0]}`);
  expect(journal, name).not.toContain('SECRET');
  expect(JSON.parse(journal), name).not.toHaveProperty('memo');
}

function newFolder(): string {
  const folder = join(base, `killed-${++turn}`);
  mkdirSync(folder);
  return folder;
}

function runsOf(folder: string): readonly string[] {
  return textOf(folder, 'runs').split('\n').slice(0, -1);
}

function textOf(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return '';
  }
}
