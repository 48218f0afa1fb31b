import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAs, useDeviceCode } from '../main/azure/person';
import { contoso } from '../support/azure/world/contoso';
import { expectAccessible } from './axe';
import { azureWindow, personFetch } from './azure-window';
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

test('a new user signs in with the browser, chooses where, and finds both again after a restart', async () => {
  const start = () => launch({ userData, env: keyring.env, args: ['--password-store=gnome-libsecret'] });
  const first = await start();
  const page = await first.firstWindow();
  const azure = azureWindow(first, page, emulator);
  await watchCrossings(first);
  await azure.useEmulator();
  await azure.signIn(contoso.analyst);
  await azure.choose('Subscription', 'Contoso production');
  await azure.button('Create a resource group…').click();
  await page.getByLabel('Name', { exact: true }).fill('rg-churn');
  await azure.choose('Region of the group', 'West Europe');
  await azure.button('Create it').click();
  await expect(azure.list('Resource group')).toHaveValue(/rg-churn/u);
  await azure.choose('Region', 'West Europe');
  await expect(page.getByText(/A container group has up to/u)).toBeVisible();
  await expectAccessible(page);
  const crossed = await crossings(first);
  expect(crossed).toContain('Contoso production');
  await first.close();

  const second = await start();
  const again = await second.firstWindow();
  const later = azureWindow(second, again, emulator);
  await goTo(again, 'Azure');
  await expect(again.getByText(contoso.analyst).first()).toBeVisible();
  await expect(later.list('Subscription')).toHaveValue(/Contoso production/u);
  await expect(later.list('Resource group')).toHaveValue(/rg-churn/u);
  await expect(later.list('Region')).toHaveValue(/West Europe/u);
  await again.getByRole('button', { name: /^Sign out…/u }).click();
  await later.button('Sign out').click();
  await expect(later.button('Sign in with your browser')).toBeVisible();
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
  const azure = azureWindow(app, page, emulator);
  await azure.useEmulator();
  await azure.button('Sign in with a code instead').click();
  const code = page.getByText(/^[A-Z0-9]{4,}-?[A-Z0-9]{4,}$/u);
  await expect(code).toBeVisible();
  await expectAccessible(page);
  const address = await page.getByText(/^https:\/\/127\.0\.0\.1:\d+\/\S+$/u).innerText();
  await useDeviceCode(personFetch(emulator), { code: await code.innerText(), address }, contoso.analyst);
  await expect(azure.list('Tenant')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/You stay signed in until Latchkey closes/u)).toBeVisible();
  await app.close();
});

test('a sign-in can be cancelled, and declined', async () => {
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  const azure = azureWindow(app, page, emulator);
  await azure.useEmulator();
  await azure.button('Sign in with your browser').click();
  await azure.opened();
  await azure.button('Cancel').click();
  await expect(page.getByText('The sign-in was cancelled.')).toBeVisible();
  await azure.button('Sign in with your browser').click();
  await signInAs(personFetch(emulator), await azure.opened(), contoso.analyst, 'decline');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(azure.button('Sign in with your browser')).toBeVisible();
  await app.close();
});

test('whatever comes between is said where it happened, and goes away when it is tried again', async () => {
  test.setTimeout(180_000);
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  const azure = azureWindow(app, page, emulator);
  await azure.useEmulator();
  await azure.signIn(contoso.analyst);
  await expect(azure.list('Subscription')).toBeVisible();
  for (const [effect, says] of faults) {
    await fault({ service: 'arm', method: 'GET', path: '^/subscriptions$', times: 20, effect });
    await azure.button('Load again: Subscription').click();
    await expect(page.getByRole('alert').filter({ hasText: says }), says.source).toBeVisible({ timeout: 40_000 });
    await noFaults();
    await azure.button('Try again: Subscription').click();
    await expect(page.getByRole('alert').filter({ hasText: says }), says.source).toHaveCount(0);
  }

  // Conditional access: Azure asks again, and what was under way goes on by itself.
  await control('policies', { tenant: contoso.tenant });
  const challenge = { kind: 'claims-challenge' };
  await fault({ service: 'arm', method: 'GET', path: '^/subscriptions$', times: 1, effect: challenge });
  await azure.button('Load again: Subscription').click();
  await expect(page.getByText('Azure asks you to sign in again')).toBeVisible();
  await signInAs(personFetch(emulator), await azure.opened(), contoso.analyst);
  await azure.choose('Subscription', 'Contoso sandbox');
  await fetch(`${emulator.endpoints.control}/policies`, { method: 'DELETE' });
  await app.close();
});

test('who has no role is told which, where and whom to ask', async () => {
  const app = await launch({ userData, args: ['--password-store=basic'] });
  const page = await app.firstWindow();
  const azure = azureWindow(app, page, emulator);
  await azure.useEmulator();
  await azure.signIn('ravi@contoso.example');
  await azure.choose('Subscription', 'Contoso production');
  await azure.button('Create a resource group…').click();
  await page.getByLabel('Name', { exact: true }).fill('rg-mine');
  await azure.choose('Region of the group', 'West Europe');
  await azure.button('Create it').click();
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
