import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { signInAs, useDeviceCode } from '../main/azure/person';
import { contoso } from '../support/azure/world/contoso';
import { createNodeFetch } from '../support/azure-fetch';
import { expectAccessible } from './axe';
import { crossings, watchCrossings } from './crossings';
import { type RunningEmulator, startEmulatorProgram } from './emulator';
import { type Keyring, startKeyring } from './keyring';
import { expect, goTo, launch, test } from './support';

let emulator: RunningEmulator;
let keyring: Keyring;
let userData: string;
test.beforeAll(async () => {
  [emulator, keyring] = await Promise.all([startEmulatorProgram(), startKeyring()]);
});
test.afterAll(async () => {
  await Promise.all([emulator.stop(), keyring.stop()]);
});
test.beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
});
test.afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }));

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const list = (page: Page, name: string): Locator => page.getByRole('combobox', { name, exact: true });
const personFetch = () => createNodeFetch(() => undefined)({ ca: emulator.ca, hosts: [] });

test('a new user signs in with the browser, chooses where, and finds both again after a restart', async () => {
  const start = () => launch({ userData, env: keyring.env, args: ['--password-store=gnome-libsecret'] });
  const first = await start();
  const page = await first.firstWindow();
  await watchCrossings(first);
  await useEmulator(first, page);
  await signIn(first, page, contoso.analyst);
  await choose(page, 'Subscription', 'Contoso production');
  await button(page, 'Create a resource group…').click();
  await page.getByLabel('Name', { exact: true }).fill('rg-churn');
  await choose(page, 'Region of the group', 'West Europe');
  await button(page, 'Create it').click();
  await expect(list(page, 'Resource group')).toHaveValue(/rg-churn/u);
  await choose(page, 'Region', 'West Europe');
  await expect(page.getByText(/A container group has up to/u)).toBeVisible();
  await expectAccessible(page);
  const crossed = await crossings(first);
  expect(crossed).toContain('Contoso production');
  await first.close();

  const second = await start();
  const again = await second.firstWindow();
  await goTo(again, 'Azure');
  await expect(again.getByText(contoso.analyst).first()).toBeVisible();
  await expect(list(again, 'Subscription')).toHaveValue(/Contoso production/u);
  await expect(list(again, 'Resource group')).toHaveValue(/rg-churn/u);
  await expect(list(again, 'Region')).toHaveValue(/West Europe/u);
  await again.getByRole('button', { name: /^Sign out…/u }).click();
  await button(again, 'Sign out').click();
  await expect(button(again, 'Sign in with your browser')).toBeVisible();
  await second.close();

  const written = readdirSync(userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  for (const canary of await emulator.canaries()) {
    expect(crossed).not.toContain(canary);
    for (const text of written) expect(text).not.toContain(canary);
  }
});

test('without a keyring a code signs in as well, and the page says how long that lasts', async () => {
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  await useEmulator(app, page);
  await button(page, 'Sign in with a code instead').click();
  const code = page.getByText(/^[A-Z0-9]{4,}-?[A-Z0-9]{4,}$/u);
  await expect(code).toBeVisible();
  await expectAccessible(page);
  const address = await page.getByText(/^https:\/\/127\.0\.0\.1:\d+\/\S+$/u).innerText();
  await useDeviceCode(personFetch(), { code: await code.innerText(), address }, contoso.analyst);
  await expect(list(page, 'Tenant')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/You stay signed in until Latchkey closes/u)).toBeVisible();
  await app.close();
});

test('a sign-in can be cancelled, and declined', async () => {
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  await useEmulator(app, page);
  await button(page, 'Sign in with your browser').click();
  await opened(app);
  await button(page, 'Cancel').click();
  await expect(page.getByText('The sign-in was cancelled.')).toBeVisible();
  await button(page, 'Sign in with your browser').click();
  await signInAs(personFetch(), await opened(app), contoso.analyst, 'decline');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(button(page, 'Sign in with your browser')).toBeVisible();
  await app.close();
});

test('whatever comes between is said where it happened, and goes away when it is tried again', async () => {
  test.setTimeout(180_000);
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  await useEmulator(app, page);
  await signIn(app, page, contoso.analyst);
  await expect(list(page, 'Subscription')).toBeVisible();
  for (const [effect, says] of faults) {
    await fault({ service: 'arm', method: 'GET', path: '^/subscriptions$', times: 20, effect });
    await button(page, 'Load again: Subscription').click();
    await expect(page.getByRole('alert').filter({ hasText: says }), says.source).toBeVisible({ timeout: 40_000 });
    await noFaults();
    await button(page, 'Try again: Subscription').click();
    await expect(page.getByRole('alert').filter({ hasText: says }), says.source).toHaveCount(0);
  }

  // Conditional access: Azure asks again, and what was under way goes on by itself.
  await control('policies', { tenant: contoso.tenant });
  const challenge = { kind: 'claims-challenge' };
  await fault({ service: 'arm', method: 'GET', path: '^/subscriptions$', times: 1, effect: challenge });
  await button(page, 'Load again: Subscription').click();
  await expect(page.getByText('Azure asks you to sign in again')).toBeVisible();
  await signInAs(personFetch(), await opened(app), contoso.analyst);
  await choose(page, 'Subscription', 'Contoso sandbox');
  await fetch(`${emulator.endpoints.control}/policies`, { method: 'DELETE' });
  await app.close();
});

test('who has no role is told which, where and whom to ask', async () => {
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  await useEmulator(app, page);
  await signIn(app, page, 'ravi@contoso.example');
  await choose(page, 'Subscription', 'Contoso production');
  await button(page, 'Create a resource group…').click();
  await page.getByLabel('Name', { exact: true }).fill('rg-mine');
  await choose(page, 'Region of the group', 'West Europe');
  await button(page, 'Create it').click();
  await expect(
    page.getByRole('alert').filter({ hasText: /an owner of .*Contoso production.*Contributor/u }),
  ).toBeVisible();
  await app.close();
});

const faults: readonly (readonly [effect: object, says: RegExp])[] = [
  [{ kind: 'status', status: 403 }, /is not allowed to do that/u],
  [{ kind: 'status', status: 404 }, /was not found/u],
  [{ kind: 'status', status: 409 }, /is doing something else/u],
  [{ kind: 'status', status: 429 }, /too many requests/u],
  [{ kind: 'status', status: 429, retryAfter: 60 }, /too many requests/u],
  [{ kind: 'status', status: 500 }, /a difficulty of its own/u],
  [{ kind: 'status', status: 503, retryAfter: 0 }, /a difficulty of its own/u],
  [{ kind: 'drop' }, /was not reached/u],
];

const fault = (what: object): Promise<void> => control('faults', what);

async function control(what: string, said: object): Promise<void> {
  const answer = await fetch(`${emulator.endpoints.control}/${what}`, { method: 'POST', body: JSON.stringify(said) });
  expect(answer.ok).toBe(true);
}

async function noFaults(): Promise<void> {
  await fetch(`${emulator.endpoints.control}/faults`, { method: 'DELETE' });
}

/** Says in the window which Azure it is. */
async function useEmulator(app: ElectronApplication, page: Page): Promise<void> {
  const { resourceManager, clientId, caFile } = emulator.endpoints;
  await app.evaluate(({ dialog, shell }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    shell.openExternal = (address) => {
      Object.assign(globalThis, { opened: address });
      return Promise.resolve();
    };
  }, caFile);
  await goTo(page, 'Azure');
  await button(page, 'Which Azure…').click();
  await page.getByLabel('Custom').click();
  await page.getByLabel('Address of Resource Manager').fill(resourceManager);
  await button(page, 'Choose a file…').click();
  await page.getByText('More', { exact: true }).click();
  await page.getByLabel('Client id').fill(clientId);
  await button(page, 'Use it').click();
  await button(page, 'Yes, this is the address').click();
}

async function signIn(app: ElectronApplication, page: Page, userName: string): Promise<void> {
  await button(page, 'Sign in with your browser').click();
  await signInAs(personFetch(), await opened(app), userName);
  await expect(list(page, 'Tenant')).toBeVisible();
}

/** The address that the system's browser was sent to; it is taken. */
async function opened(app: ElectronApplication): Promise<string> {
  const read = () => app.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
  await expect.poll(read, { timeout: 15_000 }).not.toBe('');
  const address = await read();
  await app.evaluate(() => Object.assign(globalThis, { opened: '' }));
  return address;
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await list(page, name).click();
  await list(page, name).fill(option.slice(0, 8));
  await page.getByRole('option', { name: new RegExp(`^${option}`, 'u') }).click();
}
