import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launch, test } from './support';

test('the window shows the page, and the page knows what it runs on', async ({ latchkey }) => {
  await expect(latchkey.page).toHaveTitle('Latchkey');
  expect(await latchkey.call('app.about')).toMatchObject({ ok: true, value: { version: '0.1.0' } });
  expect(
    await latchkey.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    ),
  ).toEqual([true]);
});

test('the appearance is taken over at once and remembered', async ({ folder }) => {
  const userData = join(folder, 'data');
  const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  for (const appearance of ['dark', 'light', 'dark'] as const) {
    const app = await launch({ userData });
    const page = await app.firstWindow();
    await page.evaluate((wanted) => window.bridge.call('app.set-appearance', { appearance: wanted }), appearance);
    await expect.poll(() => page.evaluate(isDark)).toBe(appearance === 'dark');
    await app.close();
  }
  const app = await launch({ userData });
  const page = await app.firstWindow();
  expect(await page.evaluate(() => window.bridge.call('app.appearance', {}))).toEqual({
    ok: true,
    value: { appearance: 'dark' },
  });
  expect(await page.evaluate(isDark)).toBe(true);
  await app.close();
});

test('the window comes back with the size it had', async ({ folder }) => {
  const userData = join(folder, 'data');
  const first = await launch({ userData });
  await first.firstWindow();
  await first.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 900, height: 620 }),
  );
  await first.close();
  const second = await launch({ userData });
  await second.firstWindow();
  const bounds = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject({ width: 900, height: 620 });
  await second.close();
});

test('text that the page shows can be copied', async ({ latchkey }) => {
  expect(await latchkey.call('app.copy-text', { text: 'AB:CD' })).toEqual({ ok: true, value: {} });
  expect(await latchkey.app.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('AB:CD');
});

test('the menu tells the page what to show', async ({ latchkey }) => {
  await latchkey.page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.bridge.on((event) => heard.push(JSON.parse(event)));
  });
  await latchkey.chooseMenuItem('show-settings');
  await expect
    .poll(() => latchkey.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
    .toContainEqual({ name: 'app.show', payload: { what: 'settings' } });
});

test('a second start hands its files to the first and ends', async ({ folder }) => {
  const userData = join(folder, 'data');
  const first = await launch({ userData });
  const page = await first.firstWindow();
  await page.waitForLoadState('load');
  const file = join(folder, 'later.pem');
  await writeFile(file, '-----BEGIN CERTIFICATE-----\n');
  await launch({ userData, args: [file] })
    .then((second) => second.close())
    .catch(() => undefined);
  await expect
    .poll(() => page.evaluate(async () => JSON.stringify(await window.bridge.call('certificates.workshop', {}))))
    .toContain('later.pem');
  await first.close();
});
