import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { test as base, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { openSignedIn } from '../main/azure/open-azure';
import { whyNotRun } from '../main/azure-emulator/protected-group';
import { place } from '../main/targets/container-instances/open-target';
import type { WireGroup } from '../../src-main/targets/container-instances/ports';
import type { Emulator } from '../support/azure/emulator';
import { contoso } from '../support/azure/world/contoso';
import { type CertificateFactory, createCertificateFactory } from '../support/openssl';
import { type AzureWindow, azureWindow } from './azure-window';
import { dropFiles } from './drop';
import { type RunningEmulator, startEmulatorProgram } from './emulator';
import { type Keyring, startKeyring } from './keyring';
import { expect, goTo, launch } from './support';

/** Latchkey with its user's hands on it. */
export interface Running extends AzureWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Why container groups can't be run here; undefined where they can. */
const cannotRun = whyNotRun(true);

/**
 * Use `test` in place of Playwright's: an emulator that really runs container groups and a real keyring, for all tests; `launched`
 * starts Latchkey on data of the test's own, again after it ended.
 */
export const test = base.extend<
  { userData: string; launched: (what?: 'as it was left') => Promise<Running> },
  { emulator: RunningEmulator; keyring: Keyring; world: World; factory: CertificateFactory }
>({
  emulator: [
    async ({}, use) => {
      base.skip(cannotRun !== undefined, `container groups can not be run here: ${cannotRun}`);
      const emulator = await startEmulatorProgram();
      await use(emulator);
      await emulator.stop();
    },
    { scope: 'worker' },
  ],
  keyring: [
    async ({}, use) => {
      const keyring = await startKeyring();
      await use(keyring);
      await keyring.stop();
    },
    { scope: 'worker' },
  ],
  world: [async ({ emulator }, use) => use(await openWorld(emulator)), { scope: 'worker' }],
  factory: [
    async ({}, use) => {
      const factory = createCertificateFactory();
      await use(factory);
      factory.remove();
    },
    { scope: 'worker' },
  ],
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launched: async ({ emulator, keyring, world, userData }, use, testInfo) => {
    const all: Running[] = [];
    await use(async (what) => {
      const app = await launch({ userData, env: keyring.env, args: ['--password-store=gnome-libsecret'] });
      const page = await app.firstWindow();
      const running = { app, page, ...azureWindow(app, page, emulator) };
      all.push(running);
      if (what === undefined) {
        await running.useEmulator();
        await running.signIn(contoso.analyst);
      }
      return running;
    });
    for (const { app, page } of all) {
      if (testInfo.status !== testInfo.expectedStatus && !page.isClosed()) {
        await testInfo.attach('page', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
      }
      await app.close().catch(() => undefined);
    }
    await world.noFaults();
  },
});

/** Drops a PKCS#12 file and opens it. */
export async function openPfx(page: Page, path: string, password: string): Promise<void> {
  await dropFiles(page, path);
  await page.getByLabel(/^Password of/u).fill(password);
  await page.getByRole('button', { name: /^Open .*\.pfx$/u }).click();
}

/** From a file with a certificate to the page that asks what runs: the host name is the certificate's. */
export async function toDeployPage({ page }: Running, path: string, password: string): Promise<void> {
  await goTo(page, 'Certificates');
  await openPfx(page, path, password);
  await page.getByRole('button', { name: /in a service$/u }).click();
  await page.getByRole('button', { name: /^Azure Container Instances/u }).click();
  await expect(deployPage(page)).toBeVisible();
}

export const deployPage = (page: Page): Locator =>
  page.getByRole('heading', { name: 'What runs, and who may call it?' });
export const proved = (page: Page): Locator => page.getByText('All of it works.');
export const title = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });

/** Fills the Deploy page in for a new container group. */
export async function chooseNewGroup(
  { page, choose }: Running,
  { image, name, subscription = 'Contoso production' }: { image: string; name: string; subscription?: string },
): Promise<void> {
  await choose('Subscription', subscription);
  await choose('Resource group', 'models');
  await choose('Region', 'West Europe');
  await page.getByLabel('By its name, from any registry').click();
  await page.getByLabel('Name of the image').fill(image);
  await page.getByLabel('Example request').fill('{"data": [[1, 2]]}');
  await page.getByLabel('Name of the container group').fill(name);
  await page.getByLabel('DNS label').fill(`${name}-model`);
}

/** Chooses an entry of the menu of the only service. */
export async function choosesInMenu(page: Page, entry: string): Promise<void> {
  await goTo(page, 'Services');
  await page.getByRole('button', { name: /^More /u }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Presses what does it, once the review says what will happen. */
export async function pressesReviewed({ page, button }: Running, name: string): Promise<void> {
  await expect(page.getByText(/^Takes about/u).first()).toBeVisible({ timeout: 30_000 });
  await button(name).click();
}

/** The API keys, as they come to the clipboard. */
export async function copiedKeys({ app, page }: Running): Promise<{ primary: string; secondary: string }> {
  await goTo(page, 'Services');
  const read = (): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText());
  const copy = async (slot: string): Promise<string> => {
    await app.evaluate(({ clipboard }) => clipboard.writeText(''));
    await page.getByRole('button', { name: new RegExp(`^Copy ${slot} key`, 'u') }).click();
    await expect.poll(read).toMatch(/^[A-Za-z0-9]{43,}$/u);
    return read();
  };
  return { primary: await copy('primary'), secondary: await copy('secondary') };
}

/** The certificate that a server shows, by its SHA-256 fingerprint. */
export function shownCertificate(address: string, servername: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 443, servername, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

/** What runs in the emulator. */
export interface World {
  /** Where a group is reached; empty where it is not. */
  addressOf(name: string): Promise<string>;
  /** As Resource Manager shows it. */
  read(name: string): Promise<WireGroup | undefined>;
  /** Puts a group there that somebody made. */
  put(name: string, group: WireGroup): Promise<void>;
  fault(effect: object, more?: object): Promise<void>;
  noFaults(): Promise<void>;
  /** How often Resource Manager was asked for this, and took it. */
  taken(method: string): Promise<number>;
}

/** The emulator's side of a test: what is in Azure, without the window. */
export async function openWorld(emulator: RunningEmulator): Promise<World> {
  const { containerGroups } = await openSignedIn(emulator as unknown as Emulator);
  const { control } = emulator.endpoints;
  const ask = async <T>(what: string, options?: RequestInit): Promise<T> =>
    (await fetch(`${control}/${what}`, options)).json() as Promise<T>;
  const read = (name: string) => containerGroups.read({ ...place, name });
  return {
    read,
    addressOf: async (name) => (await read(name))?.properties.ipAddress?.ip ?? '',
    put: async (name, group) => {
      await containerGroups.put({ ...place, name }, group);
      await expect.poll(async () => (await read(name))?.properties.provisioningState).toBe('Succeeded');
    },
    fault: async (effect, more = {}) => {
      const body = JSON.stringify({
        service: 'arm',
        method: 'PUT',
        path: 'containerGroups',
        times: 1,
        ...more,
        effect,
      });
      expect((await fetch(`${control}/faults`, { method: 'POST', body })).ok).toBe(true);
    },
    noFaults: async () => void (await fetch(`${control}/faults`, { method: 'DELETE' })),
    taken: async (method) => {
      const calls = await ask<readonly { method: string; path: string; status: number }[]>('journal');
      return calls.filter(
        (call) => call.method === method && /containerGroups\/[^/]+$/u.test(call.path) && call.status < 300,
      ).length;
    },
  };
}
