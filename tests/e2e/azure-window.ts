import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { signInAs } from '../main/azure/person';
import { createNodeFetch } from '../support/azure-fetch';
import type { RunningEmulator } from './emulator';
import { expect, goTo } from './support';

/** What a user does about Azure in the window, against an emulator. */
export interface AzureWindow {
  readonly button: (name: string) => Locator;
  /** A list that one types in. */
  readonly list: (name: string) => Locator;
  choose(name: string, option: string): Promise<void>;
  /** Says which Azure it is. */
  useEmulator(): Promise<void>;
  /** Signs in with the system's browser, which is played. */
  signIn(userName: string): Promise<void>;
  /** The address that the system's browser was sent to; it is taken. */
  opened(): Promise<string>;
}

/** A person's browser, which trusts the emulator. */
export function personFetch({ ca }: RunningEmulator) {
  return createNodeFetch(() => undefined)({ ca, hosts: [] });
}

/** Puts the user's hands on a window. */
export function azureWindow(app: ElectronApplication, page: Page, emulator: RunningEmulator): AzureWindow {
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const list = (name: string): Locator => page.getByRole('combobox', { name, exact: true });
  const opened = async (): Promise<string> => {
    const read = () => app.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
    await expect.poll(read, { timeout: 15_000 }).not.toBe('');
    const address = await read();
    await app.evaluate(() => Object.assign(globalThis, { opened: '' }));
    return address;
  };
  return {
    button,
    list,
    opened,
    choose: async (name, option) => {
      await list(name).click();
      await list(name).fill(option.slice(0, 8));
      await page.getByRole('option', { name: new RegExp(`^${option}(?: |$)`, 'u') }).click();
    },
    useEmulator: async () => {
      const { resourceManager, clientId, caFile } = emulator.endpoints;
      await app.evaluate(({ dialog, shell }, file) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
        shell.openExternal = (address) => {
          Object.assign(globalThis, { opened: address });
          return Promise.resolve();
        };
      }, caFile);
      await goTo(page, 'Azure');
      await button('Which Azure…').click();
      await page.getByLabel('Custom').click();
      await page.getByLabel('Address of Resource Manager').fill(resourceManager);
      await button('Choose a file…').click();
      await page.getByText('More', { exact: true }).click();
      await page.getByLabel('Client id').fill(clientId);
      await button('Use it').click();
      await button('Yes, this is the address').click();
    },
    signIn: async (userName) => {
      await button('Sign in with your browser').click();
      await signInAs(personFetch(emulator), await opened(), userName);
      await expect(list('Tenant')).toBeVisible({ timeout: 15_000 });
    },
  };
}
