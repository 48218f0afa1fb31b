import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../support/openssl';
import { expectAccessible } from './axe';
import { azureStates } from './azure-states';
import { dropFiles } from './drop';
import { type RunningEmulator, startEmulatorProgram } from './emulator';
import { hereStates } from './here-states';
import { damaged, keptStates } from './kept-states';
import { expect, goTo, type Latchkey, test } from './support';

let factory: CertificateFactory;
let emulator: RunningEmulator;

test.beforeAll(async () => {
  factory = createCertificateFactory();
  const { leaf } = makeUsualChain(factory);
  factory.makePfx('server.pfx', leaf, { password: 'x' });
  factory.make('ended', { subject: '/CN=ended.test', extensions: ['subjectAltName=DNS:ended.test'], days: -1 });
  writeFileSync(factory.path('download.pfx'), '<!DOCTYPE html><html></html>');
  writeFileSync(factory.path('damaged.crt'), factory.read('leaf.crt').subarray(0, 400));
  emulator = await startEmulatorProgram();
});
test.afterAll(async () => {
  factory.remove();
  await emulator.stop();
});

const save = (page: Page) => page.getByRole('button', { name: /^Save .*for Azure…$/u });
const complete = (): string[] =>
  ['leaf.crt', 'leaf.key', 'intermediate.crt', 'root.crt'].map((name) => factory.path(name));

/** Every state that a screen can be in, and how a user gets there. */
const states: Readonly<Record<string, (latchkey: Latchkey) => Promise<void>>> = {
  'the first page': async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
    await expect(page.getByRole('button', { name: /^Try it on this computer/u })).toBeVisible();
  },
  'no services': async ({ page }) => {
    await goTo(page, 'Services');
    await expect(page.getByText(/^There is none yet/u)).toBeVisible();
  },
  'Azure, which nobody can sign in to yet': async ({ page }) => {
    await goTo(page, 'Azure');
    await expect(page.getByRole('button', { name: 'Set the client id…' })).toBeVisible();
  },
  'Azure, ready to sign in': async ({ page, call }) => {
    await call('sign-in.set-cloud', { cloud: 'public', clientId: '00000000-0000-4000-8000-000000000001' });
    await goTo(page, 'Azure');
    await expect(page.getByRole('button', { name: 'Sign in with your browser' })).toBeVisible();
  },
  'which Azure, with an address that is missing': async ({ page }) => {
    await goTo(page, 'Azure');
    await page.getByRole('button', { name: 'Which Azure…' }).click();
    await page.getByRole('radio', { name: /^Custom/u }).click();
    await page.getByRole('button', { name: 'Use it' }).click();
    await expect(page.getByText(/There is no address yet/u)).toBeVisible();
  },
  'the empty workshop': async ({ page }) => {
    await expect(page.getByRole('button', { name: 'Choose files…' })).toBeVisible();
  },
  'files that wait for a password or are none': async ({ page }) => {
    await dropFiles(page, ...['server.pfx', 'download.pfx', 'damaged.crt'].map((name) => factory.path(name)));
    await page.getByLabel('Password of server.pfx').fill('wrong');
    await page.getByRole('button', { name: 'Open server.pfx' }).click();
    await expect(page.getByText(/case-sensitive/u)).toBeVisible();
  },
  'a certificate that is ready': async ({ page }) => {
    await dropFiles(page, ...complete());
    await expect(page.getByText(/Ready(?: for Azure|, with)/u)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'www.contoso.test' })).toBeVisible();
  },
  'a certificate with findings': async ({ page }) => {
    await dropFiles(page, factory.path('leaf.crt'));
    await save(page).click();
    await expect(page.getByText(/cannot be saved for Azure yet/u)).toBeVisible();
  },
  'an authority, a key and a request alone': async ({ page }) => {
    await dropFiles(page, ...['root.crt', 'intermediate.key', 'leaf.csr'].map((name) => factory.path(name)));
    await expect(page.getByText('Certificate requests')).toBeVisible();
  },
  'the details': async ({ page }) => {
    await dropFiles(page, ...complete());
    await expect(page.getByText(/Ready(?: for Azure|, with)/u)).toBeVisible();
    await page.getByRole('button', { name: 'Details' }).first().click();
    await expect(page.getByText('Serial number')).toBeVisible();
  },
  'the dialog that saves': async ({ page }) => {
    await dropFiles(page, ...complete());
    await expect(page.getByText(/Ready(?: for Azure|, with)/u)).toBeVisible();
    await save(page).click();
    await expect(page.getByLabel('Include the root certificate')).toBeVisible();
  },
  'the question before replacing': async ({ page, folder, chooseFolder }) => {
    writeFileSync(join(folder, 'www.contoso.test.cert.pem'), 'precious');
    await dropFiles(page, ...complete());
    await expect(page.getByText(/Ready(?: for Azure|, with)/u)).toBeVisible();
    await chooseFolder(folder);
    await save(page).click();
    await page.getByRole('button', { name: 'Choose folder and save' }).click();
    await expect(page.getByText('Replace www.contoso.test.cert.pem?')).toBeVisible();
  },
  'what was saved': async ({ page, folder, chooseFolder }) => {
    mkdirSync(join(folder, 'for-azure'));
    await dropFiles(page, ...complete());
    await expect(page.getByText(/Ready(?: for Azure|, with)/u)).toBeVisible();
    await chooseFolder(join(folder, 'for-azure'));
    await save(page).click();
    await page.getByRole('button', { name: 'Choose folder and save' }).click();
    await expect(page.getByText('Saved and read back')).toBeVisible();
  },
  'the dialog that saves as another format': async ({ page }) => {
    await dropFiles(page, ...complete());
    await page.getByRole('button', { name: /as another format…$/u }).click();
    await page.getByRole('button', { name: 'Choose folder and save' }).click();
    await expect(page.getByText('Type a password for the file.')).toBeVisible();
  },
  'the conversion of a folder': async ({ page }) => {
    await page.getByRole('button', { name: 'Convert a folder…' }).click();
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    await expect(page.getByText('Choose the folder that the certificates are in.')).toBeVisible();
  },
  'a batch that has run': async ({ page, folder, chooseFolder }) => {
    const from = join(folder, 'delivery');
    mkdirSync(from);
    // One that has ended and a file that is none: the summary has something to say.
    for (const name of ['ended.crt', 'damaged.crt']) writeFileSync(join(from, name), factory.read(name));
    await page.getByRole('button', { name: 'Convert a folder…' }).click();
    await chooseFolder(from);
    await page.getByRole('button', { name: 'Folder to read: Choose…' }).click();
    await chooseFolder(folder);
    await page.getByRole('button', { name: 'Folder to write into: Choose…' }).click();
    await expect(page.getByText(`Folder to write into: ${folder}`, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    await expect(page.getByText('1 of them will not work as it is; latchkey-report.csv says why.')).toBeVisible();
  },
  'the key of a new request, offered where there is no keyring': async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Requests' }).click();
    await page.getByRole('button', { name: 'New request…' }).click();
    await page.getByLabel(/Host names/u).fill('api.contoso.test');
    await page.getByRole('button', { name: 'Make request' }).click();
    await expect(page.getByRole('dialog', { name: 'Save the key of api.contoso.test, encrypted' })).toBeVisible();
  },
  'a new request': async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Requests' }).click();
    await page.getByRole('button', { name: 'New request…' }).click();
    await page.getByText('Details that the authority may ask for').click();
    await page.getByRole('button', { name: 'Make request' }).click();
    await expect(page.getByText(/There is no host name yet/u)).toBeVisible();
  },
  'the library, with a development certificate and its authority': async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'Make the authority' }).click();
    await page.getByText('How to trust it').click();
    await page.getByLabel('System or browser').selectOption('Chrome, Edge and Chromium on Linux');
    await page.getByRole('button', { name: 'Make a development certificate…' }).click();
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'localhost' })).toBeVisible();
  },
  'the details of a development certificate, which the library has in part': async ({ page }) => {
    await dropFiles(page, ...['leaf.crt', 'intermediate.crt'].map((name) => factory.path(name)));
    await page.getByRole('button', { name: 'Keep in library' }).click();
    await dropFiles(page, factory.path('leaf.key'));
    await goTo(page, 'Library');
    await page.getByRole('button', { name: 'Make the authority' }).click();
    await page.getByRole('button', { name: 'Make a development certificate…' }).click();
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await page.getByRole('button', { name: 'Open localhost' }).click();
    await expect(page.getByRole('button', { name: 'Update in library' })).toBeVisible();
    await page.getByRole('button', { name: 'Details' }).last().click();
    await expect(page.getByText('Serial number')).toBeVisible();
  },
  'a new development certificate': async ({ page }) => {
    await page.getByRole('navigation').getByRole('button', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'Make a development certificate…' }).click();
    await expect(page.getByLabel('Valid for this many days')).toBeVisible();
  },
  'the settings': async ({ page }) => {
    await page
      .getByRole('link', { name: 'Settings' })
      .or(page.getByRole('button', { name: 'Settings' }))
      .first()
      .click();
    await expect(page.getByText('Appearance')).toBeVisible();
  },
  'what this copy is made of': async ({ page, chooseMenuItem }) => {
    await chooseMenuItem('show-about');
    await expect(page.getByText('Copy these facts')).toBeVisible();
  },
};

function look(at: Readonly<Record<string, (latchkey: Latchkey) => Promise<void>>>): void {
  for (const [state, reach] of Object.entries(at)) {
    test(`axe finds nothing in ${state}, in light, dark and forced colours`, async ({ latchkey }, testInfo) => {
      await reach(latchkey);
      await expectAccessible(latchkey.page, (colours) => testInfo.outputPath(`${colours}.png`));
    });
  }
}

look({ ...states, ...hereStates, ...keptStates(() => factory), ...azureStates(() => emulator) });

test.describe('where records are damaged', () => {
  test.use({ kept: damaged.kept });
  look(damaged.states);
});
