import { chooseNewGroup, deployPage, proved, test } from './service-on-azure';
import { expect, goTo } from './support';

const hostName = 'score.contoso.test';
const patience = { timeout: 30_000 };

test('a development certificate of the library is warned of on its way to Azure, back and forth, until the host name is typed', async ({
  launched,
  world,
}) => {
  test.setTimeout(120_000);
  const running = await launched();
  const { page, button } = running;
  await goTo(page, 'Library');
  await button('Make a development certificate…').click();
  await page.getByLabel(/^Host names/u).fill(hostName);
  await button('Make').click();
  await expect(page.getByRole('heading', { name: hostName })).toBeVisible();

  await page.getByRole('navigation').getByRole('button', { name: 'Secure a service' }).click();
  await page.getByRole('button', { name: /^Secure a web service/u }).click();
  await page.getByRole('button', { name: /^Azure Container Instances/u }).click();
  const chosen = page.getByRole('radio', { name: hostName });
  await page.getByLabel('Host name').fill(hostName);
  await button('Next').click();
  // A name that leads nowhere yet is asked about once.
  await expect(chosen.or(page.getByText(/press Next again/u))).toBeVisible(patience);
  if (!(await chosen.isVisible())) await button('Next').click();
  await chosen.check();
  await button('Next').click();
  await expect(deployPage(page)).toBeVisible();
  await chooseNewGroup(running, { image: 'contoso/churn:12', name: 'development' });
  await button('Next').click();

  const warning = page.getByText('Its certificate is for development only. Others would be warned off');
  const confirmation = page.getByLabel(`Type ${hostName} to confirm`);
  const deploy = button('Deploy to Contoso production');
  await expect(warning).toBeVisible(patience);
  await deploy.click();
  await expect(page.getByText(/here, or go back and choose another certificate/u)).toBeVisible();
  await confirmation.fill('contoso.test');
  await deploy.click();
  await expect(page.getByText(/here, or go back and choose another certificate/u)).toBeVisible();

  await button('Back').click();
  await expect(deployPage(page)).toBeVisible();
  await button('Back').click();
  await expect(chosen).toBeChecked();
  await button('Next').click();
  await expect(deployPage(page)).toBeVisible();
  await button('Next').click();
  await expect(warning).toBeVisible(patience);
  await expect(confirmation).toHaveValue('');
  await deploy.click();
  await expect(page.getByText(/here, or go back and choose another certificate/u)).toBeVisible();
  expect(await world.read('development')).toBeUndefined();

  await confirmation.fill(hostName);
  await deploy.click();
  await expect(proved(page)).toBeVisible(patience);
  expect((await world.read('development'))?.properties.provisioningState).toBe('Succeeded');
});
