// Run by `npm run bench` under Node: how long the window and main are busy at a stretch, in Chromium's own trace.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { closeForGood } from '../e2e/close';
import { dropFiles } from '../e2e/drop';
import { createCertificateFactory, makeUsualChain } from '../support/openssl';
import { makeThousandLeaves } from './a-thousand-chains';
import { makeFiveHundredFiles, PASSWORD } from './five-hundred-files';
import { judge, median } from './goals';
import { type LongestTasks, longestTasks, type Task } from './trace';

const [executable = '', ...sandboxFlags] = process.argv.slice(2);
const GOAL = 50;
const ROUNDS = 3;
const factory = createCertificateFactory();
const folder = mkdtempSync(join(tmpdir(), 'latchkey-window-'));

/** What kept the window busy longest in each round, in milliseconds. */
const rounds = new Map<string, LongestTasks[]>();

try {
  const usual = makeUsualChain(factory);
  const files = makeFiveHundredFiles(factory, usual);
  const leaves = join(folder, 'leaves');
  makeThousandLeaves(usual, leaves);
  for (let round = 0; round < ROUNDS; round++) {
    await inWindow((app, page) => makeKeys(app, page));
    await inWindow((app, page) => checkThousand(app, page, usual, leaves));
    await inWindow((app, page) => openSaveDialog(app, page, usual));
    await inWindow((app, page) => openFiles(app, page, files));
    await inWindow((app, page) => convertFolder(app, page, files));
  }
  console.log(
    `\nThe longest task of page and main in any of ${ROUNDS} rounds: what it ran; and what it took, the median`,
  );
  for (const [what, tasks] of rounds) {
    print(
      `${what}: page`,
      tasks.map(({ page }) => page),
    );
    print(
      `${what}: main`,
      tasks.map(({ main }) => main),
    );
  }
} finally {
  factory.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function makeKeys(app: ElectronApplication, page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Requests' }).click();
  for (const [kind, name] of [
    ['RSA 4096', 'rsa.contoso.test'],
    ['EC P-256', 'ec.contoso.test'],
  ] as const) {
    await page.getByRole('button', { name: 'New request…' }).click();
    await page.getByLabel(/^Host names/u).fill(name);
    await page.getByLabel(new RegExp(`^${kind}`, 'u')).check();
    await trace(`a key of ${kind} made`, app, async () => {
      await page.getByRole('button', { name: 'Make request' }).click();
      // Without a keyring the key is offered as a file at once.
      await shown(page, `Save the key of ${name}, encrypted`);
    });
    await page.keyboard.press('Escape');
  }
}

async function checkThousand(
  app: ElectronApplication,
  page: Page,
  { root, intermediate, leaf }: ReturnType<typeof makeUsualChain>,
  leaves: string,
): Promise<void> {
  await dropFiles(page, root.certificate, intermediate.certificate, leaf.key);
  await shown(page, '3 files');
  await trace('1,000 chains of three completed and checked', app, async () => {
    await dropFiles(page, leaves);
    await shown(page, '1,003 filesClear all');
  });
}

async function openSaveDialog(
  app: ElectronApplication,
  page: Page,
  { leaf, intermediate }: ReturnType<typeof makeUsualChain>,
): Promise<void> {
  await dropFiles(page, leaf.certificate, leaf.key, intermediate.certificate);
  await shown(page, 'Is it for');
  await trace('the save dialog opened for the first time', app, async () => {
    await page.getByRole('button', { name: /as another format…$/u }).click();
    await shown(page, 'Choose folder and save');
  });
}

async function openFiles(app: ElectronApplication, page: Page, files: string): Promise<void> {
  await trace('a folder of 500 files dropped', app, async () => {
    await dropFiles(page, files);
    await shown(page, '500 files: 250 need a password, 250 read');
  });
  await trace('the 250 PFX among them opened', app, async () => {
    await page.locator('input[data-password]').first().fill(PASSWORD);
    await page.keyboard.press('Enter');
    await shown(page, '500 filesClear all');
  });
}

async function convertFolder(app: ElectronApplication, page: Page, files: string): Promise<void> {
  const to = mkdtempSync(join(folder, 'out-'));
  await page.getByRole('button', { name: 'Convert a folder…' }).click();
  for (const [label, chosen] of [
    ['Folder to read: Choose…', files],
    ['Folder to write into: Choose…', to],
  ] as const) {
    await chooseFolder(app, chosen);
    await page.getByRole('button', { name: label }).click();
  }
  await page.getByLabel(/^Password/u).fill(PASSWORD);
  await trace('the folder converted', app, async () => {
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    await shown(page, 'latchkey-report.csv says');
  });
}

async function inWindow(work: (app: ElectronApplication, page: Page) => Promise<void>): Promise<void> {
  const userData = mkdtempSync(join(folder, 'data-'));
  const app = await _electron.launch({
    executablePath: executable,
    args: [...sandboxFlags, '--as-packaged', resolve('.'), `--user-data-dir=${userData}`],
  });
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    await page.waitForTimeout(2000);
    await page.getByRole('navigation').getByRole('button', { name: 'Certificates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Certificates' }).waitFor();
    // The first time, Playwright brings a script of its own into the page: that would be measured, too.
    await shown(page, 'Certificates');
    await work(app, page);
  } finally {
    await closeForGood(app);
  }
}

/** Playwright's own expectations describe the whole page each time they don't hold yet: that would be measured, too. */
async function shown(page: Page, words: string): Promise<void> {
  await page.waitForFunction((text) => document.body.textContent?.includes(text), words, {
    polling: 100,
    timeout: 120_000,
  });
}

async function chooseFolder(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answer] });
  }, path);
}

async function trace(what: string, app: ElectronApplication, work: () => Promise<void>): Promise<void> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({
      included_categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
      trace_buffer_size_in_kb: 400_000,
    }),
  );
  await work();
  // What follows at once belongs to it.
  await new Promise((over) => setTimeout(over, 1000));
  const path = join(folder, 'trace.json');
  await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), path);
  rounds.set(what, [...(rounds.get(what) ?? []), longestTasks(readFileSync(path, 'utf8'))]);
}

/**
 * A machine that is busy with something else for a moment makes one round's task long, and says nothing of Latchkey: what a
 * task really ran is judged in every round, and how long it took in the one in the middle.
 */
function print(what: string, tasks: readonly Task[]): void {
  const measured = [Math.max(...tasks.map((task) => task.work)), median(tasks.map((task) => task.length))];
  const columns = measured.map((milliseconds) => `${milliseconds.toFixed(0).padStart(7)} ms`).join(' ');
  console.log(`${what.padEnd(54)} ${columns}   ${judge(Math.max(...measured), { atMost: GOAL, unit: ' ms' })}`);
}
