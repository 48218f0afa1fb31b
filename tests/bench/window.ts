// Run by `npm run bench` under Node: how long the window and main are busy at a stretch, in Chromium's own trace.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { dropFiles } from '../e2e/drop';
import { createCertificateFactory, makeUsualChain } from '../support/openssl';
import { makeFiveHundredFiles, PASSWORD } from './five-hundred-files';
import { longestTasks } from './trace';

const [executable = '', ...sandboxFlags] = process.argv.slice(2);
const GOAL = 50;
const factory = createCertificateFactory();
const folder = mkdtempSync(join(tmpdir(), 'latchkey-window-'));

try {
  const usual = makeUsualChain(factory);
  const files = makeFiveHundredFiles(factory, usual);
  console.log(
    `\n${''.padEnd(46)} ${'page'.padStart(10)} ${'main'.padStart(10)}   (longest task; goal at most ${GOAL} ms)`,
  );
  await inWindow(async (app, page) => {
    await dropFiles(page, usual.leaf.certificate, usual.leaf.key, usual.intermediate.certificate);
    await shown(page, 'Is it for');
    await trace('the save dialog opened for the first time', app, async () => {
      await page.getByRole('button', { name: /as another format…$/u }).click();
      await shown(page, 'Choose folder and save');
    });
  });
  await inWindow(async (app, page) => {
    await trace('a folder of 500 files dropped', app, async () => {
      await dropFiles(page, files);
      await shown(page, '500 files: 250 need a password, 250 read');
    });
    await trace('the 250 PFX among them opened', app, async () => {
      await page.locator('input[data-password]').first().fill(PASSWORD);
      await page.keyboard.press('Enter');
      await shown(page, '500 filesClear all');
    });
  });
  await inWindow(async (app, page) => {
    const to = join(folder, 'out');
    mkdirSync(to);
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
  });
} finally {
  factory.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function inWindow(work: (app: ElectronApplication, page: Page) => Promise<void>): Promise<void> {
  const userData = mkdtempSync(join(folder, 'data-'));
  const app = await _electron.launch({
    executablePath: executable,
    args: [...sandboxFlags, resolve('.'), `--user-data-dir=${userData}`],
  });
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    await page.waitForTimeout(2000);
    await page.getByRole('navigation').getByRole('button', { name: 'Certificates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Certificates' }).waitFor();
    await work(app, page);
  } finally {
    await app.close();
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
  const { page, main } = longestTasks(readFileSync(path, 'utf8'));
  console.log(`${what.padEnd(46)} ${page.toFixed(0).padStart(7)} ms ${main.toFixed(0).padStart(7)} ms`);
}
