import { type ExecFileSyncOptions, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { crossings, watchCrossings, writtenFiles } from './crossings';
import { type Keyring, startKeyring } from './keyring';
import { expect, goTo, launch, test } from './support';

test.use({ beginsOn: 'the first page' });

const example = '{"data": [{"weight": 2.62, "horsepower": 110}]}';
const proved = (page: Page): Locator => page.getByText('All of it works.');
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const clipboard = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard: system }) => system.readText());

/** What another program gets: the status, and the answer. */
function curl(url: string, trust: string, key?: string): { status: string; answer: string } {
  const header = key === undefined ? [] : ['-H', `Authorization: Bearer ${key}`];
  const args = ['-sS', '--cacert', trust, '-w', '\n%{http_code}', ...header, '-d', example, url];
  const lines = execFileSync('curl', args, { encoding: 'utf8' }).split('\n');
  return { status: lines.pop() ?? '', answer: lines.join('\n') };
}

/** From the first page to a service that was proved, with what is chosen already. */
async function tryOut(page: Page, click: (target: Locator) => Promise<void>): Promise<string> {
  await click(page.getByRole('button', { name: /^Try it on this computer/u }));
  await expect(page.getByRole('heading', { name: 'Which certificate does it use?' })).toBeVisible();
  await click(button(page, 'Next'));
  await expect(page.getByRole('heading', { name: 'What runs, and who may call it?' })).toBeVisible();
  await click(button(page, 'Next'));
  await expect(page.getByText('Nothing else is changed.')).toBeVisible();
  await click(button(page, 'Start on this computer'));
  await expect(proved(page)).toBeVisible();
  return page.getByText(/^https:\/\/localhost:\d+\/score$/u).innerText();
}

test('in at most six clicks another program gets a prediction with the key, and 401 without it', async ({
  latchkey,
}) => {
  const { app, page, folder, chooseFolder } = latchkey;
  let clicks = 0;
  const click = async (target: Locator): Promise<void> => {
    clicks++;
    await target.click();
  };
  const url = await tryOut(page, click);
  await click(button(page, 'Copy primary key'));
  await expect(page.getByText(/It is cleared from the clipboard in 60 seconds/u)).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(6);
  const key = await clipboard(app);

  await button(page, 'How to call it').click();
  await button(page, 'Copy code').click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const snippet = await clipboard(app);
  await chooseFolder(folder);
  await button(page, 'Save the certificate to trust…').click();
  const trust = join(folder, 'localhost.trust.development-only.pem');
  await expect(page.getByText(/localhost\.trust\.development-only\.pem saved/u)).toBeVisible();

  expect(curl(url, trust, key)).toEqual({ status: '200', answer: expect.stringContaining('"predictions":[23.57') });
  expect(curl(url, trust)).toMatchObject({ status: '401' });
  expect(curl(url, trust, key.toLowerCase())).toMatchObject({ status: '401' });
  const run: ExecFileSyncOptions = { cwd: folder, env: { ...process.env, LATCHKEY_API_KEY: key } };
  expect(String(execFileSync('sh', ['-c', snippet], run))).toContain('"predictions":[23.57');

  await button(page, 'Save report…').click();
  await expect(page.getByText(/latchkey-report-localhost-.*saved in/u)).toBeVisible();
  const report = readdirSync(folder).find((name) => name.endsWith('.html')) ?? '';
  expect(readFileSync(join(folder, report), 'utf8')).toContain('With the primary key');
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(key);
});

test('the same by keyboard alone', async ({ latchkey }) => {
  const { app, page, folder, chooseFolder } = latchkey;
  const press = async (target: Locator): Promise<void> => {
    for (let tabs = 0; tabs < 40; tabs++) {
      if (await target.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
    await page.keyboard.press('Enter');
  };
  const url = await tryOut(page, press);
  await press(button(page, 'Copy primary key'));
  await expect(page.getByText(/It is cleared from the clipboard in 60 seconds/u)).toBeVisible();
  const key = await clipboard(app);
  await press(button(page, 'How to call it'));
  await chooseFolder(folder);
  await press(button(page, 'Save the certificate to trust…'));
  await expect(page.getByText(/localhost\.trust\.development-only\.pem saved/u)).toBeVisible();
  const trust = join(folder, 'localhost.trust.development-only.pem');
  expect(curl(url, trust, key)).toEqual({ status: '200', answer: expect.stringContaining('"predictions":[23.57') });
  expect(curl(url, trust)).toMatchObject({ status: '401' });
  await page.keyboard.press('Escape');
  await press(button(page, 'Done'));
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'localhost' })).toBeVisible();
});

test('what is chosen and not deployed changes nothing of what runs, not at its next start either', async ({
  latchkey: { page },
}) => {
  const url = await tryOut(page, (target) => target.click());
  await goTo(page, 'Services');
  await page.getByRole('button', { name: /^Change…/u }).click();
  await page.getByRole('switch', { name: 'TLS' }).click();
  await button(page, 'Back').click();
  await goTo(page, 'Services');
  await expect(page.getByText(/^Not everything that you chose is deployed/u)).toBeVisible();
  await page.getByRole('button', { name: /^Stop/u }).click();
  await page.getByRole('button', { name: /^Start localhost/u }).click();
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  expect(spawnSync('curl', ['-sk', '-o', '/dev/null', '-w', '%{http_code}', url], { encoding: 'utf8' }).stdout).toBe(
    '401',
  );
  await page.getByRole('button', { name: /^Review changes…/u }).click();
  await expect(page.getByText(/^TLS is off/u)).toBeVisible();
  await button(page, 'Start on this computer').click();
  await expect(proved(page)).toBeVisible();
  await expect(page.getByText(url.replace('https:', 'http:'))).toBeVisible();
  await goTo(page, 'Services');
  await expect(page.getByText(/^Not everything that you chose is deployed/u)).toBeHidden();
});

test('a stopped service is started where it is proved, and shows who called it with which key', async ({
  latchkey: { page },
}) => {
  await tryOut(page, (target) => target.click());
  await goTo(page, 'Services');
  await page.getByRole('button', { name: /^Stop/u }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
  await page.getByRole('button', { name: /^Try it on this computer/u }).click();
  await expect(page.getByText('It is stopped: callers get no answer until it is started.')).toBeVisible();
  await button(page, 'Start it').click();
  await expect(proved(page)).toBeVisible();
  await goTo(page, 'Services');
  await page.getByRole('button', { name: 'More localhost' }).click();
  await page.getByRole('menuitem', { name: 'Show requests…' }).click();
  const lines = page.getByRole('region', { name: 'Last requests to localhost' });
  await expect(lines).toContainText(/POST \/score {2}401 {2}\d+ ms {2}no right key/u);
  await expect(lines).toContainText(/POST \/score {2}200 {2}\d+ ms {2}secondary key/u);
});

test('no API key and no private key stands in an answer, an event, the log or a file', async ({ latchkey }) => {
  const { app, page } = latchkey;
  await watchCrossings(app);
  await tryOut(page, (target) => target.click());
  await button(page, 'Copy primary key').click();
  await expect(page.getByText(/It is cleared from the clipboard/u)).toBeVisible();
  const primary = await clipboard(app);
  await button(page, 'Copy secondary key').click();
  await expect.poll(() => clipboard(app)).not.toBe(primary);
  const keys = [primary, await clipboard(app)];
  const texts = [await crossings(app), await writtenFiles(app), await page.content()];
  expect(texts[0]).toContain('this-computer.start-gateway');
  for (const text of texts) {
    for (const key of keys) expect(text).not.toContain(key);
    expect(text).not.toContain('PRIVATE KEY');
  }
});

test('what can’t be used is said where it is typed, and a model of the user’s own is put behind the gateway', async ({
  latchkey: { page },
}) => {
  const model = await startModel({ silentAtFirst: 0 });
  await page.getByRole('button', { name: /^Secure a web service/u }).click();
  await page.getByRole('button', { name: /^This computer/u }).click();
  await page.getByLabel('Host name').fill('*.contoso.test');
  await button(page, 'Next').click();
  await expect(page.getByText('This name cannot be used. The finding below says why.')).toBeVisible();
  await page.getByLabel('Host name').fill('localhost');
  await button(page, 'Next').click();
  await button(page, 'Next').click();
  await page.getByLabel('A model that runs on this computer').click();
  await button(page, 'Next').click();
  await expect(page.getByText('Type the address that the model listens on.')).toBeVisible();
  await page.getByLabel('Address of the model').fill('http://127.0.0.1:9/score');
  await page.getByLabel('Example request').fill('{"data": [1]}');
  await button(page, 'Try it').click();
  await expect(page.getByText(/did not answer the example/u)).toBeVisible();
  await page.getByLabel('Address of the model').fill(model.address);
  await button(page, 'Try it').click();
  await expect(page.getByText(/It answered with status 200/u)).toBeVisible();
  await button(page, 'Next').click();
  await expect(page.getByText('Nothing else is changed.')).toBeVisible();
  await button(page, 'Start on this computer').click();
  await expect(proved(page)).toBeVisible();
  await expect(page.getByText('{"asked":{"data":[1]},"authorization":null}')).toBeVisible();
  model.server.close();
});

test.describe('With a keyring', () => {
  let keyring: Keyring | undefined;
  test.beforeAll(async () => {
    keyring = await startKeyring();
  });
  test.afterAll(async () => keyring?.stop());
  const start = (userData: string): Promise<ElectronApplication> =>
    launch({ userData, env: keyring?.env ?? {}, args: ['--password-store=gnome-libsecret'] });

  test('a service runs again when Latchkey does, with the same keys, and is stopped and removed in Services', async ({
    folder,
  }) => {
    const userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
    const first = await start(userData);
    const page = await first.firstWindow();
    await tryOut(page, (target) => target.click());
    await button(page, 'Copy secondary key').click();
    await expect(page.getByText(/It is cleared from the clipboard/u)).toBeVisible();
    const key = await clipboard(first);
    await first.close();

    const second = await start(userData);
    const window = await second.firstWindow();
    await second.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await expect(window.getByText('1 running here')).toBeVisible();
    await goTo(window, 'Services');
    const url = await window.getByText(/^https:\/\/localhost:\d+\/score$/u).innerText();
    await window.getByRole('button', { name: /^Check it and call it/u }).click();
    await button(window, 'How to call it').click();
    await button(window, 'Save the certificate to trust…').click();
    const trust = join(folder, 'localhost.trust.development-only.pem');
    await expect(window.getByText(/development-only\.pem saved/u)).toBeVisible();
    expect(curl(url, trust, key).status).toBe('200');

    await goTo(window, 'Services');
    await window.getByRole('button', { name: /^Stop/u }).click();
    await expect(window.getByText('Stopped').first()).toBeVisible();
    expect(spawnSync('curl', ['-s', '--cacert', trust, url]).status).toBe(7);
    await window.getByRole('button', { name: /^Remove…/u }).click();
    await button(window, 'Remove').click();
    await expect(window.getByText(/There is none yet/u)).toBeVisible();
    await second.close();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  });

  test('killed in the middle of a deployment, Latchkey goes on where it was and does nothing twice', async () => {
    const model = await startModel({ silentAtFirst: 1 });
    const userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
    const first = await start(userData);
    const page = await first.firstWindow();
    await page.getByRole('button', { name: /^Try it on this computer/u }).click();
    await button(page, 'Next').click();
    await page.getByLabel('A model that runs on this computer').click();
    await page.getByLabel('Address of the model').fill(model.address);
    await page.getByLabel('Example request').fill('{"data": [1]}');
    await button(page, 'Next').click();
    await expect(page.getByText('Nothing else is changed.')).toBeVisible();
    await button(page, 'Start on this computer').click();
    // The model has been asked, and is silent.
    await expect.poll(() => model.asked()).toBe(1);
    first.process().kill('SIGKILL');
    await first.waitForEvent('close').catch(() => undefined);

    const second = await start(userData);
    const window = await second.firstWindow();
    await window.getByRole('button', { name: /^Continue/u }).click();
    await expect(window.getByText('The start was interrupted')).toBeVisible();
    await button(window, 'Go on').click();
    await expect(proved(window)).toBeVisible();
    await second.close();
    model.server.close();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  });
});

/** A model of the user's own: it answers what it was asked, but the first few times not at all. */
async function startModel({ silentAtFirst }: { readonly silentAtFirst: number }): Promise<{
  readonly server: Server;
  readonly address: string;
  asked(): number;
}> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    if (asked <= silentAtFirst) return;
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(pieces).toString());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ asked: body, authorization: request.headers.authorization ?? null }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}/score`, asked: () => asked };
}
