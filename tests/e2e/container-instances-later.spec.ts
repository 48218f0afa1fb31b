import type { Page } from '@playwright/test';
import type { WireGroup } from '../../src-main/targets/container-instances/ports';
import { isReachable, score } from '../main/azure-emulator/protected-group';
import { type CertificateFactory, makeUsualChain } from '../support/openssl';
import { chooseNewGroup, copiedKeys, proved, type Running, test, title, toDeployPage } from './service-on-azure';
import { expect, goTo } from './support';

const hostName = 'score.contoso.test';
const password = 'Geheim-1';
const body = '{"data": [[1, 2]]}';
const patience = { timeout: 30_000 };
/** A certificate for the host name, with the root that issued it. */
function makePfx(factory: CertificateFactory): string {
  const { root } = makeUsualChain(factory);
  const leaf = factory.make('leaf', {
    subject: `/CN=${hostName}`,
    extensions: [`subjectAltName=DNS:${hostName}`, 'extendedKeyUsage=serverAuth'],
    issuer: root,
  });
  return factory.makePfx('server.pfx', leaf, { password, issuer: root });
}

/** What somebody's colleague put on Azure: a model that the whole world may call, with a secret that Azure gives to nobody. */
const openModel: WireGroup = {
  location: 'westeurope',
  tags: { team: 'analytics' },
  properties: {
    osType: 'Linux',
    restartPolicy: 'OnFailure',
    containers: [
      {
        name: 'scorer',
        properties: {
          image: 'contoso/picky:3',
          ports: [{ port: 80 }],
          environmentVariables: [
            { name: 'DB_PASSWORD', secureValue: 'what only Adele knows' },
            { name: 'PLAIN', value: 'kept' },
          ],
          resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
          volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
        },
      },
    ],
    volumes: [{ name: 'scratch', emptyDir: {} }],
    ipAddress: { type: 'Public', ports: [{ port: 80, protocol: 'TCP' }], dnsNameLabel: 'open-scores' },
  },
};

test('a model that runs on plain http is secured, with what it has besides', async ({ launched, factory, world }) => {
  test.setTimeout(120_000);
  await world.put('open-scores', openModel);
  const before = await world.addressOf('open-scores');
  await expect.poll(() => isReachable(before, 80)).toBe(true);
  const running = await launched();
  const { page, button, choose } = running;
  await toDeployPage(running, makePfx(factory), password);
  await page.getByText('One that runs already').click();
  await choose('Subscription', 'Contoso production');
  await choose('Container group', 'open-scores');
  await page.getByLabel('Example request').fill(body);
  await button('Next').click();
  await expect(page.getByText(/This is needed: Value of DB_PASSWORD/u)).toBeVisible(patience);
  await page.getByLabel(/^Value of DB_PASSWORD/u).fill('what only Adele knows');
  await button('Next').click();
  await expect(page.getByText(/What runs is deleted and created again/u)).toBeVisible(patience);
  await page.getByLabel(`Type ${hostName} to confirm`).fill(hostName);
  await button('Deploy to Contoso production').click();
  await expect(proved(page)).toBeVisible(patience);

  const address = await world.addressOf('open-scores');
  const { primary } = await copiedKeys(running);
  expect((await score(address, body, primary)).status).toBe(200);
  expect((await score(address, body)).status).toBe(401);
  expect(await isReachable(address, 80)).toBe(false);
  const { tags, properties } = (await world.read('open-scores')) ?? openModel;
  expect(tags).toMatchObject({ team: 'analytics', 'latchkey-host': hostName });
  expect(properties.restartPolicy).toBe('OnFailure');
  expect(properties.ipAddress?.fqdn).toBe('open-scores.westeurope.azurecontainer.io');
  const scorer = properties.containers.find(({ name }) => name === 'scorer');
  expect(scorer?.properties.environmentVariables).toEqual([{ name: 'DB_PASSWORD' }, { name: 'PLAIN', value: 'kept' }]);
  expect(scorer?.properties.volumeMounts).toEqual([{ name: 'scratch', mountPath: '/scratch' }]);
});

test('Latchkey is killed in each step on Azure, and goes on with nothing done twice and nothing lost', async ({
  launched,
  factory,
  world,
}) => {
  test.setTimeout(240_000);
  const steps = ['Create container group survivor', 'Wait for container group survivor'];
  let running = await launched();
  await toDeployPage(running, makePfx(factory), password);
  await chooseNewGroup(running, { image: 'contoso/slow-start:1', name: 'survivor' });
  await running.button('Next').click();
  await expect(running.button('Deploy to Contoso production')).toBeVisible(patience);
  const putsBefore = await world.taken('PUT');
  // Each request takes so long that the step is met in the middle of it.
  await world.fault({ kind: 'slow', milliseconds: 1500 }, { method: 'PUT' });
  await running.button('Deploy to Contoso production').click();
  for (const step of steps) {
    await stepIsUnderWay(running.page, step);
    await kill(running);
    running = await launched('as it was left');
    await goTo(running.page, 'Services');
    await running.page.getByRole('button', { name: /^Continue/u }).click();
    await expect(title(running.page, 'The deployment was interrupted')).toBeVisible(patience);
    await running.button('Go on').click();
  }
  await expect(proved(running.page)).toBeVisible(patience);
  expect((await world.taken('PUT')) - putsBefore).toBe(1);
  const { primary, secondary } = await copiedKeys(running);
  const address = await world.addressOf('survivor');
  for (const key of [primary, secondary]) expect((await score(address, body, key)).status).toBe(200);
});

/** What Azure may do to the request, or to the group that it began, and what is said: of two in a row never the same. */
const faults: readonly (readonly [effect: object, says: RegExp])[] = [
  [{ kind: 'no-capacity' }, /no room|capacity/iu],
  [{ kind: 'drop' }, /was not reached/u],
  [{ kind: 'operation-fails', code: 'InaccessibleImage', message: 'The image is not accessible.' }, /image/iu],
  [
    {
      kind: 'provisioning-fails',
      events: [{ name: 'Failed', message: 'RegistryErrorResponse: toomanyrequests', type: 'Warning' }],
    },
    /registry/iu,
  ],
  [{ kind: 'status', status: 403 }, /is not allowed to do that/u],
  [{ kind: 'status', status: 500 }, /a difficulty of its own/u],
  [{ kind: 'status', status: 429, retryAfter: 60 }, /too many requests/u],
];

test('whatever Azure does to a deployment is said at its step, and it ends well when it is tried again', async ({
  launched,
  factory,
  world,
}) => {
  test.setTimeout(240_000);
  const running = await launched();
  const { page, button } = running;
  await toDeployPage(running, makePfx(factory), password);
  await chooseNewGroup(running, { image: 'contoso/churn:12', name: 'unlucky' });
  await button('Next').click();
  const [first, ...others] = faults;
  if (!first) throw new Error('no fault');
  await world.fault(first[0]);
  await button('Deploy to Contoso production').click();
  for (const [, says] of [first]) await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible(patience);
  for (const [effect, says] of others) {
    await world.noFaults();
    await world.fault(effect, { times: 10 });
    await button('Try this step again').click();
    await expect(page.getByRole('alert').filter({ hasText: says }), JSON.stringify(effect)).toBeVisible(patience);
  }
  await world.noFaults();
  // Azure takes it, and nobody hears of that: it is found again, and not sent twice.
  const before = await world.taken('PUT');
  await world.fault({ kind: 'drop-after' });
  await button('Try this step again').click();
  await expect(proved(page)).toBeVisible(patience);
  expect((await world.taken('PUT')) - before).toBeLessThanOrEqual(1);
});

test('a model that crashes is named, with its last lines', async ({ launched, factory }) => {
  test.setTimeout(120_000);
  const running = await launched();
  const { page, button } = running;
  await toDeployPage(running, makePfx(factory), password);
  await chooseNewGroup(running, { image: 'contoso/crash-model:1', name: 'crashing' });
  await button('Next').click();
  await button('Deploy to Contoso production').click();
  await expect(page.getByText('The container model ends again and again, with exit code 1.')).toBeVisible(patience);
  await expect(page.getByText('Last lines of model')).toBeVisible(patience);
});

/** Waits until the step runs, and no longer. */
async function stepIsUnderWay(page: Page, step: string): Promise<void> {
  await expect(page.getByRole('listitem').filter({ hasText: step }).getByText('Running')).toBeVisible(patience);
}

/** As a power cut does: nothing can be written any more. */
async function kill({ app }: Running): Promise<void> {
  const ended = new Promise((done) => app.process().once('exit', done));
  app.process().kill('SIGKILL');
  await ended;
}
