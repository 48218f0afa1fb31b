import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, goTo, type Latchkey } from './support';

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

/** Through one of the doors of the first page. */
async function begin(page: Page, door: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
  await page.getByRole('button', { name: door }).click();
}

async function atDeploy(page: Page): Promise<void> {
  await begin(page, /^Try it on this computer/u);
  await next(page);
  await expect(page.getByRole('heading', { name: 'What runs, and who may call it?' })).toBeVisible();
}

/** The try-out, to its end. */
export async function proved(page: Page): Promise<void> {
  await atDeploy(page);
  await next(page);
  await expect(page.getByText('Nothing else is changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Start on this computer' }).click();
  await expect(page.getByText('All of it works.')).toBeVisible();
}

/** A model of the user's own, and the server behind it: it ends with the tests. */
async function startModel(listener: RequestListener): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer(listener);
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/score` };
}

/** The review of a service whose model is one of the user's own. */
async function reviewOf(page: Page, address: string): Promise<void> {
  await atDeploy(page);
  await page.getByText('A model that runs on this computer').click();
  await page.getByLabel('Address of the model').fill(address);
  await page.getByLabel('Example request').fill('{}');
  await next(page);
  await expect(page.getByText('Nothing else is changed.')).toBeVisible();
}

const start = (page: Page) => page.getByRole('button', { name: 'Start on this computer' }).click();

/** A run whose model is asked and silent. */
async function underWay(page: Page): Promise<void> {
  const { address } = await startModel(() => undefined);
  await reviewOf(page, address);
  await start(page);
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
}

/** The states of the pages for services on this computer, and how a user gets to each. */
export const hereStates: Readonly<Record<string, (latchkey: Latchkey) => Promise<void>>> = {
  'the first page, with a service on a development certificate': async ({ page }) => {
    await atDeploy(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
    await expect(page.getByText('Development only', { exact: true })).toBeVisible();
  },
  'where a new service is to run': async ({ page }) => {
    await begin(page, /^Secure a web service/u);
    await expect(page.getByRole('heading', { name: 'Where does it run?' })).toBeVisible();
  },
  'a host name that no service can have': async ({ page }) => {
    await begin(page, /^Secure a web service/u);
    await page.getByRole('button', { name: /^This computer/u }).click();
    await page.getByLabel('Host name').fill('*.contoso.test');
    await next(page);
    await expect(page.getByText('This name cannot be used. The finding below says why.')).toBeVisible();
  },
  'the choice of a certificate': async ({ page }) => {
    await goTo(page, 'Library');
    await page.getByRole('button', { name: 'Make a development certificate…' }).click();
    await page.getByLabel(/Host names/u).fill('other.contoso.test');
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'other.contoso.test' })).toBeVisible();
    await begin(page, /^Try it on this computer/u);
    await expect(page.getByText('Does not fit')).toBeVisible();
  },
  'what runs, with nothing to protect it': async ({ page }) => {
    await atDeploy(page);
    await page.getByRole('switch', { name: 'TLS' }).click();
    await expect(page.getByText(/The keys travel unencrypted/u)).toBeVisible();
    await page.getByText('A model that runs on this computer').click();
    await page.getByText('More', { exact: true }).click();
    await next(page);
    await expect(page.getByText('Type the address that the model listens on.')).toBeVisible();
  },
  'the review of a service without keys': async ({ page }) => {
    await atDeploy(page);
    await page.getByRole('switch', { name: 'API keys' }).click();
    await next(page);
    await expect(page.getByText('Nothing else is changed.')).toBeVisible();
  },
  'a step that was not done': async ({ page }) => {
    await atDeploy(page);
    await page.getByText('A model that runs on this computer').click();
    await page.getByLabel('Address of the model').fill('http://127.0.0.1:9/score');
    await page.getByLabel('Example request').fill('{}');
    await next(page);
    await expect(page.getByText('Nothing else is changed.')).toBeVisible();
    await page.getByRole('button', { name: 'Start on this computer' }).click();
    await expect(page.getByRole('button', { name: 'Try this step again' })).toBeVisible();
  },
  'a service that was proved': async ({ page }) => {
    await proved(page);
  },
  'how to call a service': async ({ page }) => {
    await proved(page);
    await page.getByRole('button', { name: 'How to call it' }).click();
    await expect(page.getByRole('button', { name: 'Copy code' })).toBeVisible();
  },
  'services, one of them running': async ({ page }) => {
    await proved(page);
    await begin(page, /^Secure a web service/u);
    await page.getByRole('button', { name: /^This computer/u }).click();
    await goTo(page, 'Services');
    await expect(page.getByRole('heading', { name: 'localhost' })).toBeVisible();
  },
  'the question before a service is removed': async ({ page }) => {
    await proved(page);
    await goTo(page, 'Services');
    await page.getByRole('button', { name: /^Remove…/u }).click();
    await expect(page.getByRole('button', { name: 'Remove', exact: true })).toBeVisible();
  },
  'a run that is under way': async ({ page }) => {
    await underWay(page);
  },
  'a run that was cancelled': async ({ page }) => {
    await underWay(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'The start was cancelled' })).toBeVisible();
  },
  'a proof with lines that failed': async ({ page }) => {
    let asked = 0;
    const { address } = await startModel((request, answer) => {
      request.resume();
      asked += 1;
      answer.writeHead(asked === 1 ? 200 : 500).end('{}');
    });
    await reviewOf(page, address);
    await start(page);
    await expect(page.getByText(/do not work yet|does not work yet/u)).toBeVisible();
  },
  'the line that the hosts file needs': async ({ page }) => {
    await begin(page, /^Secure a web service/u);
    await page.getByRole('button', { name: /^This computer/u }).click();
    await page.getByLabel('Host name').fill('model.test');
    // What is found of the name while it is typed may or may not be there yet: then it is shown, and Next pressed again.
    await expect(async () => {
      await next(page);
      await expect(page.getByRole('heading', { name: 'Which certificate does it use?' })).toBeVisible({
        timeout: 1000,
      });
    }).toPass();
    await next(page);
    await expect(page.getByRole('heading', { name: 'What runs, and who may call it?' })).toBeVisible();
    await next(page);
    await expect(page.getByText('Nothing else is changed.')).toBeVisible();
    await start(page);
    await expect(page.getByRole('button', { name: 'Copy the line for the hosts file' })).toBeVisible();
  },
  'a service that is stopped, where it is proved': async ({ page }) => {
    await proved(page);
    await goTo(page, 'Services');
    await page.getByRole('button', { name: /^Stop/u }).click();
    await page.getByRole('button', { name: /^Check it and call it/u }).click();
    await expect(page.getByRole('button', { name: 'Start it' })).toBeVisible();
  },
  'a service that does not run, and one with changes that wait': async ({ page }) => {
    await proved(page);
    await goTo(page, 'Services');
    await page.getByRole('button', { name: /^Change…/u }).click();
    await page.getByRole('switch', { name: 'API keys' }).click();
    await goTo(page, 'Services');
    await page.getByRole('button', { name: /^Stop/u }).click();
    const url = new URL(await page.getByText(/^https:\/\/localhost:\d+\/score$/u).innerText());
    const other = createServer();
    other.unref();
    await new Promise<void>((resolve) => other.listen(Number(url.port), '127.0.0.1', resolve));
    await page.getByRole('button', { name: /^Start localhost/u }).click();
    await expect(page.getByText('Not running')).toBeVisible();
    other.close();
    await expect(page.getByText(/^Not everything that you chose is deployed/u)).toBeVisible();
  },
  'the requests to a service': async ({ page }) => {
    await proved(page);
    await goTo(page, 'Services');
    await page.getByRole('button', { name: 'More localhost' }).click();
    await page.getByRole('menuitem', { name: 'Show requests…' }).click();
    await expect(page.getByRole('region', { name: 'Last requests to localhost' })).toBeVisible();
  },
};
