import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

interface Watched {
  readonly crossed: string[];
}

/** Writes down, from now on, every answer and every event that crosses from main to the page. */
export async function watchCrossings(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const crossed: string[] = [];
    Object.assign(globalThis, { crossed });
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => Promise<unknown>> })
      ._invokeHandlers;
    const answer = handlers.get('call');
    handlers.set('call', async (...args) => {
      const outcome = await answer?.(...args);
      crossed.push(JSON.stringify(outcome));
      return outcome;
    });
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents;
    const send = contents?.send.bind(contents);
    if (contents) {
      contents.send = (channel, ...args) => {
        crossed.push(JSON.stringify(args));
        send?.(channel, ...args);
      };
    }
  });
}

/** All that crossed since `watchCrossings`. */
export function crossings(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => (globalThis as unknown as Watched).crossed.join('\n'));
}

/** All text that Latchkey wrote into its own folder: logs, settings, journals, records. */
export async function writtenFiles(app: ElectronApplication): Promise<string> {
  const data = await app.evaluate(({ app: electron }) => electron.getPath('userData'));
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:log|json|pem)$/u.test(name))
    .map((name) => readFileSync(join(data, name), 'utf8'))
    .join('\n');
}
