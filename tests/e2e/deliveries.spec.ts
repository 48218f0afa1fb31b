import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../support/openssl';
import { dropFiles } from './drop';
import { expect, test } from './support';
import { saveTwoGoodFiles } from './two-good-files';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;

test.beforeAll(() => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
});
test.afterAll(() => factory.remove());

test('A ZIP from an authority and its key end in two good files; the readme in it is nobody’s concern', async ({
  latchkey,
}) => {
  const { page, folder } = latchkey;
  const zip = join(folder, 'www_contoso_test.zip');
  const entries = {
    'README.txt': strToU8('Thank you for your order. Install the certificate first, then the bundle.'),
    'www_contoso_test/www_contoso_test.crt': factory.read('leaf.crt'),
    'www_contoso_test/ca-bundle.crt': Buffer.concat([factory.read('root.crt'), factory.read('intermediate.crt')]),
  };
  writeFileSync(zip, zipSync(entries));
  await dropFiles(page, zip, usual.leaf.key);
  await expect(page.getByText('In leaf.key, matches')).toBeVisible();
  await expect(page.getByText('3 certificates')).toBeVisible();
  await saveTwoGoodFiles(latchkey, factory, { name: 'www.contoso.test', root: usual.root });
});

for (const [kind, args] of [
  ['modern', []],
  ['legacy', ['-legacy']],
] as const) {
  test(`A ${kind} .pfx from IT: a wrong password is told apart, and the right one ends in two good files`, async ({
    latchkey,
  }) => {
    const { page } = latchkey;
    const made = { password: 'Geheim-1', issuer: usual.intermediate, args };
    await dropFiles(page, factory.makePfx('server.pfx', usual.leaf, made));
    const password = page.getByLabel('Password of server.pfx');
    await password.fill('geheim-1');
    await password.press('Enter');
    await expect(page.getByText(/case-sensitive/u)).toBeVisible();
    await password.fill('Geheim-1');
    await password.press('Enter');
    await expect(page.getByText('In server.pfx, matches')).toBeVisible();
    await saveTwoGoodFiles(latchkey, factory, { name: 'www.contoso.test', root: usual.root });
  });
}

test('An intermediate that has ended blocks, and is said to be the one to replace', async ({ latchkey }) => {
  const { page } = latchkey;
  const sign = ['-CA', usual.root.certificate, '-CAkey', usual.root.key, '-CAcreateserial', '-days', '-1'];
  const request = factory.path('intermediate.csr');
  const ended = factory.path('ended.crt');
  const extensions = ['-extfile', factory.path('intermediate.ext')];
  execFileSync('openssl', ['x509', '-req', '-in', request, ...sign, ...extensions, '-out', ended], { stdio: 'ignore' });
  await dropFiles(page, usual.leaf.certificate, usual.leaf.key, ended);
  await expect(page.getByText(/Contoso Issuing CA 3, which stands above your certificate, ended on/u)).toBeVisible();
  await expect(page.getByText(/Download the current certificate of Contoso Issuing CA 3/u)).toBeVisible();
  await page.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await expect(page.getByText(/cannot be saved for Azure yet/u)).toBeVisible();
  // The authority's current one, added beside it, is the one that is taken.
  await dropFiles(page, usual.intermediate.certificate);
  await expect(page.getByText(/ended on/u)).toHaveCount(0);
  await saveTwoGoodFiles(latchkey, factory, { name: 'www.contoso.test', root: usual.root });
});
