import { act, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GroupStanding } from '../../shared/container-instances/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { ServedRequest, Service } from '../../shared/services/contract';
import { type DrawnApp, drawStart, expectAccessible, goTo } from './draw';
import { decline } from './fake-bridge';
import { azureService, choicesOf, service, services, usedCertificate } from './services-samples';

// The wizard has tests of its own: here it only says where one arrived.
vi.mock('../../src-renderer/features/wizard/WizardPage', () => ({
  WizardPage: ({ entry }: { entry?: unknown }): ReactNode => (
    <h1>Wizard at {JSON.stringify(entry) ?? 'what is next'}</h1>
  ),
}));

const { id } = service();
const name = 'score.contoso.com';
const stopped = azureService({ running: { state: 'stopped' } });
const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const arrivedAt = (entry: unknown): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 1, name: `Wizard at ${JSON.stringify(entry)}` }, { timeout: 10_000 });

async function openServices(known: readonly Service[], handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await drawStart({ 'services.list': () => services(...known), ...handlers });
  await goTo(app.bridge, 'services', 'Services');
  return app;
}

async function openMenu({ user }: DrawnApp): Promise<string[]> {
  await user.click(button(`More ${name}`));
  const items = await screen.findAllByRole('menuitem');
  return items.map((item) => item.textContent);
}

async function pick(app: DrawnApp, entry: string): Promise<void> {
  await openMenu(app);
  await app.user.click(screen.getByRole('menuitem', { name: entry }));
}

describe('a service on Azure', () => {
  it('says where it answers, where it runs, what runs, and that it is deployed', async () => {
    await openServices([azureService()]);
    const card = within(screen.getByRole('list', { name: 'Services' })).getByRole('listitem');
    for (const words of [
      'Deployed on Azure',
      'https://score.contoso.com/score',
      'Azure Container Instances',
      'Contoso production, rg-analytics, West Europe',
      'churn-model',
      'contoso.azurecr.io/churn:12',
    ]) {
      expect(within(card).getByText(words)).toBeTruthy();
    }
    expect(screen.queryByRole('switch'), 'nothing of it runs here').toBeNull();
    await expectAccessible();
  });

  it('does not count as one that runs here', async () => {
    await openServices([azureService()]);
    expect(button('Services')).toBeTruthy();
  });

  it('is a line on the first page', async () => {
    await drawStart({
      'services.list': () => services(azureService(), azureService({ id: 'b', running: stopped.running })),
    });
    const [one, other] = within(screen.getByRole('list', { name: 'Your services' })).getAllByRole('listitem');
    expect(one?.textContent).toMatch(/Azure Container Instances, certificate valid until .+Deployed on Azure ?Open$/u);
    expect(other?.textContent).toMatch(/Stopped ?Open$/u);
  });

  it('is proved, and changed from the third step on', async () => {
    const { bridge, user } = await openServices([azureService()]);
    await user.click(button(`Change… ${name}`));
    await arrivedAt({ page: 'deploy' });
    await goTo(bridge, 'services', 'Services');
    await user.click(button(`Check it and call it ${name}`));
    expect(await screen.findByText('Wizard at what is next')).toBeTruthy();
  });

  it('has its keys copied in main', async () => {
    const { bridge, user } = await openServices([azureService()], { 'services.copy-key': () => ({ seconds: 60 }) });
    await user.click(button(`Copy secondary key ${name}`));
    expect(bridge.requests('services.copy-key')).toEqual([{ id, slot: 'secondary' }]);
  });

  it('has a menu of what is done now and then', async () => {
    const app = await openServices([azureService()]);
    expect(await openMenu(app)).toEqual([
      'Renew certificate…',
      'Replace primary key…',
      'Replace secondary key…',
      'Show logs…',
      'Restart…',
      'Stop…',
      'Delete from Azure…',
      'Remove…',
    ]);
    await expectAccessible('lies-over');
  });

  it('has no keys to replace and no certificate to renew where it has none', async () => {
    const app = await openServices([azureService({ keyAuthentication: false, tls: false })]);
    expect(await openMenu(app)).toEqual(['Show logs…', 'Restart…', 'Stop…', 'Delete from Azure…', 'Remove…']);
  });

  it.each([
    ['Renew certificate…', { page: 'certificate' }],
    ['Replace primary key…', { page: 'review', change: { kind: 'rotate-key', slot: 'primary' } }],
    ['Replace secondary key…', { page: 'review', change: { kind: 'rotate-key', slot: 'secondary' } }],
    ['Restart…', { page: 'review', change: { kind: 'restart' } }],
    ['Stop…', { page: 'review', change: { kind: 'stop' } }],
    ['Delete from Azure…', { page: 'review', change: { kind: 'delete' } }],
  ])('%s shows what would happen before it does', async (entry, at) => {
    const app = await openServices([azureService()]);
    await pick(app, entry);
    expect(await arrivedAt(at)).toBeTruthy();
  });

  it('that is not deployed may have left something on Azure, which can be deleted there', async () => {
    const { deployed: _, ...unfinished } = azureService({ complete: ['domain', 'certificate'] });
    const app = await openServices([unfinished]);
    expect(screen.getByText(/^It is not deployed yet\..+costs money\.$/u)).toBeTruthy();
    await expectAccessible();
    await app.user.click(button(`Remove… ${name}`));
    expect((await screen.findByRole('alertdialog')).textContent).toMatch(/churn-model may be there and cost money/u);
    await app.user.click(button('Cancel'));
    await app.user.click(button(`Delete from Azure… ${name}`));
    expect(await arrivedAt({ page: 'review', change: { kind: 'delete' } })).toBeTruthy();
  });

  it('has nothing to delete on Azure before it is said where it goes', async () => {
    const { deployed: _, containerGroup: __, ...draft } = azureService({ complete: ['domain'] });
    await openServices([draft]);
    expect(screen.getByText('Nothing of it runs yet: its certificate comes next.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Delete from Azure/u })).toBeNull();
  });

  it('that is stopped is started, and not proved or restarted', async () => {
    const app = await openServices([stopped]);
    expect(screen.queryByRole('button', { name: /^Check it/u })).toBeNull();
    const entries = await openMenu(app);
    expect(entries).toContain('Start…');
    expect(entries).not.toContain('Restart…');
    await app.user.keyboard('{Escape}');
    await app.user.click(button(`Start… ${name}`));
    expect(await arrivedAt({ page: 'review', change: { kind: 'start' } })).toBeTruthy();
  });

  it('is renewed in the wizard, and not in the library', async () => {
    const notAfter = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)}Z`;
    const { user } = await openServices([azureService({ certificate: usedCertificate(name, { notAfter }) })]);
    expect(screen.getByText('Its certificate ends soon. Choose the next one, then deploy it.')).toBeTruthy();
    await user.click(button(`Renew… ${name}`));
    expect(await arrivedAt({ page: 'certificate' })).toBeTruthy();
  });

  it('is removed only after it was said what stays on Azure and costs money', async () => {
    const app = await openServices([azureService()]);
    await pick(app, 'Remove…');
    await screen.findByRole('alertdialog', { name: `Remove ${name}?` });
    expect(screen.getByText(/container group churn-model goes on running there, and costs money/u)).toBeTruthy();
    expect(app.bridge.requests('services.delete')).toHaveLength(0);
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(button(`More ${name}`)));
  });
});

describe('a service on this computer', () => {
  it('has its keys replaced, too', async () => {
    const app = await openServices([service()]);
    expect(await openMenu(app)).toEqual([
      'Renew certificate…',
      'Replace primary key…',
      'Replace secondary key…',
      'Show requests…',
    ]);
    await app.user.click(screen.getByRole('menuitem', { name: 'Replace secondary key…' }));
    expect(await arrivedAt({ page: 'review', change: { kind: 'rotate-key', slot: 'secondary' } })).toBeTruthy();
  });
});

describe('what was chosen of a service and not deployed', () => {
  const changed = service({ changed: choicesOf(service(), { port: 9080 }) });

  it('is said, and leads to the review', async () => {
    const { user } = await openServices([changed]);
    expect(screen.getByText(/^Not everything that you chose is deployed/u)).toBeTruthy();
    expect(screen.getByText('https://score.contoso.com:8443/score')).toBeTruthy();
    await expectAccessible();
    await user.click(button(`Review changes… ${name}`));
    expect(await arrivedAt({ page: 'review', change: { kind: 'deploy' } })).toBeTruthy();
  });

  it('is discarded at a press, and that is said', async () => {
    const { bridge, user } = await openServices([changed]);
    await user.click(button(`Discard changes ${name}`));
    expect(bridge.requests('services.discard-changes')).toEqual([{ id }]);
    expect(await screen.findByText(`What you chose for ${name} and did not deploy is discarded.`)).toBeTruthy();
  });
});

describe('the requests to a service on this computer', () => {
  const served: ServedRequest = {
    time: '2026-11-24T10:00:00Z',
    method: 'POST',
    path: '/score',
    status: 200,
    milliseconds: 12,
    keySlot: 'primary',
  };

  it('are shown with the key that each came with, and copied', async () => {
    const { keySlot: __, ...without } = served;
    const requests = [served, { ...without, status: 401, milliseconds: 1 }];
    const app = await openServices([service()], { 'services.requests': () => ({ requests }) });
    await pick(app, 'Show requests…');
    const lines = await screen.findByRole('region', { name: `Last requests to ${name}` });
    expect(lines.textContent).toMatch(
      /POST \/score {2}200 {2}12 ms {2}primary key\n.+POST \/score {2}401 {2}1 ms {2}no right key$/u,
    );
    await expectAccessible();
    await app.user.click(button('Copy the lines'));
    expect(app.bridge.requests('app.copy-text')).toEqual([{ text: lines.textContent }]);
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(button(`More ${name}`)));
  });

  it('are none before somebody calls', async () => {
    const app = await openServices([service()], { 'services.requests': () => ({ requests: [] }) });
    await pick(app, 'Show requests…');
    expect(await screen.findByText('Nobody has called it since Latchkey was started.')).toBeTruthy();
  });

  it('say why they are not known', async () => {
    const app = await openServices([service()], { 'services.requests': () => decline('service.gone') });
    await pick(app, 'Show requests…');
    expect(await screen.findByText(/this service is not there/iu)).toBeTruthy();
  });
});

describe('the logs', () => {
  const container = (of: string, change: Partial<GroupStanding['containers'][number]> = {}) => ({
    name: of,
    state: 'Running',
    detail: '',
    restarts: 0,
    events: [],
    ...change,
  });
  const standing: GroupStanding = {
    state: 'Running',
    containers: [
      container('model', {
        state: 'Waiting',
        detail: 'CrashLoopBackOff',
        restarts: 5,
        exitCode: 1,
        events: [{ name: 'Started', message: 'Started container', count: 5, at: '', warning: false }],
      }),
      container('gateway'),
    ],
    events: [],
  };

  async function openLogs(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
    const app = await openServices([azureService()], {
      'container-instances.look': () => standing,
      'container-instances.logs': ({ container: of }) => ({ text: `${of} says hello` }),
      ...handlers,
    });
    await pick(app, 'Show logs…');
    await screen.findByRole('dialog', { name: `Logs of ${name}` });
    return app;
  }

  afterEach(() => vi.useRealTimers());

  it('show how a container is and what it wrote, one container at a time', async () => {
    const { bridge, user } = await openLogs();
    expect(await screen.findByText('model says hello')).toBeTruthy();
    expect(screen.getByText('Waiting (CrashLoopBackOff), restarted 5 times, ended with code 1')).toBeTruthy();
    expect(screen.getByText('Started container (5 times)')).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole('tab', { name: 'gateway' }));
    expect(await screen.findByText('gateway says hello')).toBeTruthy();
    expect(screen.getByText('Running')).toBeTruthy();
    expect(bridge.requests('container-instances.logs').at(-1)).toEqual({
      serviceId: id,
      container: 'gateway',
      lines: 500,
    });
  });

  it('are copied', async () => {
    const { bridge, user } = await openLogs();
    await user.click(await screen.findByRole('button', { name: 'Copy the lines' }));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: 'model says hello' }]);
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it('say when nothing was written', async () => {
    await openLogs({ 'container-instances.logs': () => ({ text: '' }) });
    expect(await screen.findByText('It has not written anything since it was started.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy the lines' })).toBeNull();
  });

  it('say what stood in the way, and are asked for again', async () => {
    let answers = false;
    const { user } = await openLogs({
      'container-instances.look': () => (answers ? standing : decline('unexpected', { reference: '7f3a' })),
    });
    expect(await screen.findByText('Reference: 7f3a')).toBeTruthy();
    await expectAccessible();
    answers = true;
    await user.click(button('Look again'));
    expect(await screen.findByText('model says hello')).toBeTruthy();
    expect(screen.queryByText('Reference: 7f3a')).toBeNull();
  });

  it('say that the group is gone', async () => {
    await openLogs({ 'container-instances.look': () => ({ state: 'gone', containers: [], events: [] }) });
    expect(await screen.findByText('The container group is not there any more.')).toBeTruthy();
  });

  it('are followed as long as that is ticked and they are open', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let line = 0;
    const { bridge, user } = await openLogs({ 'container-instances.logs': () => ({ text: `line ${(line += 1)}` }) });
    const looks = (): number => bridge.requests('container-instances.look').length;
    const pass = (milliseconds: number): Promise<void> =>
      act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)));
    expect(await screen.findByText('line 1')).toBeTruthy();
    await pass(3100);
    expect(await screen.findByText('line 2')).toBeTruthy();

    await user.click(screen.getByRole('checkbox', { name: 'Follow' }));
    const unticked = looks();
    await pass(10_000);
    expect(looks()).toBe(unticked);

    await user.click(screen.getByRole('checkbox', { name: 'Follow' }));
    await pass(3100);
    expect(looks()).toBeGreaterThan(unticked);
    await user.click(button('Close'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const closed = looks();
    await pass(10_000);
    expect(looks()).toBe(closed);
  });
});
