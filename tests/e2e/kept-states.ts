import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CertificateFactory } from '../support/openssl';
import { dropFiles } from './drop';
import { expect, goTo, type Latchkey } from './support';

type Reach = (latchkey: Latchkey) => Promise<void>;

/** The states of the workshop, the requests and the library that a user gets to with what is kept, or is not. */
export function keptStates(factory: () => CertificateFactory): Readonly<Record<string, Reach>> {
  const drop = (page: Page, ...names: readonly string[]) =>
    dropFiles(page, ...names.map((name) => factory().path(name)));
  return {
    'a certificate for another host name than was asked for': async ({ page }) => {
      await drop(page, 'leaf.crt', 'leaf.key', 'intermediate.crt');
      await page.getByLabel('Is it for …').fill('api.contoso.test');
      await page.getByRole('button', { name: 'Check' }).click();
      await expect(page.getByText('It is not for api.contoso.test. The finding says why.')).toBeVisible();
    },
    'an intermediate that was not downloaded': async ({ page }) => {
      const issuer = { certificate: factory().path('intermediate.crt'), key: factory().path('intermediate.key') };
      // Nobody listens there.
      const address = 'http://127.0.0.1:9/issuing-ca-3.crt';
      const { certificate, key } = factory().make('aia', {
        subject: '/CN=aia.contoso.test',
        issuer,
        extensions: ['subjectAltName=DNS:aia.contoso.test', `authorityInfoAccess=caIssuers;URI:${address}`],
      });
      await dropFiles(page, certificate, key);
      await expect(page.getByText(`This asks ${address} over the network.`)).toBeVisible();
      await page.getByRole('button', { name: 'Download the certificate of Contoso Issuing CA 3' }).click();
      await expect(page.getByText(/^Nothing was downloaded from/u)).toBeVisible();
    },
    'the requests, one waiting': async ({ page }) => makeRequest(page),
    'a request that was answered': async (latchkey) => {
      const { page, folder, chooseFolder } = latchkey;
      await makeRequest(page);
      await chooseFolder(folder);
      await page.getByRole('button', { name: /^Save request…/u }).click();
      await expect(page.getByText(/api\.contoso\.test\.csr saved/u)).toBeVisible();
      const from = ['-in', join(folder, 'api.contoso.test.csr'), '-out', factory().path('answer.crt')];
      const signer = ['-CA', factory().path('intermediate.crt'), '-CAkey', factory().path('intermediate.key')];
      writeFileSync(factory().path('answer.ext'), 'subjectAltName=DNS:api.contoso.test');
      const what = ['-days', '60', '-extfile', factory().path('answer.ext'), '-CAcreateserial'];
      factory().openssl('x509', '-req', ...from, ...signer, ...what);
      await goTo(page, 'Certificates');
      await drop(page, 'answer.crt', 'intermediate.crt');
      await expect(page.getByText('Kept here since the request api.contoso.test')).toBeVisible();
      await goTo(page, 'Requests');
      await expect(page.getByText('The certificate is here')).toBeVisible();
    },
    'the dialog that saves the key of a request, its passwords not the same': async ({ page }) => {
      await makeRequest(page);
      await page.getByRole('button', { name: /^Save key encrypted…/u }).click();
      await page.getByLabel('New password').fill('one');
      await page.getByLabel('The same again').fill('other');
      await page.getByRole('button', { name: 'Choose folder and save' }).click();
      await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    },
    'the dialog that renames a request': async ({ page }) => {
      await makeRequest(page);
      await page.getByRole('button', { name: /^Rename…/u }).click();
      await expect(page.getByRole('dialog', { name: 'Rename api.contoso.test' }).getByLabel('Name')).toBeVisible();
    },
    'the question before a request is deleted with its key': async ({ page }) => {
      await makeRequest(page);
      await page.getByRole('button', { name: /^Delete…/u }).click();
      await expect(page.getByRole('button', { name: 'Delete request and key' })).toBeVisible();
    },
    'the dialog that renames a certificate of the library': async ({ page }) => {
      await makeDevelopmentCertificate(page);
      await page.getByRole('button', { name: /^Rename…/u }).click();
      await expect(page.getByRole('dialog', { name: 'Rename localhost' }).getByLabel('Name')).toBeVisible();
    },
    'the question before a certificate of the library is deleted': async ({ page }) => {
      await makeDevelopmentCertificate(page);
      await page.getByRole('button', { name: /^Delete…/u }).click();
      await expect(page.getByText('Its private key is deleted with it, for good.')).toBeVisible();
    },
  };
}

/** Files as another program left them, by name; and the pages that then say so. */
export const damaged = {
  kept: Object.fromEntries(
    ['certificate', 'request'].map((kind) => [
      `${kind}-6f1a7f0c-9d20-4e62-8f0e-3c0a2d2f5b6c.json`,
      '{"version": 1, "na',
    ]),
  ),
  states: {
    'the library, a damaged record of it set aside': async ({ page }) => {
      await goTo(page, 'Library');
      await expect(page.getByRole('button', { name: 'Show folder' })).toBeVisible();
    },
    'the requests, a damaged record of them set aside': async ({ page }) => {
      await goTo(page, 'Requests');
      await expect(page.getByRole('button', { name: 'Show folder' })).toBeVisible();
    },
  } satisfies Readonly<Record<string, Reach>>,
} as const;

async function makeRequest(page: Page): Promise<void> {
  await goTo(page, 'Requests');
  await page.getByRole('button', { name: 'New request…' }).click();
  await page.getByLabel(/^Host names/u).fill('api.contoso.test');
  await page.getByRole('button', { name: 'Make request' }).click();
  // No keyring is on these tests' bus: the key is offered as a file first.
  const offer = page.getByRole('dialog', { name: 'Save the key of api.contoso.test, encrypted' });
  await offer.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'api.contoso.test', exact: true })).toBeVisible();
}

async function makeDevelopmentCertificate(page: Page): Promise<void> {
  await goTo(page, 'Library');
  await page.getByRole('button', { name: 'Make a development certificate…' }).click();
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'localhost' })).toBeVisible();
}
