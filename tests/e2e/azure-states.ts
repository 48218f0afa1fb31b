import type { Page } from '@playwright/test';
import { contoso } from '../support/azure/world/contoso';
import { type AzureWindow, azureWindow } from './azure-window';
import type { RunningEmulator } from './emulator';
import { expect, goTo, type Latchkey } from './support';

type Reach = (latchkey: Latchkey) => Promise<void>;

/** The states of the pages for what runs in Azure Container Instances, and how a user gets to each. */
export function azureStates(emulator: () => RunningEmulator): Readonly<Record<string, Reach>> {
  const filledIn = async (
    { app, page }: Latchkey,
    image: string,
  ): Promise<{ azure: AzureWindow; hostName: string }> => {
    const azure = azureWindow(app, page, emulator());
    await azure.useEmulator();
    await azure.signIn(contoso.analyst);
    const hostName = newHostName();
    await toDeployPage(page, hostName);
    await azure.choose('Subscription', 'Contoso production');
    await azure.choose('Resource group', 'models');
    await azure.choose('Region', 'West Europe');
    await page.getByLabel('By its name, from any registry').click();
    await page.getByLabel('Name of the image').fill(image);
    await page.getByLabel('Example request').fill('{"data": [[1, 2]]}');
    await addVariable(page);
    await page.getByLabel('Name', { exact: true }).fill('DB_PASSWORD');
    await page.getByRole('checkbox', { name: 'Secret' }).click();
    return { azure, hostName };
  };
  const deployed = async (latchkey: Latchkey, image = 'contoso/churn:12'): ReturnType<typeof filledIn> => {
    const { page } = latchkey;
    const filled = await filledIn(latchkey, image);
    await page.getByLabel('Value', { exact: true }).fill('swordfish');
    await next(page);
    await page.getByLabel(`Type ${filled.hostName} to confirm`).fill(filled.hostName);
    await page.getByRole('button', { name: /^Deploy to/u }).click();
    return filled;
  };
  return {
    'what runs on Azure, before anybody can sign in': async ({ page }) => {
      await toDeployPage(page, newHostName());
      await expect(page.getByRole('button', { name: 'Set the client id…' })).toBeVisible();
      await next(page);
      await expect(page.getByText(/^Sign in, then choose/u)).toBeVisible();
    },
    'a new container group, a secret of it missing': async (latchkey) => {
      await filledIn(latchkey, 'contoso/churn:12');
      await next(latchkey.page);
      await expect(latchkey.page.getByText('Type the value of DB_PASSWORD.')).toBeVisible();
    },
    'the review of a deployment to Azure': async (latchkey) => {
      const { page } = latchkey;
      await filledIn(latchkey, 'contoso/churn:12');
      await page.getByLabel('Value', { exact: true }).fill('swordfish');
      await next(page);
      await expect(page.getByText('Nothing else is changed.')).toBeVisible(patience);
      await page.getByRole('button', { name: /^Deploy to/u }).click();
      await expect(page.getByText(/here, or go back/u)).toBeVisible();
    },
    'a container that ends again and again': async (latchkey) => {
      await deployed(latchkey, 'contoso/crash-model:1');
      await expect(latchkey.page.getByRole('button', { name: 'Copy the lines' })).toBeVisible(patience);
    },
    'the DNS record and the proof of a service on Azure': async (latchkey) => {
      const { page } = latchkey;
      await deployed(latchkey);
      await expect(page.getByText('All of it works.')).toBeVisible(patience);
      await page.getByRole('button', { name: 'Check now' }).click();
      await expect(page.getByRole('list', { name: 'Who sees what' })).toBeVisible(patience);
    },
    'a service on Azure, its menu open': async (latchkey) => {
      await deployed(latchkey);
      await openMenu(latchkey.page);
    },
    'the logs of a service on Azure': async (latchkey) => {
      const { page } = latchkey;
      await deployed(latchkey);
      await openMenu(page);
      await page.getByRole('menuitem', { name: 'Show logs…' }).click();
      await expect(page.getByText('listening on port 5001')).toBeVisible(patience);
      await page.getByText('What Azure says of it').click();
    },
    'a container group that runs already, and what only the user knows of it': async (latchkey) => {
      const { page } = latchkey;
      const { azure, hostName } = await deployed(latchkey);
      await expect(page.getByText('All of it works.')).toBeVisible(patience);
      await toDeployPage(page, newHostName());
      await page.getByText('One that runs already').click();
      await azure.choose('Container group', hostName.replaceAll('.', '-'));
      await page.getByText('I have them').click();
      await page.getByLabel('Example request').fill('{}');
      await next(page);
      await expect(page.getByText(/^This is needed: Value of DB_PASSWORD/u)).toBeVisible();
    },
  };
}

const patience = { timeout: 60_000 } as const;
let hostNames = 0;

/** The container group is called after it, and all of them are in one resource group of one emulator. */
function newHostName(): string {
  hostNames += 1;
  return `model${hostNames}.contoso.test`;
}

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

async function toDeployPage(page: Page, hostName: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
  await page.getByRole('button', { name: /^Secure a web service/u }).click();
  await page.getByRole('button', { name: /^Azure Container Instances/u }).click();
  const certificate = page.getByRole('heading', { name: 'Which certificate does it use?' });
  const field = page.getByLabel('Host name');
  await field.fill(hostName);
  await next(page);
  // A name that leads nowhere yet is asked about once.
  await expect(certificate.or(page.getByText(/press Next again/u))).toBeVisible(patience);
  if (await field.isVisible()) await next(page);
  await expect(certificate).toBeVisible(patience);
  await page.getByText('Make a development certificate now').click();
  await next(page);
  await expect(page.getByRole('heading', { name: 'What runs, and who may call it?' })).toBeVisible();
}

async function addVariable(page: Page): Promise<void> {
  await page.getByText('More', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Add a variable' }).click();
}

async function openMenu(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Does it work?' })).toBeVisible(patience);
  await goTo(page, 'Services');
  await page.getByRole('button', { name: /^More /u }).click();
  await expect(page.getByRole('menuitem', { name: 'Show logs…' })).toBeVisible();
}
