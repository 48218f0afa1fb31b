import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../support/openssl';
import { crossings, watchCrossings, writtenFiles } from './crossings';
import { dropFiles } from './drop';
import { expect, type Latchkey, test } from './support';

let factory: CertificateFactory;
let pfx: string;

test.beforeAll(() => {
  factory = createCertificateFactory();
  const { leaf, intermediate } = makeUsualChain(factory);
  pfx = factory.makePfx('server.pfx', leaf, { password: 'Geheim-1', issuer: intermediate });
});
test.afterAll(() => factory.remove());

const verify = (certificate: string): string =>
  execFileSync('openssl', ['verify', '-CAfile', factory.path('root.crt'), '-untrusted', certificate, certificate], {
    encoding: 'utf8',
  });

const keyOf = (path: string): string => factory.openssl('pkey', '-in', path, '-pubout');

/** Drops files, server.pfx among them, opens it and saves into the test's folder. */
async function openAndSave({ page, folder, chooseFolder }: Latchkey, ...paths: readonly string[]): Promise<void> {
  await dropFiles(page, ...paths);
  await page.getByLabel('Password of server.pfx').fill('Geheim-1');
  await page.getByRole('button', { name: 'Open server.pfx' }).click();
  await expect(page.getByRole('heading', { name: 'www.contoso.test' })).toBeVisible();
  await chooseFolder(folder);
  await page.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText('Saved and read back')).toBeVisible();
}

test('By mouse: a dropped .pfx and its password become the two files for Azure', async ({ latchkey }) => {
  const { folder } = latchkey;
  await openAndSave(latchkey, pfx);

  expect(readdirSync(folder).sort()).toEqual(['www.contoso.test.cert.pem', 'www.contoso.test.key.pem']);
  expect(verify(join(folder, 'www.contoso.test.cert.pem'))).toContain('OK');
  expect(keyOf(join(folder, 'www.contoso.test.key.pem'))).toBe(keyOf(factory.path('leaf.key')));
  expect(statSync(join(folder, 'www.contoso.test.key.pem')).mode & 0o777).toBe(0o600);
});

test.describe('From where the app opens', () => {
  test.use({ beginsOn: 'the first page' });

  test('By keyboard alone: from the first page to the two files', async ({
    latchkey: { page, folder, chooseFiles, chooseFolder },
  }) => {
    const press = async (name: RegExp | string): Promise<void> => {
      const wanted = page.getByRole('button', { name }).first();
      for (let i = 0; i < 40 && !(await wanted.evaluate((element) => element === document.activeElement)); i++)
        await page.keyboard.press('Tab');
      await expect(wanted).toBeFocused();
      await page.keyboard.press('Enter');
    };
    await chooseFiles(pfx);
    await press(/^Convert a certificate/u);
    await expect(page.getByRole('heading', { level: 1, name: 'Certificates' })).toBeFocused();
    await press('Choose files…');
    await expect(page.getByLabel('Password of server.pfx')).toBeFocused();
    await page.keyboard.type('Geheim-1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'www.contoso.test' })).toBeVisible();
    await chooseFolder(folder);
    await press(/^Save .*for Azure…$/u);
    await expect(page.getByLabel('Name of the files')).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('mine');
    await press('Choose folder and save');
    await expect(page.getByText('Saved and read back')).toBeVisible();
    await press('Done');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(readdirSync(folder).sort()).toEqual(['mine.cert.pem', 'mine.key.pem']);
  });
});

test('Files that are there already are replaced only after a question', async ({
  latchkey: { page, folder, chooseFolder },
}) => {
  writeFileSync(join(folder, 'www.contoso.test.key.pem'), 'precious');
  await dropFiles(page, factory.path('leaf.crt'), factory.path('leaf.key'), factory.path('intermediate.crt'));
  await expect(page.getByText('Ready, with 1 warning')).toBeVisible();
  await chooseFolder(folder);
  await page.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText('Replace www.contoso.test.key.pem?')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).last().click();
  expect(readFileSync(join(folder, 'www.contoso.test.key.pem'), 'utf8')).toBe('precious');
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(page.getByText('Saved and read back')).toBeVisible();
  expect(readFileSync(join(folder, 'www.contoso.test.key.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY');
});

test('A dropped folder is searched, and what belongs together finds each other', async ({
  latchkey: { page, folder },
}) => {
  const delivery = join(folder, 'delivery');
  mkdirSync(join(delivery, 'inner'), { recursive: true });
  writeFileSync(join(delivery, 'readme.txt'), 'Thank you for your order.');
  writeFileSync(join(delivery, 'a.crt'), factory.read('leaf.crt'));
  writeFileSync(join(delivery, 'inner', 'b.key'), factory.read('leaf.key'));
  writeFileSync(
    join(delivery, 'inner', 'c.pem'),
    Buffer.concat([factory.read('root.crt'), factory.read('intermediate.crt')]),
  );
  await dropFiles(page, delivery);
  await expect(page.getByRole('heading', { name: 'www.contoso.test' })).toBeVisible();
  await expect(page.getByText('In b.key, matches')).toBeVisible();
  await expect(page.getByText('readme.txt')).toHaveCount(0);
});

test('What is no certificate file stays in the list and is named for what it is', async ({
  latchkey: { page, folder },
}) => {
  writeFileSync(join(folder, 'download.pfx'), '<!DOCTYPE html><html><title>Sign in</title></html>');
  writeFileSync(join(folder, 'empty.pem'), '');
  await dropFiles(page, join(folder, 'download.pfx'), join(folder, 'empty.pem'));
  await expect(page.getByText(/download\.pfx/u).first()).toBeVisible();
  await expect(page.getByText(/web page/u).first()).toBeVisible();
  await expect(page.getByText(/empty\.pem/u).first()).toBeVisible();
});

test('A certificate without its key says what is missing instead of saving', async ({ latchkey: { page } }) => {
  await dropFiles(page, factory.path('leaf.crt'));
  await page.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await expect(page.getByText(/cannot be saved for Azure yet/u)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Pasted text is read by main: a key in it never passes the page', async ({ latchkey: { page, app } }) => {
  const text = factory.read('leaf.key').toString() + factory.read('leaf.crt').toString();
  await app.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), text);
  await page.getByRole('button', { name: 'Paste' }).click();
  await expect(page.getByText('In pasted text, matches')).toBeVisible();
  await expect(page.getByText('Contoso Issuing CA 3 is missing', { exact: true })).toBeVisible();
});

test('Details show everything a certificate says, and a fingerprint can be copied', async ({
  latchkey: { page, app },
}) => {
  await dropFiles(page, factory.path('leaf.crt'));
  await page.getByRole('button', { name: 'Details' }).first().click();
  await expect(page.getByText('CN=www.contoso.test').first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy Fingerprint SHA-256' }).click();
  const openssl = factory.openssl('x509', '-in', factory.path('leaf.crt'), '-noout', '-fingerprint', '-sha256');
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(openssl.toLowerCase()).toContain(copied.toLowerCase().replaceAll(' ', ':').slice(0, 20));
});

test('A slow file can be stopped while the window stays responsive', async ({ latchkey: { page } }) => {
  const leaf = { certificate: factory.path('leaf.crt'), key: factory.path('leaf.key') };
  const slow = factory.makePfx('slow.pfx', leaf, { password: 'x', args: ['-iter', '3000000'] });
  await dropFiles(page, slow);
  const password = page.getByLabel('Password of slow.pfx');
  await password.fill('x');
  await password.press('Enter');
  await page.getByRole('button', { name: 'Stop reading slow.pfx' }).click();
  await expect(page.getByText(/stopped/u).first()).toBeVisible();
});

test.describe('Opened with a file', () => {
  test.use({ args: async ({}, use) => use([factory.path('leaf.crt')]) });

  test('"Open with" puts the file on the bench', async ({ latchkey: { page } }) => {
    await expect(page.getByText('leaf.crt').first()).toBeVisible();
  });
});

test('No private key and no password ever stands in an answer, an event or the log', async ({ latchkey }) => {
  const { app } = latchkey;
  await watchCrossings(app);
  await openAndSave(latchkey, pfx, factory.path('leaf.key'));

  const [crossed, logs] = await Promise.all([crossings(app), writtenFiles(app)]);
  expect(crossed).toContain('www.contoso.test');
  const der = execFileSync('openssl', ['pkey', '-in', factory.path('leaf.key'), '-outform', 'DER']);
  for (const canary of [
    der.toString('base64').slice(200, 240),
    der.toString('hex').slice(200, 240),
    'Geheim-1',
    'PRIVATE KEY',
  ]) {
    expect(crossed).not.toContain(canary);
    expect(logs).not.toContain(canary);
  }
});
