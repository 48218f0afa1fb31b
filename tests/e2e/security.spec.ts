import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launch, test } from './support';

test('rule 1: the page loads from app:// alone, and asks the network for nothing', async ({ folder }) => {
  const netLog = join(folder, 'net.json');
  const app = await launch({ args: [`--log-net-log=${netLog}`], userData: join(folder, 'data') });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  await page.waitForTimeout(1500);
  const resources = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  await app.close();
  expect(resources.filter((address) => !address.startsWith('app://bundle/'))).toEqual([]);
  // Chromium's own log of everything any process of the app asked for, its background services included.
  const asked = [...(await readFile(netLog, 'utf8')).matchAll(/"url":"((?:https?|wss?|ftp):[^"]*)"/gu)].map(
    ([, url]) => url,
  );
  expect(asked).toEqual([]);
});

test('rules 2, 3, 4: the page has no Node and no Electron', async ({ latchkey }) => {
  const types = await latchkey.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].map(
      (name) => typeof (globalThis as Record<string, unknown>)[name],
    ),
  );
  expect(new Set(types)).toEqual(new Set(['undefined']));
});

test('rules 3, 20: the page can not reach or change the preload', async ({ latchkey }) => {
  const found = await latchkey.page.evaluate(() => {
    const bridge = window.bridge as unknown as Record<string, unknown>;
    const attempt = (change: () => void): boolean => {
      try {
        change();
        return true;
      } catch {
        return false;
      }
    };
    attempt(() => (bridge['call'] = () => 'mine'));
    attempt(() => (bridge['more'] = 1));
    attempt(() => ((window as unknown as Record<string, unknown>)['bridge'] = {}));
    // A function of the preload's world would make functions there, where `ipcRenderer` is.
    const reach = (window.bridge.call as unknown as { constructor: (code: string) => () => unknown }).constructor;
    return {
      keys: Object.keys(window.bridge),
      call: String(window.bridge.call).includes('mine'),
      isOurWorld: Object.is(reach, Function),
      node: reach('return [typeof process, typeof require, typeof electron]')(),
    };
  });
  expect(found).toEqual({
    keys: ['call', 'on'],
    call: false,
    isOurWorld: true,
    node: ['undefined', 'undefined', 'undefined'],
  });
  latchkey.takeProblems();
});

test('rule 5: every permission is denied', async ({ latchkey }) => {
  const answers = await latchkey.page.evaluate(async () => {
    const refused = (asking: Promise<unknown>): Promise<string> =>
      asking.then(
        () => 'granted',
        () => 'denied',
      );
    const query = (name: string): Promise<string> =>
      navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state);
    return {
      notification: await Notification.requestPermission(),
      queries: await Promise.all(['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'].map(query)),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      place: await refused(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
      clipboard: await refused(navigator.clipboard.readText()),
      write: await refused(navigator.clipboard.writeText('x')),
    };
  });
  expect(answers).toEqual({
    notification: 'denied',
    queries: ['denied', 'denied', 'denied', 'denied', 'denied'],
    camera: 'denied',
    place: 'denied',
    clipboard: 'denied',
    write: 'denied',
  });
  latchkey.takeProblems();
});

test('rule 7: the policy blocks inline scripts, eval, foreign styles, frames, images and requests', async ({
  latchkey,
}) => {
  const blocked = await latchkey.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const add = (tag: string, set: (element: HTMLElement) => void): void => {
      const element = document.createElement(tag);
      set(element);
      document.body.append(element);
    };
    add('script', (element) => (element.textContent = 'window.inline = true'));
    add('style', (element) => (element.textContent = 'body { opacity: 0 }'));
    add('img', (element) => element.setAttribute('src', 'https://example.com/a.png'));
    add('iframe', (element) => element.setAttribute('src', 'https://example.com/'));
    add('script', (element) => element.setAttribute('src', 'https://example.com/a.js'));
    // Later, because the debugger that runs this lifts the ban on eval for as long as it runs.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-implied-eval, no-new-func
          resolve(new Function('return true')());
        } catch {
          resolve(false);
        }
      });
    });
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return {
      violations: violations.toSorted(),
      evaluated,
      fetched,
      inline: 'inline' in window,
      opacity: getComputedStyle(document.body).opacity,
    };
  });
  expect(blocked).toMatchObject({ evaluated: false, fetched: false, inline: false, opacity: '1' });
  for (const directive of ['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']) {
    expect(blocked.violations).toContain(directive);
  }
  latchkey.takeProblems();
});

test('rules 11, 12: a webview is an unknown element', async ({ latchkey }) => {
  const kind = await latchkey.page.evaluate(() => {
    const element = document.createElement('webview');
    element.setAttribute('src', 'https://example.com/');
    document.body.append(element);
    return [typeof (element as unknown as { loadURL: unknown }).loadURL, element.shadowRoot];
  });
  expect(kind).toEqual(['undefined', null]);
  expect(await latchkey.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('rule 13: the page stays where it is, whatever is clicked or submitted', async ({ latchkey }) => {
  const { page } = latchkey;
  const before = page.url();
  await page.evaluate(() => {
    for (const go of [
      () => location.assign('https://example.com/'),
      () => location.assign('file:///etc/passwd'),
      () => location.assign('app://bundle/other.html'),
      () =>
        document.body.append(Object.assign(document.createElement('a'), { href: 'https://example.com/', id: 'away' })),
      () => document.querySelector<HTMLAnchorElement>('#away')?.click(),
      () => {
        const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', method: 'post' });
        document.body.append(form);
        form.submit();
      },
    ]) {
      go();
    }
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(await page.evaluate(() => typeof window.bridge.call)).toBe('function');
  latchkey.takeProblems();
});

test('rules 14, 15: no second window opens, and nothing unknown reaches the system', async ({ latchkey }) => {
  const { app, page } = latchkey;
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const windows = await page.evaluate(() =>
    ['https://example.com/', 'about:blank', 'file:///etc/passwd', 'https://portal.azure.com/'].map(
      (url) => window.open(url) === null,
    ),
  );
  expect(windows).toEqual([true, true, true, true]);
  expect(app.windows()).toHaveLength(1);
  latchkey.takeProblems();
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://portal.azure.com/',
  ]);
});

test('rule 17: main refuses what is not in the contract, and never throws across', async ({ latchkey }) => {
  expect(await latchkey.call('constructor')).toEqual({ ok: false, problem: { code: 'call.unknown', facts: {} } });
  expect(await latchkey.call('app.set-appearance', { appearance: 'pink' })).toMatchObject({
    problem: { code: 'call.invalid' },
  });
  expect(await latchkey.call('app.about')).toMatchObject({ ok: true });
});

test('rule 18: the page is no file, and app:// leads nowhere else', async ({ latchkey }) => {
  expect(await latchkey.page.evaluate(() => location.protocol)).toBe('app:');
  const statuses = await latchkey.app.evaluate(({ net }) =>
    Promise.all(
      ['index.html', '..%2f..%2fpackage.json', '%2e%2e%2fmain%2fmain.js', '..%5cmain%5cmain.js'].map(async (path) => {
        return (await net.fetch(`app://bundle/${path}`)).status;
      }),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404]);
});
