import { act, fireEvent, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { drawStart, expectAccessible, goTo } from './draw';
import { decline } from './fake-bridge';
import { bundle, certificate, file, workshop } from './samples';
import { draft, service, services, usedCertificate } from './services-samples';

// The wizard has tests of its own: here it only says where one arrived.
vi.mock('../../src-renderer/features/wizard/WizardPage', () => ({
  WizardPage: (props: {
    serviceId: string;
    onLeave: () => void;
    onOpenCertificates: (id: string) => void;
  }): ReactNode => (
    <>
      <h1>Wizard of {props.serviceId}</h1>
      <button onClick={props.onLeave}>Leave</button>
      <button onClick={() => props.onOpenCertificates(props.serviceId)}>From files</button>
    </>
  ),
}));

const id = service().id;
const other = '33333333-3333-4333-8333-333333333333';
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const wizard = (of = id): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 1, name: `Wizard of ${of}` }, { timeout: 10_000 });
/** The first door, and where it runs. */
const begin = async (user: UserEvent, target: string | RegExp = /^This computer/u): Promise<void> => {
  await user.click(button(/^Secure a web service/u));
  await user.click(button(target));
};
const lines = (): HTMLElement[] => within(screen.getByRole('list', { name: 'Your services' })).getAllByRole('listitem');

describe('the first page', () => {
  it('has two doors, the try-out below them, and no list while there is no service', async () => {
    await drawStart();
    expect(screen.getByRole('heading', { level: 1, name: 'What would you like to do?' })).toBeTruthy();
    const doors = within(screen.getByRole('main')).getAllByRole('button');
    expect(doors.map((door) => door.textContent)).toEqual([
      expect.stringMatching(/^Secure a web service/u),
      expect.stringMatching(/^Convert a certificate/u),
      expect.stringMatching(/^Try it on this computer: two minutes, no account/u),
    ]);
    expect(screen.queryByText('Your services')).toBeNull();
    expect(button('Secure a service').getAttribute('aria-current')).toBe('page');
    await expectAccessible();
  });

  it('takes no focus when the app opens, and takes it when it is gone back to', async () => {
    const { bridge, user } = await drawStart();
    expect(document.activeElement).toBe(document.body);
    await goTo(bridge, 'certificates', 'Certificates');
    await user.click(button('Secure a service'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'What would you like to do?' }));
  });

  it('asks main only for the services', async () => {
    const { bridge } = await drawStart();
    expect(bridge.made.map(({ method }) => method)).toEqual(['services.list']);
  });

  it('can be gone through by keyboard, in the order in which it is read', async () => {
    const { user } = await drawStart({ 'services.list': () => services(service()) });
    const [secure] = within(screen.getByRole('main')).getAllByRole('button');
    act(() => secure?.focus());
    const order: (string | null | undefined)[] = [];
    for (let step = 0; step < 3; step++) {
      await user.tab();
      order.push(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
    }
    expect(order).toEqual([
      expect.stringMatching(/^Convert a certificate/u),
      expect.stringMatching(/^Try it/u),
      'Open score.contoso.com',
    ]);
    await user.keyboard('{Enter}');
    expect(await wizard()).toBeTruthy();
  });

  it('opens the workshop by its second door', async () => {
    const { user } = await drawStart();
    await user.click(button(/^Convert a certificate/u));
    expect(await screen.findByRole('heading', { level: 1, name: 'Certificates' }, { timeout: 10_000 })).toBeTruthy();
  });

  it('opens the workshop with what is dropped anywhere', async () => {
    const { bridge } = await drawStart();
    const dropped = new File(['never read'], 'server.pfx');
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [dropped], dropEffect: 'none' } });
    expect(bridge.made.find(({ method }) => method === 'certificates.add')).toMatchObject({ files: [dropped] });
    act(() => bridge.send('certificates.changed', workshop({ files: [file('server.pfx')] })));
    expect(await screen.findByRole('heading', { level: 1, name: 'Certificates' }, { timeout: 10_000 })).toBeTruthy();
  });
});

describe('your services, on the first page', () => {
  it('say in a line what each is called, where it runs, until when, and what it is at', async () => {
    const ended = usedCertificate('a', { notAfter: '2020-03-14T09:26:53Z' });
    await drawStart({
      'services.list': () =>
        services(
          service(),
          service({ id: other, hostName: 'old.example', certificate: ended, running: { state: 'stopped' } }),
          service({ id: 'c', hostName: 'plain.example', tls: false, running: { state: 'starting' } }),
          draft({ id: 'd', hostName: 'new.example', complete: ['domain'] }),
        ),
    });
    const [running, stopped, plain, begun] = lines().map((line) => line.textContent);
    expect(running).toMatch(
      /^score\.contoso\.comThis computer, certificate valid until 14 March 2099 \(in .+\) ?Running ?Open$/u,
    );
    expect(stopped).toMatch(/certificate ended on 14 March 2020 \(\d+ years ago\) ?Stopped/u);
    expect(plain).toMatch(/This computer, without TLS ?Starting/u);
    expect(begun).toMatch(/^new\.exampleThis computer, its certificate comes next ?Being set up ?Continue$/u);
    await expectAccessible();
  });

  it('say which certificate is for development only, and of no other', async () => {
    const made = usedCertificate('localhost', { developmentOnly: true });
    await drawStart({
      'services.list': () =>
        services(
          service(),
          service({ id: other, hostName: 'localhost', certificate: { ...made, isKept: false } }),
          draft({ id: 'd', hostName: 'new.example', certificate: made }),
        ),
    });
    expect(lines().map((line) => within(line).queryByText('Development only') !== null)).toEqual([false, true, true]);
    await expectAccessible();
  });

  it('follow what main says of them', async () => {
    const { bridge } = await drawStart({ 'services.list': () => services(service()) });
    const problem = { code: 'gateway.ended', facts: { hostName: 'score.contoso.com' } } as const;
    act(() => bridge.send('services.changed', services(service({ running: { state: 'failed', problem } }))));
    expect(within(lines()[0]!).getByText('Not running')).toBeTruthy();
    act(() => bridge.send('services.changed', services()));
    expect(screen.queryByText('Your services')).toBeNull();
  });

  it('go on in the wizard', async () => {
    const { user } = await drawStart({ 'services.list': () => services(draft()) });
    await user.click(button('Continue New service'));
    await wizard();
    expect(button('Secure a service').getAttribute('aria-current')).toBe('page');
    await user.click(button('Leave'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Services' }, { timeout: 10_000 })).toBeTruthy();
  });

  it('say so when they are not known, and nothing is begun beside them', async () => {
    const { bridge, user } = await drawStart({ 'services.list': () => decline('unexpected', { reference: '7f3a' }) });
    expect(within(screen.getByRole('alert')).getByText('Reference: 7f3a')).toBeTruthy();
    await begin(user);
    expect(bridge.requests('services.create')).toHaveLength(0);
    expect(within(screen.getByRole('alert')).getByText('Reference: 7f3a')).toBeTruthy();
    await expectAccessible();
  });
});

describe('securing a web service', () => {
  it('makes a service and opens the wizard with it, once for two presses', async () => {
    const { bridge, user } = await drawStart({ 'services.create': () => ({ id: other }) });
    await user.click(button(/^Secure a web service/u));
    await user.dblClick(button(/^This computer/u));
    await wizard(other);
    expect(bridge.requests('services.create')).toEqual([{ target: 'this-computer' }]);
  });

  it('goes on with one that was begun and left as it was', async () => {
    const { bridge, user } = await drawStart({
      'services.list': () => services(service({ id: other }), draft()),
    });
    await begin(user);
    await wizard();
    expect(bridge.requests('services.create')).toHaveLength(0);
  });

  it('asks first where it runs, in plain words, and takes no account for granted', async () => {
    const { bridge, user } = await drawStart();
    await user.click(button(/^Secure a web service/u));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Where does it run?' }));
    const doors = within(screen.getByRole('main')).getAllByRole('button');
    expect(doors.map((door) => door.textContent)).toEqual([
      expect.stringMatching(/^This computer.+needs no account/u),
      expect.stringMatching(/^Azure Container Instances/u),
    ]);
    expect(button('Secure a service').getAttribute('aria-current')).toBe('page');
    expect(bridge.requests('services.create')).toHaveLength(0);
    await expectAccessible();
  });

  it('begins one on Azure beside one that was begun on this computer', async () => {
    const { bridge, user } = await drawStart({
      'services.list': () => services(draft()),
      'services.create': () => ({ id: other }),
    });
    await begin(user, /^Azure Container Instances/u);
    await wizard(other);
    expect(bridge.requests('services.create')).toEqual([{ target: 'container-instances' }]);
  });

  it('goes on with one on Azure that was left as it was', async () => {
    const begun = draft({ id: other, target: 'container-instances' });
    const { bridge, user } = await drawStart({ 'services.list': () => services(draft(), begun) });
    await begin(user, /^Azure Container Instances/u);
    await wizard(other);
    expect(bridge.requests('services.create')).toHaveLength(0);
  });

  it('stays and says why when there is no new service', async () => {
    const { user } = await drawStart({
      'services.create': () => decline('file.not-written', { name: 'service', reason: 'no-space' }),
    });
    await begin(user);
    expect(await screen.findByText('service was not written.')).toBeTruthy();
    await expectAccessible();
  });
});

describe('the try-out', () => {
  it('is a service called localhost', async () => {
    const { bridge, user } = await drawStart({ 'services.create': () => ({ id }) });
    await user.click(button(/^Try it/u));
    await wizard();
    expect(bridge.requests('services.set-host-name')).toEqual([{ id, hostName: 'localhost' }]);
  });

  it('is there once: the next time it goes on', async () => {
    const { bridge, user } = await drawStart({ 'services.list': () => services(service({ hostName: 'localhost' })) });
    await user.click(button(/^Try it/u));
    await wizard();
    expect(bridge.requests('services.create')).toHaveLength(0);
    expect(bridge.requests('services.set-host-name')).toHaveLength(0);
  });

  it('says what stands in its way', async () => {
    const { user } = await drawStart({
      'services.create': () => ({ id }),
      'services.set-host-name': () => decline('service.gone'),
    });
    await user.click(button(/^Try it/u));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: /^Wizard/u })).toBeNull();
  });
});

describe('a certificate of the workshop, in a service', () => {
  const bench = () => workshop({ files: [file('server.pfx')], bundles: [bundle()] });
  const keep = { 'certificates.workshop': bench, 'certificates.keep': () => ({ libraryId: other }) };
  const card = 'www.contoso.com, contoso.com';

  it('begins one that has its first name, where it is chosen to run', async () => {
    const { bridge, user } = await drawStart({ ...keep, 'services.create': () => ({ id }) });
    await goTo(bridge, 'certificates', 'Certificates');
    await user.click(button(`Use ${card} in a service`));
    await user.click(await screen.findByRole('button', { name: /^Azure Container Instances/u }));
    await wizard();
    expect(bridge.requests('certificates.keep')).toEqual([{ bundleId: bundle().id }]);
    expect(bridge.requests('services.create')).toEqual([{ target: 'container-instances' }]);
    expect(bridge.requests('services.set-host-name')).toEqual([{ id, hostName: 'www.contoso.com' }]);
    expect(bridge.requests('services.set-certificate')).toEqual([{ id, libraryId: other }]);
  });

  it('leaves the name to be asked for where it is for many', async () => {
    const wild = bundle({ leaf: certificate('*.contoso.com', { hostNames: ['*.contoso.com'] }) });
    const { bridge, user } = await drawStart({
      ...keep,
      'certificates.workshop': () => workshop({ files: [file('server.pfx')], bundles: [wild] }),
      'services.create': () => ({ id }),
    });
    await goTo(bridge, 'certificates', 'Certificates');
    await user.click(button('Use *.contoso.com in a service'));
    await user.click(await screen.findByRole('button', { name: /^This computer/u }));
    await wizard();
    expect(bridge.requests('services.set-host-name')).toHaveLength(0);
  });

  it('says why it was not taken into a new one, which the next try goes on with', async () => {
    let isThere = false;
    const { bridge, user } = await drawStart({
      ...keep,
      'services.create': () => ({ id }),
      'services.set-certificate': () => (isThere ? {} : decline('library.gone')),
    });
    await goTo(bridge, 'certificates', 'Certificates');
    await user.click(button(`Use ${card} in a service`));
    await user.click(await screen.findByRole('button', { name: /^This computer/u }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    await expectAccessible();
    isThere = true;
    act(() => bridge.send('services.changed', services(draft())));
    await user.click(button(/^This computer/u));
    await wizard();
    expect(bridge.requests('services.create')).toHaveLength(1);
  });

  it('says at the card why it was not taken', async () => {
    const { bridge, user } = await drawStart({
      ...keep,
      'certificates.keep': () => decline('library.not-saved', { name: 'www.contoso.com' }),
    });
    await goTo(bridge, 'certificates', 'Certificates');
    await user.click(button(`Use ${card} in a service`));
    const said = await within(screen.getByRole('article')).findByRole('alert');
    expect(said.textContent).toContain('www.contoso.com');
    expect(bridge.requests('services.create')).toHaveLength(0);
    await expectAccessible();
  });

  it('is not offered while something blocks it', async () => {
    const { bridge } = await drawStart({
      'certificates.workshop': () => workshop({ files: [file('a.pem')], bundles: [bundle({ ready: false })] }),
    });
    await goTo(bridge, 'certificates', 'Certificates');
    expect(screen.queryByRole('button', { name: /in a service$/u })).toBeNull();
  });

  it('goes into the service it is looked for, and back to it', async () => {
    const one = draft({ hostName: 'score.contoso.com', complete: ['domain'] });
    const { bridge, user } = await drawStart({ ...keep, 'services.list': () => services(one) });
    await user.click(button('Continue score.contoso.com'));
    await wizard();
    await user.click(button('From files'));
    expect(await screen.findByText('Choose the certificate for score.contoso.com')).toBeTruthy();
    await expectAccessible();

    await user.click(button('Back to the service'));
    await wizard();
    await user.click(button('From files'));
    await user.click(await screen.findByRole('button', { name: `Use ${card} for score.contoso.com` }));
    await wizard();
    expect(bridge.requests('services.create')).toHaveLength(0);
    expect(bridge.requests('services.set-certificate')).toEqual([{ id, libraryId: other }]);
  });

  it('is looked for as long as the user stays where certificates are', async () => {
    const { bridge, user } = await drawStart({ ...keep, 'services.list': () => services(draft()) });
    const isLookedFor = (): boolean => screen.queryByText(/^Choose the certificate for New service/u) !== null;
    await user.click(button('Continue New service'));
    await wizard();
    await user.click(button('From files'));
    await screen.findByText(/^Choose the certificate for New service/u);
    await goTo(bridge, 'library', 'Library');
    await goTo(bridge, 'certificates', 'Certificates');
    expect(isLookedFor()).toBe(true);
    await goTo(bridge, 'services', 'Services');
    await goTo(bridge, 'certificates', 'Certificates');
    expect(isLookedFor()).toBe(false);
  });

  it('is looked for when files are dropped on the wizard', async () => {
    const { user } = await drawStart({ ...keep, 'services.list': () => services(draft()) });
    await user.click(button('Continue New service'));
    await wizard();
    fireEvent.drop(document.body, {
      dataTransfer: { types: ['Files'], files: [new File([''], 'a')], dropEffect: 'none' },
    });
    expect(await screen.findByText(/^Choose the certificate for New service/u)).toBeTruthy();
  });

  it('is looked for by nobody when that service is gone', async () => {
    const { bridge, user } = await drawStart({
      ...keep,
      'services.list': () => services(draft()),
      'services.create': () => ({ id: other }),
    });
    await user.click(button('Continue New service'));
    await wizard();
    await user.click(button('From files'));
    await screen.findByText(/^Choose the certificate for New service/u);
    act(() => bridge.send('services.changed', services()));
    await user.click(button(`Use ${card} in a service`));
    await user.click(await screen.findByRole('button', { name: /^This computer/u }));
    expect(await wizard(other)).toBeTruthy();
  });
});
