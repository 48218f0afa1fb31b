import { join } from 'node:path';
import { score } from '../main/azure-emulator/protected-group';
import { corpusFolder, hasCorpus } from '../support/corpus';
import { type CertificateFactory, makeUsualChain } from '../support/openssl';
import { crossings, watchCrossings, writtenFiles } from './crossings';
import {
  chooseNewGroup,
  choosesInMenu,
  copiedKeys,
  deployPage,
  openPfx,
  pressesReviewed,
  proved,
  shownCertificate,
  test,
  title,
  toDeployPage,
} from './service-on-azure';
import { expect, goTo } from './support';

const password = 'Corpus-Pass-1';
const hostName = hasCorpus ? 'www.example.test' : 'www.contoso.test';
const body = '{"data": [[1, 2]]}';
const patience = { timeout: 30_000 };

/** Of the corpus where that is, and one that may take its place. */
function files(factory: CertificateFactory): { readonly first: string; readonly next: string } {
  const { root } = makeUsualChain(factory);
  const make = (name: string): string => {
    const leaf = factory.make(name, {
      subject: `/CN=${hostName}`,
      extensions: [`subjectAltName=DNS:${hostName}`, 'extendedKeyUsage=serverAuth'],
      issuer: root,
    });
    return factory.makePfx(`${name}.pfx`, leaf, { password, issuer: root });
  };
  return {
    first: hasCorpus ? join(corpusFolder, 'generated/pfx/enc-AES-256-CBC.pfx') : make('first'),
    next: make('next'),
  };
}

test('a .pfx becomes a service on Azure; its keys and its certificate are replaced, it is stopped, started and deleted', async ({
  launched,
  factory,
  emulator,
  world,
}) => {
  test.setTimeout(240_000);
  const { first, next } = files(factory);
  const running = await launched();
  const { app, page, button } = running;
  await watchCrossings(app);
  const statuses = async (...keys: readonly (string | undefined)[]): Promise<readonly number[]> => {
    const address = await world.addressOf('churn');
    return Promise.all(keys.map(async (key) => (await score(address, body, key)).status));
  };

  await toDeployPage(running, first, password);
  await chooseNewGroup(running, { image: 'contoso/churn:12', name: 'churn' });
  await button('Next').click();
  await pressesReviewed(running, 'Deploy to Contoso production');
  await expect(proved(page)).toBeVisible(patience);
  await expect(page.getByText(/^churn-model\.\w+\.westeurope\.azurecontainer\.io$/u)).toBeVisible(patience);
  const keys = await copiedKeys(running);
  expect(await statuses(keys.primary, keys.secondary, undefined, keys.primary.toLowerCase())).toEqual([
    200, 200, 401, 401,
  ]);
  const seen = [keys.primary, keys.secondary];

  await test.step('Each key is replaced, while the other goes on.', async () => {
    await choosesInMenu(page, 'Replace primary key…');
    await pressesReviewed(running, 'Replace the primary key');
    await expect(proved(page)).toBeVisible(patience);
    const { primary, secondary } = await copiedKeys(running);
    expect(secondary).toBe(keys.secondary);
    expect(await statuses(keys.primary, primary, secondary)).toEqual([401, 200, 200]);
    await choosesInMenu(page, 'Replace secondary key…');
    await pressesReviewed(running, 'Replace the secondary key');
    await expect(proved(page)).toBeVisible(patience);
    Object.assign(keys, await copiedKeys(running));
    expect(keys.primary).toBe(primary);
    expect(await statuses(secondary, keys.primary, keys.secondary)).toEqual([401, 200, 200]);
    seen.push(keys.primary, keys.secondary);
  });

  await test.step('The certificate is renewed, at the same address.', async () => {
    const address = await world.addressOf('churn');
    const before = await shownCertificate(address, hostName);
    await choosesInMenu(page, 'Renew certificate…');
    await button('From files or a request…').click();
    await openPfx(page, next, password);
    await page
      .getByRole('button', { name: `Use ${hostName} for ${hostName}` })
      .last()
      .click();
    await expect(page.getByRole('radio', { name: hostName, checked: true })).toBeVisible();
    await button('Next').click();
    await expect(deployPage(page)).toBeVisible();
    await button('Next').click();
    await expect(page.getByText(/Callers get no answer for about/u)).toBeVisible(patience);
    await pressesReviewed(running, 'Deploy to Contoso production');
    await expect(proved(page)).toBeVisible(patience);
    expect(await world.addressOf('churn')).toBe(address);
    expect(await shownCertificate(address, hostName)).not.toBe(before);
    expect(await statuses(keys.primary)).toEqual([200]);
  });

  await test.step('What its containers write is read.', async () => {
    await choosesInMenu(page, 'Show logs…');
    await page.getByRole('tab', { name: 'gateway' }).click();
    await expect(
      page
        .getByRole('dialog')
        .getByText(/POST \/score/u)
        .first(),
    ).toBeVisible(patience);
    await button('Close').click();
  });

  await test.step('It is stopped, and started.', async () => {
    await choosesInMenu(page, 'Stop…');
    await pressesReviewed(running, 'Stop');
    await expect(title(page, 'Stopped')).toBeVisible(patience);
    expect(await world.addressOf('churn')).toBe('');
    await choosesInMenu(page, 'Start…');
    await pressesReviewed(running, 'Start');
    await expect(proved(page)).toBeVisible(patience);
    expect(await statuses(keys.primary)).toEqual([200]);
  });

  await test.step('It is deleted, once its name is typed.', async () => {
    await choosesInMenu(page, 'Delete from Azure…');
    await button('Delete from Contoso production').click();
    await page.getByLabel(`Type ${hostName} to confirm`).fill(hostName);
    await button('Delete from Contoso production').click();
    await expect(title(page, 'Deleted from Azure')).toBeVisible(patience);
    expect(await world.read('churn')).toBeUndefined();
    await goTo(page, 'Services');
    await expect(page.getByText('Being set up', { exact: true })).toBeVisible();
  });

  const texts = [await crossings(app), await writtenFiles(app), await page.content()];
  await app.close();
  expect(texts[0]).toContain('container-instances.wait-group');
  for (const secret of [...seen, 'PRIVATE KEY', ...(await emulator.canaries())]) {
    for (const text of texts) expect(text).not.toContain(secret);
  }
});
