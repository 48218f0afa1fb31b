import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../support/openssl';
import { dropFiles } from './drop';
import { type Keyring, startKeyring } from './keyring';
import { expect, goTo, launch, test } from './support';
import { saveTwoGoodFiles } from './two-good-files';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;
let keyring: Keyring | undefined;

test.beforeAll(async () => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
  keyring = await startKeyring();
});
test.afterAll(async () => {
  await keyring?.stop();
  factory.remove();
});

test('a request is made, answered by an authority, and ends in two good files; all of it survives a restart', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
  const out = mkdtempSync(join(tmpdir(), 'latchkey-out-'));
  const start = () => launch({ userData, env: keyring?.env ?? {}, args: ['--password-store=gnome-libsecret'] });
  const answerDialogs = (app: Awaited<ReturnType<typeof start>>) =>
    app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, out);

  const first = await start();
  await answerDialogs(first);
  const page = await first.firstWindow();
  await goTo(page, 'Requests');
  await expect(page.getByText('No request waits.')).toBeVisible();
  await page.getByRole('button', { name: 'New request…' }).click();
  await page.getByRole('button', { name: 'Make request' }).click();
  await expect(page.getByText(/There is no host name yet/u)).toBeVisible();
  await page.getByLabel(/Host names, one a line/u).fill('spring.contoso.test\n*.spring.contoso.test');
  await page.getByRole('button', { name: 'Make request' }).click();
  await expect(page.getByRole('heading', { name: 'spring.contoso.test' })).toBeVisible();
  await expect(page.getByText(/has no keyring/u)).toHaveCount(0);
  await page.getByRole('button', { name: 'Save request… spring.contoso.test' }).click();
  await expect(page.getByText(/spring\.contoso\.test\.csr saved/u)).toBeVisible();
  await first.close();

  // Nothing of the key stands on the disk as it is.
  for (const name of readdirSync(join(userData, 'kept'))) {
    expect(readFileSync(join(userData, 'kept', name), 'utf8')).not.toMatch(/PRIVATE KEY|MIIEv/u);
  }

  const csr = join(out, 'spring.contoso.test.csr');
  writeFileSync(join(out, 'san.ext'), 'subjectAltName=DNS:spring.contoso.test,DNS:*.spring.contoso.test');
  const sign = ['x509', '-req', '-in', csr, '-CA', usual.intermediate.certificate, '-CAkey', usual.intermediate.key];
  execFileSync(
    'openssl',
    [...sign, '-CAcreateserial', '-days', '60', '-extfile', join(out, 'san.ext'), '-out', join(out, 'answer.crt')],
    { stdio: 'ignore' },
  );

  const second = await start();
  await answerDialogs(second);
  const window = await second.firstWindow();
  await dropFiles(window, join(out, 'answer.crt'), usual.intermediate.certificate, usual.root.certificate);
  await expect(window.getByText('Kept here since the request spring.contoso.test')).toBeVisible();
  await window.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await window.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(window.getByText('Saved and read back')).toBeVisible();
  await window.getByRole('button', { name: 'Done' }).click();
  await window.getByRole('button', { name: 'Keep in library' }).click();
  await expect(window.getByRole('button', { name: 'In the library' })).toBeVisible();
  await goTo(window, 'Requests');
  await expect(window.getByText('The certificate is here')).toBeVisible();
  await goTo(window, 'Library');
  await expect(window.getByRole('heading', { name: 'spring.contoso.test' })).toBeVisible();
  await second.close();

  const [certificate, key] = ['cert', 'key'].map((kind) => readFileSync(join(out, `spring.contoso.test.${kind}.pem`)));
  const publicKey = (args: readonly string[], input: Buffer | undefined) =>
    execFileSync('openssl', args, { input: input ?? '' }).toString();
  expect(publicKey(['pkey', '-pubout'], key)).toBe(publicKey(['x509', '-noout', '-pubkey'], certificate));
  for (const folder of [userData, out]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('without a keyring the key of a request is offered as an encrypted file, and the window asks before it is lost', async ({
  latchkey,
}) => {
  const { app, page, folder, chooseFolder } = latchkey;
  await chooseFolder(folder);
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    // In place of the question over the window: it is left by Escape.
    dialog.showMessageBox = (...[, question]: readonly unknown[]) => {
      asked.push((question as { message: string }).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  const closeWindow = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const quit = () => app.evaluate((electron) => electron.app.quit());
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await goTo(page, 'Requests');
  await page.getByRole('button', { name: 'New request…' }).click();
  await page.getByLabel(/Host names/u).fill('api.contoso.test');
  await page.getByRole('button', { name: 'Make request' }).click();
  const offer = page.getByRole('dialog', { name: 'Save the key of api.contoso.test, encrypted' });
  await expect(offer).toBeVisible();
  await closeWindow();
  await expect.poll(asked).toEqual(['Close and lose 1 private key?']);
  await quit();
  await expect.poll(asked).toHaveLength(2);
  await expect(offer).toBeVisible();
  await page.getByLabel('New password').fill('grüße');
  await page.getByLabel('The same again').fill('grüße');
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText(/api\.contoso\.test\.encrypted-key\.pem saved/u)).toBeVisible();
  await page.getByRole('button', { name: 'Save request… api.contoso.test' }).click();
  await expect(page.getByText(/api\.contoso\.test\.csr saved/u)).toBeVisible();
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' }).toString();
  const key = join(folder, 'api.contoso.test.encrypted-key.pem');
  expect(openssl('pkey', '-in', key, '-passin', 'pass:grüße', '-pubout')).toBe(
    openssl('req', '-in', join(folder, 'api.contoso.test.csr'), '-noout', '-pubkey'),
  );
  // Nothing is lost any more.
  await closeWindow();
  await expect.poll(() => page.isClosed()).toBe(true);
});

test('what the keyring of this start does not open is said, and its key file makes it usable until the keyring is there again', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
  const withKeyring = { userData, env: keyring?.env ?? {}, args: ['--password-store=gnome-libsecret'] };
  const keeping = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true });
  const openEntry = async (page: Page) => {
    await goTo(page, 'Library');
    await page.getByRole('button', { name: 'Open www.contoso.test' }).click();
  };
  const first = await launch(withKeyring);
  const kept = await first.firstWindow();
  await goTo(kept, 'Certificates');
  await dropFiles(kept, usual.leaf.certificate, usual.leaf.key, usual.intermediate.certificate);
  await keeping(kept, 'Keep in library').click();
  await expect(keeping(kept, 'In the library')).toBeVisible();
  await first.close();

  const without = await launch({ userData });
  const page = await without.firstWindow();
  await goTo(page, 'Library');
  await expect(page.getByText('The private key of www.contoso.test was not opened.')).toBeVisible();
  await openEntry(page);
  await expect(
    page.getByText(/kept as www\.contoso\.test, and this computer’s keyring does not open it/u),
  ).toBeVisible();
  await dropFiles(page, usual.leaf.key);
  await keeping(page, 'Update in library').click();
  await expect(keeping(page, 'In the library')).toBeVisible();
  await goTo(page, 'Library');
  await expect(page.getByText('was not opened')).toHaveCount(0);
  // The key is in a file of the user's: nothing is asked.
  await without.close();

  const again = await launch(withKeyring);
  const opened = await again.firstWindow();
  await openEntry(opened);
  await expect(opened.getByRole('button', { name: /^Use .*www\.contoso\.test.* in a service$/u })).toBeEnabled();
  await expect(opened.getByText('Kept in the library as www.contoso.test')).toBeVisible();
  await again.close();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
});

test('a development certificate says what it is everywhere, and ends in files that say so', async ({ latchkey }) => {
  const { page, folder } = latchkey;
  await goTo(page, 'Library');
  // No keyring is on this test's bus: what is kept lasts as long as the window.
  await expect(page.getByText(/no keyring/u)).toBeVisible();
  await page.getByRole('button', { name: 'Make the authority' }).click();
  await expect(page.getByText(/Latchkey development authority of/u)).toBeVisible();
  await page.getByRole('button', { name: 'Make a development certificate…' }).click();
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'localhost' })).toBeVisible();
  // The authority, the certificate, and the authority once more in its chain.
  await expect(page.getByText('Development only', { exact: true })).toHaveCount(3);
  await page.getByRole('button', { name: 'Open localhost' }).click();
  await expect(page.getByText('Latchkey made this certificate for development only.')).toBeVisible();
  await page.getByRole('button', { name: 'Details' }).click();
  const looked = page.getByRole('group', { name: 'Certificate of the chain' }).getByRole('button');
  await expect(looked).toHaveText([/^localhost\s+Development only$/u, /authority of .*\s+Development only$/u]);
  await saveTwoGoodFiles(latchkey, factory, { name: 'localhost.development-only' });
  const saved = join(folder, 'localhost.development-only.cert.pem');
  expect(factory.openssl('x509', '-in', saved, '-noout', '-subject')).toMatch(/OU = .*development/iu);
});

test('a key that comes later joins the certificate in the library, which then is kept whole; it can be kept again after it was deleted', async ({
  latchkey: { page },
}) => {
  const keeping = (label: string) => page.getByRole('button', { name: label, exact: true });
  await dropFiles(page, usual.leaf.certificate, usual.intermediate.certificate);
  await keeping('Keep in library').click();
  await expect(keeping('In the library')).toBeVisible();
  await dropFiles(page, usual.leaf.key);
  await keeping('Update in library').click();
  await expect(keeping('In the library')).toBeVisible();
  await goTo(page, 'Certificates');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await goTo(page, 'Library');
  await expect(page.getByText('Kept here', { exact: true })).toBeVisible();
  for (let time = 0; time < 2; time++) {
    await goTo(page, 'Library');
    await page.getByRole('button', { name: 'Open www.contoso.test' }).click();
    await expect(page.getByText('Kept in the library as www.contoso.test')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(1);
  }
  await goTo(page, 'Library');
  await page.getByRole('button', { name: 'Delete… www.contoso.test' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await goTo(page, 'Certificates');
  await expect(keeping('Keep in library')).toBeVisible();
});

test('a missing intermediate is downloaded from the address the certificate names, after that was shown, and two good files are saved', async ({
  latchkey,
}) => {
  const { page } = latchkey;
  const asked: string[] = [];
  factory.openssl('x509', '-in', usual.intermediate.certificate, '-outform', 'DER', '-out', factory.path('i.der'));
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(factory.read('i.der'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/i.der`;
  const leaf = factory.make('aia', {
    subject: '/CN=aia.contoso.test',
    issuer: usual.intermediate,
    extensions: ['subjectAltName=DNS:aia.contoso.test', `authorityInfoAccess=caIssuers;URI:${address}`],
  });
  await dropFiles(page, leaf.certificate, leaf.key);
  await expect(page.getByText(`This asks ${address} over the network.`)).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Download the certificate of Contoso Issuing CA 3' }).click();
  await expect(page.getByText(`downloaded from ${address}`)).toBeVisible();
  expect(asked).toEqual(['/i.der']);
  server.close();
  await saveTwoGoodFiles(latchkey, factory, { name: 'aia.contoso.test', root: usual.root });
});

test('a host name that the certificate is not for is said, with the nearest ones', async ({ latchkey }) => {
  const { page } = latchkey;
  await dropFiles(page, usual.leaf.certificate, usual.leaf.key, usual.intermediate.certificate);
  await page.getByLabel('Is it for …').fill('api.contoso.test');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('It is not for api.contoso.test. The finding says why.')).toBeVisible();
  await expect(page.getByText(/The nearest names it is for: .*contoso\.test/u)).toBeVisible();
  await page.getByLabel('Is it for …').fill('contoso.test');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('It is a certificate for contoso.test.')).toBeVisible();
});

test('a PFX is saved with a password typed twice, and openssl opens it', async ({ latchkey }) => {
  const { page, folder, chooseFolder } = latchkey;
  await dropFiles(page, usual.leaf.certificate, usual.leaf.key, usual.intermediate.certificate);
  await chooseFolder(folder);
  await page.getByRole('button', { name: /as another format…$/u }).click();
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText('Type a password for the file.')).toBeVisible();
  await page.getByLabel('New password').fill('grüße');
  await page.getByLabel('The same again').fill('grüße');
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText('Saved and read back')).toBeVisible();
  const pfx = join(folder, 'www.contoso.test.pfx');
  const opened = execFileSync('openssl', ['pkcs12', '-in', pfx, '-nodes', '-passin', 'pass:grüße'], { stdio: 'pipe' });
  expect(opened.toString().match(/BEGIN CERTIFICATE/gu)).toHaveLength(2);
});

test('a folder is converted into another, with a report', async ({ latchkey }) => {
  const { page, folder, chooseFolder } = latchkey;
  const from = factory.path('batch');
  execFileSync('mkdir', ['-p', from]);
  for (const name of ['leaf.crt', 'leaf.key', 'intermediate.crt']) writeFileSync(join(from, name), factory.read(name));
  await page.getByRole('button', { name: 'Convert a folder…' }).click();
  await chooseFolder(from);
  await page.getByRole('button', { name: 'Folder to read: Choose…' }).click();
  await chooseFolder(folder);
  await page.getByRole('button', { name: 'Folder to write into: Choose…' }).click();
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await expect(page.getByText('latchkey-report.csv says what became of each file.')).toBeVisible();
  expect(readdirSync(folder).sort()).toEqual([
    'latchkey-report.csv',
    'www.contoso.test.cert.pem',
    'www.contoso.test.key.pem',
  ]);
});
