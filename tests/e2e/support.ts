import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import { closeForGood } from './close';
import type { Bridge } from '../../shared/ipc/contract';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** A running Latchkey, on its own user data, with the system's dialogs in the test's hands. */
export interface Latchkey {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** An empty folder of this test's own, gone afterwards. */
  readonly folder: string;
  /** The next pickers answer these files. */
  chooseFiles(...paths: readonly string[]): Promise<void>;
  /** The next pickers answer this folder. */
  chooseFolder(path: string): Promise<void>;
  /** The next pickers are cancelled. */
  cancelDialogs(): Promise<void>;
  /** Chooses an item of the menu bar by its id in src-main/electron/menu.ts. */
  chooseMenuItem(id: string): Promise<void>;
  /** Calls main as the page would. */
  call(method: string, request?: unknown): Promise<unknown>;
  /** Console errors, policy violations and requests beyond app:// so far; taking them keeps the test from failing on them. */
  takeProblems(): readonly string[];
}

/** What a start of Latchkey can be given. */
export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly userData: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built app (out/) and answers it with its process alone: for tests about starting. Close it yourself. */
export async function launch({ args = [], userData, env = {} }: LaunchOptions): Promise<ElectronApplication> {
  const { executable } = await electronRuntime();
  return _electron.launch({
    executablePath: executable,
    args: [...sandboxFlags(), resolve('.'), `--user-data-dir=${userData}`, ...args],
    timeout: 30_000,
    env: { ...environment(), ...env },
    // Playwright would make the page light, whatever the app says.
    colorScheme: null,
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Chromium has no sandbox for root; everybody else tests with it. */
export function sandboxFlags(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Use `test` in place of Playwright's: `async ({ latchkey }) => …` gets a fresh app, and the test fails if the page logged an
 * error, met its content security policy or asked for anything but `app://`. Give the app arguments with `test.use({ args: […] })`,
 * and begin where the app opens with `test.use({ beginsOn: 'the first page' })`.
 */
export const test = base.extend<{
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Where the test begins: on the workshop, which most are about, or where the app opens. */
  beginsOn: 'Certificates' | 'the first page';
  /** What lies where Latchkey keeps its records, before it starts: texts by file names. */
  kept: Readonly<Record<string, string>>;
  folder: string;
  latchkey: Latchkey;
}>({
  args: [[], { option: true }],
  env: [{}, { option: true }],
  beginsOn: ['Certificates', { option: true }],
  kept: [{}, { option: true }],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  latchkey: async ({ args, env, beginsOn, kept, folder }, use, testInfo) => {
    const userData = await mkdtemp(join(tmpdir(), 'latchkey-data-'));
    for (const [name, text] of Object.entries(kept)) {
      await mkdir(join(userData, 'kept'), { recursive: true });
      await writeFile(join(userData, 'kept', name), text);
    }
    const app = await launch({ args, userData, env });
    const problems: string[] = [];
    app.context().on('page', (page) => watch(page, problems));
    const page = await app.firstWindow();
    watch(page, problems);
    await page.waitForLoadState('load');
    if (beginsOn === 'Certificates') await goTo(page, 'Certificates');
    await use(controls(app, page, folder, problems));
    if (testInfo.status !== testInfo.expectedStatus && !page.isClosed()) {
      await testInfo.attach('page', { body: await page.screenshot(), contentType: 'image/png' });
    }
    await closeForGood(app);
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    expect(problems, 'the page logged errors, met its policy or asked for more than app://').toEqual([]);
  },
});

/** Goes to a page by the navigation, and waits until it is there: its heading is called what its entry is. */
export async function goTo(page: Page, name: string): Promise<void> {
  // What the entry counts (`1 running here`) stands after its name.
  const entry = new RegExp(`^${name}`, 'u');
  await page.getByRole('navigation').getByRole('button', { name: entry }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

export { expect } from '@playwright/test';

const watched = new WeakSet<Page>();

function watch(page: Page, problems: string[]): void {
  if (watched.has(page)) return;
  watched.add(page);
  page.on('console', (message) => {
    // Chromium reports policy violations as console errors too.
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(app:\/\/bundle\/|data:)/u.test(request.url())) problems.push(`request: ${request.url()}`);
  });
}

/**
 * Asks main what may be asked twice: the inspector sometimes loses the promise it waits for to V8's garbage collector,
 * after main has done what it was asked.
 */
async function inMain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('promise was garbage collected'))) throw error;
    return ask();
  }
}

function controls(app: ElectronApplication, page: Page, folder: string, problems: string[]): Latchkey {
  const answerDialogs = (canceled: boolean, filePaths: readonly string[]): Promise<void> =>
    inMain(() =>
      app.evaluate(
        ({ dialog }, answer) => {
          dialog.showOpenDialog = () => Promise.resolve(answer);
        },
        { canceled, filePaths: [...filePaths] },
      ),
    );
  return {
    app,
    page,
    folder,
    chooseFiles: (...paths) => answerDialogs(false, paths),
    chooseFolder: (path) => answerDialogs(false, [path]),
    cancelDialogs: () => answerDialogs(true, []),
    chooseMenuItem: (id) =>
      inMain(() => app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id)),
    call: (method, request = {}) =>
      page.evaluate(([name, given]) => window.bridge.call(name, given), [method, request] as const),
    takeProblems: () => problems.splice(0),
  };
}
