import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, expect } from '@playwright/test';

/** Runs a program with Chromium's own debugging port, the way in that is left to who starts it, and ends it with all it started. */
export async function withProgram(
  [program, ...args]: readonly [program: string, ...args: string[]],
  folder: string,
  use: (browser: Browser) => Promise<void>,
): Promise<void> {
  const userData = join(folder, 'data');
  const given = [...args, `--user-data-dir=${userData}`, '--remote-debugging-port=0'];
  const child = spawn(program, given, { stdio: 'ignore', detached: true });
  try {
    const portFile = join(userData, 'DevToolsActivePort');
    await expect.poll(() => existsSync(portFile), { timeout: 20_000 }).toBe(true);
    const [port] = (await readFile(portFile, 'utf8')).split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    await use(browser);
    await browser.close();
  } finally {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid);
    await rm(userData, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}
