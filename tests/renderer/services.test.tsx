import { act, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { NamedCertificate } from '../../shared/certificates/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { Service } from '../../shared/services/contract';
import { type DrawnApp, drawStart, expectAccessible, goTo } from './draw';
import { decline } from './fake-bridge';
import { draft, service, services, usedCertificate } from './services-samples';

// The wizard has tests of its own: here it only says where one arrived.
vi.mock('../../src-renderer/features/wizard/WizardPage', () => ({
  WizardPage: ({ serviceId }: { serviceId: string }): ReactNode => <h1>Wizard of {serviceId}</h1>,
}));

const { id } = service();
const name = 'score.contoso.com';
const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const list = (): HTMLElement => screen.getByRole('list', { name: 'Services' });
const heading = (label: string): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 1, name: label }, { timeout: 10_000 });
const endingIn = (days: number, change: Partial<NamedCertificate> = {}): NonNullable<Service['certificate']> => {
  const notAfter = `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
  return usedCertificate(name, { notAfter, ...change });
};

async function openServices(known: readonly Service[] = [], handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await drawStart({ 'services.list': () => services(...known), ...handlers });
  await goTo(app.bridge, 'services', 'Services');
  return app;
}

describe('the Services page', () => {
  it('leads to the first service while there is none', async () => {
    const { user } = await openServices([], { 'services.create': () => ({ id }) });
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Services' }));
    expect(screen.getByText(/^There is none yet\./u)).toBeTruthy();
    await expectAccessible();
    await user.click(button('Secure a web service…'));
    await user.click(await screen.findByRole('button', { name: /^This computer/u }));
    expect(await heading(`Wizard of ${id}`)).toBeTruthy();
  });

  it('says of a service where it answers, what it is at, and until when its certificate is valid', async () => {
    await openServices([service()]);
    const card = within(list()).getByRole('listitem');
    for (const words of [name, 'Running', 'https://score.contoso.com:8443/score', 'This computer']) {
      expect(within(card).getByText(words)).toBeTruthy();
    }
    expect(within(card).getByText(/^valid until 14 March 2099/u)).toBeTruthy();
    await expectAccessible();
  });

  it('copies the address', async () => {
    const { bridge, user } = await openServices([service()]);
    await user.click(button('Copy Address'));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: 'https://score.contoso.com:8443/score' }]);
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it.each(['primary', 'secondary'] as const)('copies the %s key in main, and says for how long', async (slot) => {
    const { bridge, user } = await openServices([service()], { 'services.copy-key': () => ({ seconds: 60 }) });
    await user.click(button(`Copy ${slot} key ${name}`));
    expect(bridge.requests('services.copy-key')).toEqual([{ id, slot }]);
    const said = await screen.findByText(`The ${slot} API key of ${name} is on the clipboard for 60 seconds.`);
    expect(said.getAttribute('role')).toBe('status');
  });

  it('has no keys to copy where they are off', async () => {
    await openServices([service({ keyAuthentication: false })]);
    expect(screen.queryByRole('button', { name: /^Copy .+ key/u })).toBeNull();
  });

  it('stops what runs and starts what does not, as main then says', async () => {
    const { bridge, user } = await openServices([service()]);
    await user.click(button(`Stop ${name}`));
    expect(bridge.requests('services.stop')).toEqual([{ id }]);
    act(() => bridge.send('services.changed', services(service({ running: { state: 'stopped' } }))));
    expect(within(list()).getByText('Stopped')).toBeTruthy();
    await user.click(button(`Start ${name}`));
    expect(bridge.requests('services.start')).toEqual([{ id }]);
    act(() => bridge.send('services.changed', services(service({ running: { state: 'starting' } }))));
    expect(within(list()).getByText('Starting')).toBeTruthy();
    expect(button(`Stop ${name}`)).toBeTruthy();
    await expectAccessible();
  });

  it('starts with Latchkey when that is switched on', async () => {
    const { bridge, user } = await openServices([service()]);
    await user.click(screen.getByRole('switch', { name: `Starts with Latchkey: ${name}` }));
    expect(bridge.requests('services.set-starts-with-latchkey')).toEqual([{ id, startsWithLatchkey: true }]);
  });

  it('opens a service where it is proved', async () => {
    const { user } = await openServices([service()]);
    await user.click(button(`Check it and call it ${name}`));
    expect(await heading(`Wizard of ${id}`)).toBeTruthy();
  });

  it('goes on with one that is being set up, and says what comes next', async () => {
    const { user } = await openServices([draft({ hostName: name, complete: ['domain', 'certificate'] })]);
    expect(screen.getByText('Nothing of it runs yet: it can be started next.')).toBeTruthy();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Start /u })).toBeNull();
    await expectAccessible();
    await user.click(button(`Continue ${name}`));
    expect(await heading(`Wizard of ${id}`)).toBeTruthy();
  });

  it('warns where there is no keyring', async () => {
    await openServices([], { 'services.list': () => ({ keeping: 'session', services: [] }) });
    expect(screen.getByText(/no keyring.+API keys last until you close Latchkey/u)).toBeTruthy();
  });

  it('says so when the services are not known, and asks again when it is gone back to', async () => {
    let answers = false;
    const { bridge } = await openServices([], {
      'services.list': () => (answers ? services(service()) : decline('unexpected', { reference: '7f3a' })),
    });
    expect(screen.getByText('Reference: 7f3a')).toBeTruthy();
    await expectAccessible();
    answers = true;
    await goTo(bridge, 'library', 'Library');
    await goTo(bridge, 'services', 'Services');
    expect(within(list()).getByText(name)).toBeTruthy();
  });
});

describe('the end of a certificate', () => {
  it.each([
    [-1, /^Its certificate has ended: clients refuse it/u],
    [29, /^Its certificate ends soon/u],
  ])('in %i days is said, with the way to the next one', async (days, words) => {
    const { user } = await openServices([service({ certificate: endingIn(days) })]);
    expect(screen.getByText(words)).toBeTruthy();
    await expectAccessible();
    await user.click(button(`Renew… ${name}`));
    expect(await heading(`Wizard of ${id}`)).toBeTruthy();
  });

  it.each([
    ['is far', service({ certificate: endingIn(40) })],
    ['matters to nobody without TLS', service({ certificate: endingIn(-1), tls: false })],
  ])('is nothing to worry about where it %s', async (_why, known) => {
    await openServices([known]);
    expect(screen.queryByRole('button', { name: /^Renew/u })).toBeNull();
  });

  it('is told, with the flag and the hint, when the library has the certificate no more', async () => {
    const certificate = { ...endingIn(3, { developmentOnly: true }), isKept: false };
    await openServices([service({ certificate })]);
    expect(screen.getByText(/^valid until .+ \(in 3 days\), deleted from the library$/u)).toBeTruthy();
    expect(screen.getByText('Development only')).toBeTruthy();
    expect(screen.getByText(/^Its certificate ends soon/u)).toBeTruthy();
  });

  it('is not known where it was deleted and nothing was deployed with it', async () => {
    await openServices([service({ certificate: { libraryId: id, isKept: false } })]);
    expect(screen.getByText('deleted from the library')).toBeTruthy();
  });
});

describe('a problem', () => {
  const taken = { code: 'gateway.port-taken', facts: { port: 8443 } } as const;

  it('stands at the service it belongs to', async () => {
    const other = service({ id: '33333333-3333-4333-8333-333333333333', hostName: 'other.example' });
    const failed = service({ running: { state: 'failed', problem: taken } });
    await openServices([failed, other]);
    const [first, second] = within(list()).getAllByRole('listitem');
    expect(within(first!).getByText(/8443/u, { selector: 'p' })).toBeTruthy();
    expect(within(first!).getByText('Not running')).toBeTruthy();
    expect(within(second!).queryByText(/8443 /u)).toBeNull();
    await expectAccessible();
  });

  it('is said once when a press did not start it and main says the same', async () => {
    const stopped = service({ running: { state: 'stopped' } });
    const { bridge, user } = await openServices([stopped], {
      'services.start': () => decline(taken.code, taken.facts),
    });
    await user.click(button(`Start ${name}`));
    const alert = await within(list()).findByRole('alert');
    act(() => bridge.send('services.changed', services(service({ running: { state: 'failed', problem: taken } }))));
    expect(within(list()).getAllByText(alert.querySelector('p')!.textContent)).toHaveLength(1);
  });

  it('goes with the next thing that is done', async () => {
    let free = false;
    const { user } = await openServices([service({ running: { state: 'stopped' } })], {
      'services.start': () => (free ? {} : decline(taken.code, taken.facts)),
    });
    await user.click(button(`Start ${name}`));
    await within(list()).findByRole('alert');
    free = true;
    await user.click(button(`Start ${name}`));
    await waitFor(() => expect(within(list()).queryByRole('alert')).toBeNull());
  });

  it('of its record or key is said beside that', async () => {
    await openServices([service({ problem: { code: 'library.key-not-opened', facts: { name } } })]);
    expect(screen.getByText(`The private key of ${name} was not opened.`)).toBeTruthy();
  });

  it('with a new service is said where that was begun, and goes with the next one', async () => {
    const { user } = await openServices([service()], { 'services.create': () => decline('unexpected') });
    await user.click(button('Secure a web service…'));
    await user.click(await screen.findByRole('button', { name: /^This computer/u }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    await user.click(button('Secure a service'));
    await user.click(button(/^Secure a web service/u));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('removing a service', () => {
  it('asks first, and says what goes and what stays, with Cancel in focus', async () => {
    const { bridge, user } = await openServices([service()]);
    await user.click(button(`Remove… ${name}`));
    await screen.findByRole('alertdialog', { name: `Remove ${name}?` });
    expect(screen.getByText(/gateway stops.+API keys are deleted.+certificate stays in the library/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
    await expectAccessible();
    await user.click(button('Remove'));
    expect(bridge.requests('services.delete')).toEqual([{ id }]);
    act(() => bridge.send('services.changed', services()));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Services' })),
    );
  });

  it('says of one that is being set up that nothing runs', async () => {
    const { bridge, user } = await openServices([draft()]);
    await user.click(button('Remove… New service'));
    await screen.findByRole('alertdialog', { name: 'Remove New service?' });
    expect(screen.getByText(/Nothing runs yet/u)).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.requests('services.delete')).toHaveLength(0);
  });
});

describe('the navigation', () => {
  it('says how many services run here, wherever the user is', async () => {
    const { bridge } = await drawStart({ 'services.list': () => services(service(), draft({ id: 'd' })) });
    expect(button(/^Services\s*1 running here$/u)).toBeTruthy();
    act(() => bridge.send('services.changed', services(service({ running: { state: 'stopped' } }))));
    expect(button('Services')).toBeTruthy();
  });

  it('has every page on one level', async () => {
    await drawStart();
    const items = within(screen.getByRole('navigation')).getAllByRole('button');
    expect(items.map((item) => item.textContent)).toEqual([
      'Secure a service',
      'Certificates',
      'Requests',
      'Library',
      'Services',
      'Azure',
      'Settings',
    ]);
  });
});
