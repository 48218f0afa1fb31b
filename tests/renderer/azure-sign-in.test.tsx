import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract';
import type { PendingSignIn, SignInState } from '../../shared/sign-in/contract';
import { adele, clientId, customCloud, publicCloud, ravi, signedIn, signedOut } from './azure-samples';
import { type DrawnApp, drawStart, expectAccessible, goTo } from './draw';
import { decline, type FakeBridge } from './fake-bridge';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const queryButton = (name: string | RegExp): HTMLElement | null => screen.queryByRole('button', { name });
const heading = (): HTMLElement => screen.getByRole('heading', { level: 1, name: 'Azure' });
const send = (bridge: FakeBridge, state: SignInState): void => act(() => bridge.send('sign-in.changed', state));

async function openAzure(state: SignInState, handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await drawStart({ 'sign-in.state': () => state, ...handlers });
  await goTo(app.bridge, 'azure', 'Azure');
  return app;
}

/** A sign-in that ends when the test says so. */
function slowStart() {
  let end: (how: () => Record<string, never>) => void = () => undefined;
  const handler: Handlers['sign-in.start'] = () =>
    new Promise((resolve, reject) => {
      end = (how) => {
        try {
          resolve(how());
        } catch (problem) {
          reject(problem instanceof Error ? problem : new Error('no problem'));
        }
      };
    });
  return { handler, end: (how: () => Record<string, never> = () => ({})) => act(async () => end(how)) };
}

describe('signing in', () => {
  it('stands in the navigation between Services and Settings', async () => {
    await drawStart();
    const names = within(screen.getByRole('navigation'))
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
    expect(names.slice(-3)).toEqual(['Services', 'Azure', 'Settings']);
  });

  it('offers the browser first, and says what happens and where the session is kept', async () => {
    await openAzure(signedOut());
    expect(document.activeElement).toBe(heading());
    expect(button('Sign in with your browser')).toBeTruthy();
    expect(button('Sign in with a code instead')).toBeTruthy();
    expect(screen.getByText(/Latchkey never sees the password/u)).toBeTruthy();
    expect(screen.getByText(/encrypted by your login/u)).toBeTruthy();
    expect(screen.getByText('Nobody is signed in')).toBeTruthy();
    await expectAccessible();
  });

  it('says that a session ends with Latchkey where there is no keyring', async () => {
    await openAzure(signedOut({ keeping: 'session' }));
    expect(screen.getByText(/You stay signed in until Latchkey closes/u)).toBeTruthy();
    expect(screen.queryByText(/encrypted by your login/u)).toBeNull();
  });

  it('says what to do while the browser shows Azure’s page, and has the focus there', async () => {
    const { handler, end } = slowStart();
    let state = signedOut();
    const { bridge, user } = await openAzure(state, { 'sign-in.start': handler, 'sign-in.state': () => state });
    await user.click(button('Sign in with your browser'));
    expect(bridge.requests('sign-in.start')).toEqual([{ method: 'browser' }]);
    send(bridge, signedOut({ pending: { method: 'browser', why: 'asked' } }));
    expect(screen.getByText(/Your browser shows it/u)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Sign in on Azure’s page' }));
    expect(queryButton('Sign in with your browser')).toBeNull();
    await expectAccessible();
    // Main's event may come after its answer.
    state = signedIn();
    await end();
    expect(screen.getByText('Signed in as adele@contoso.com.')).toBeTruthy();
    expect(document.activeElement).toBe(heading());
  });

  it('ends when it is cancelled, and takes that for no problem', async () => {
    const { handler, end } = slowStart();
    const { bridge, user } = await openAzure(signedOut(), { 'sign-in.start': handler });
    await user.click(button('Sign in with your browser'));
    send(bridge, signedOut({ pending: { method: 'browser', why: 'asked' } }));
    await user.click(button('Cancel'));
    expect(bridge.requests('sign-in.cancel')).toHaveLength(1);
    send(bridge, signedOut());
    await end(() => decline('sign-in.cancelled'));
    expect(screen.getByText('The sign-in was cancelled.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.activeElement).toBe(heading());
  });

  it('says why it did not happen, also when the user has been on another page meanwhile', async () => {
    const { handler, end } = slowStart();
    const { bridge, user } = await openAzure(signedOut(), { 'sign-in.start': handler });
    await user.click(button('Sign in with your browser'));
    await goTo(bridge, 'settings', 'Settings');
    await end(() => decline('sign-in.declined', { reason: 'policy' }));
    await goTo(bridge, 'azure', 'Azure');
    expect(screen.getByRole('alert').textContent).toContain('Azure did not let you sign in.');
    await expectAccessible();
    await user.click(button('Dismiss this message'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says what to do without a client id, and leads to its field', async () => {
    const { user } = await openAzure(signedOut({ clientId: '' }));
    expect(queryButton('Sign in with your browser')).toBeNull();
    expect(screen.getByText(/azure-app-registration/u)).toBeTruthy();
    await expectAccessible();
    await user.click(button('Set the client id…'));
    expect(screen.getByLabelText('Client id').closest('details')?.open).toBe(true);
  });

  it('says what is the matter with the sessions that were kept', async () => {
    await openAzure(signedOut({ problem: { code: 'sign-in.kept-not-opened', facts: {} } }));
    expect(screen.getByRole('alert').textContent).toContain('You have to sign in again.');
  });
});

describe('signing in with a code', () => {
  afterEach(() => void vi.useRealTimers());
  const pending = (expires: string, why: PendingSignIn['why'] = 'asked'): SignInState =>
    signedOut({
      pending: {
        method: 'device-code',
        why,
        device: { code: 'ABCD-EFGH', address: 'https://microsoft.com/devicelogin', expires },
      },
    });

  it('says that it asks for a code, then shows it with its address, both to be copied', async () => {
    const { bridge, user } = await openAzure(signedOut({ pending: { method: 'device-code', why: 'asked' } }));
    expect(screen.getByText('Asking Azure for a code')).toBeTruthy();
    send(bridge, pending(new Date(Date.now() + 900_000).toISOString()));
    expect(screen.getByText('ABCD-EFGH')).toBeTruthy();
    await user.click(button('Copy the code'));
    await user.click(button('Copy the address'));
    expect(bridge.requests('app.copy-text')).toEqual([
      { text: 'ABCD-EFGH' },
      { text: 'https://microsoft.com/devicelogin' },
    ]);
    await expectAccessible();
    await user.click(button('Cancel'));
    expect(bridge.requests('sign-in.cancel')).toHaveLength(1);
  });

  it('asks for a code when that is what the user wants', async () => {
    const { bridge, user } = await openAzure(signedOut());
    await user.click(button('Sign in with a code instead'));
    expect(bridge.requests('sign-in.start')).toEqual([{ method: 'device-code' }]);
  });

  it('counts down, in a timer that is not read out, until the code is good no more', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    await openAzure(pending(new Date(Date.now() + 65_000).toISOString()));
    const timer = screen.getByRole('timer');
    expect(timer.textContent).toBe('1:05');
    act(() => void vi.advanceTimersByTime(6000));
    expect(timer.textContent).toBe('0:59');
    act(() => void vi.advanceTimersByTime(60_000));
    expect(timer.textContent).toBe('The code is not good any more.');
    expect(timer.closest('[role="status"], [aria-live]')).toBeNull();
  });
});

describe('Azure asking again', () => {
  it('says so over what was under way, which stays, and takes the focus from nobody', async () => {
    const { bridge } = await openAzure(signedIn());
    const signOut = button('Sign out… adele@contoso.com');
    act(() => signOut.focus());
    send(bridge, signedIn({ pending: { method: 'browser', why: 'again' } }));
    const title = screen.getByRole('heading', { name: 'Azure asks you to sign in again' });
    expect(title.closest('[role="status"]')?.textContent).toContain('goes on by itself afterwards');
    expect(document.activeElement).toBe(signOut);
    expect(screen.getByRole('heading', { name: 'Where' })).toBeTruthy();
    await expectAccessible();
  });
});

describe('several accounts', () => {
  const both = signedIn({ accounts: [adele, ravi] });

  it('says which one is in use, and takes another', async () => {
    const { bridge, user } = await openAzure(both);
    const [first, second] = within(screen.getByRole('list', { name: 'Accounts' })).getAllByRole('listitem');
    expect(within(first!).getByText('In use')).toBeTruthy();
    expect(within(second!).queryByText('In use')).toBeNull();
    await expectAccessible();
    await user.click(button('Use ravi@contoso.com'));
    expect(bridge.requests('sign-in.choose')).toEqual([{ accountId: ravi.id }]);
  });

  it('begins anew with what the other account chose last', async () => {
    const { bridge } = await openAzure(both);
    expect(bridge.requests('azure.last-choice')).toHaveLength(1);
    send(bridge, { ...both, current: ravi.id });
    await waitFor(() => expect(bridge.requests('azure.last-choice')).toHaveLength(2));
    expect(screen.getAllByText('ravi@contoso.com').length).toBeGreaterThan(1);
  });

  it('adds one, by either way', async () => {
    const { bridge, user } = await openAzure(both);
    await user.click(button('Add an account with your browser'));
    await user.click(button('Add one with a code'));
    expect(bridge.requests('sign-in.start')).toEqual([{ method: 'browser' }, { method: 'device-code' }]);
  });

  it('asks before one is signed out, says what goes, and keeps the focus on the page', async () => {
    const { bridge, user } = await openAzure(both);
    await user.click(button('Sign out… ravi@contoso.com'));
    const dialog = await screen.findByRole('alertdialog');
    expect(within(dialog).getByText(/Its session is removed from this computer/u)).toBeTruthy();
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Sign out' }));
    expect(bridge.requests('sign-in.sign-out')).toEqual([{ accountId: ravi.id }]);
    send(bridge, signedIn());
    expect(await screen.findByText('ravi@contoso.com is signed out.')).toBeTruthy();
  });

  it('is not signed out by Cancel', async () => {
    const { bridge, user } = await openAzure(both);
    await user.click(button('Sign out… ravi@contoso.com'));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
    expect(bridge.requests('sign-in.sign-out')).toEqual([]);
  });
});

describe('a custom cloud that nobody has confirmed', () => {
  it('shows who would get the password, and lets nobody sign in before that is confirmed', async () => {
    const { bridge, user } = await openAzure(signedOut({ cloud: customCloud }));
    expect(queryButton('Sign in with your browser')).toBeNull();
    expect(screen.getByText('https://login.contoso.example')).toBeTruthy();
    expect(screen.getByText('CN=Contoso Root (contoso-ca.pem)')).toBeTruthy();
    await expectAccessible();
    await user.click(button('Yes, this is the address'));
    expect(bridge.requests('sign-in.confirm-cloud')).toEqual([{ authority: 'https://login.contoso.example' }]);
    send(bridge, signedOut({ cloud: { ...customCloud, confirmed: true } }));
    expect(button('Sign in with your browser')).toBeTruthy();
    expect(document.activeElement).toBe(heading());
  });

  it('asks Azure for nothing', async () => {
    const { bridge } = await openAzure(signedIn({ cloud: customCloud }));
    expect(bridge.made.filter(({ method }) => method.startsWith('azure.'))).toEqual([]);
  });
});

describe('which Azure', () => {
  const openDialog = async (state: SignInState, handlers: Partial<Handlers> = {}): Promise<DrawnApp> => {
    const app = await openAzure(state, handlers);
    await app.user.click(button('Which Azure…'));
    await screen.findByRole('dialog');
    return app;
  };

  it.each([
    ['Azure US Government', 'us-government'],
    ['Azure China', 'china'],
  ])('is set to %s, whose registration stays as it was', async (name, cloud) => {
    const { bridge, user } = await openDialog(signedOut());
    await user.click(screen.getByRole('radio', { name: new RegExp(`^${name}`, 'u') }));
    await user.click(button('Use it'));
    expect(bridge.requests('sign-in.set-cloud')).toEqual([{ cloud }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('sets the registration of the present one', async () => {
    const { bridge, user } = await openDialog(signedOut());
    await expectAccessible();
    const field = screen.getByLabelText<HTMLInputElement>('Client id');
    expect(field.value).toBe(clientId);
    await user.clear(field);
    await user.click(button('Use it'));
    expect(bridge.requests('sign-in.set-cloud')).toEqual([{ cloud: 'public', clientId: '' }]);
  });

  it('is set to a custom one with the file of its authority', async () => {
    const { bridge, user } = await openDialog(signedOut(), {
      'sign-in.choose-ca-file': () => ({ caFile: '/home/ana/ca.pem' }),
    });
    await user.click(screen.getByRole('radio', { name: /^Custom/u }));
    await user.type(screen.getByLabelText('Address of Resource Manager'), 'https://management.contoso.example');
    await user.click(button('Choose a file…'));
    expect(await screen.findByText('/home/ana/ca.pem')).toBeTruthy();
    await expectAccessible();
    await user.click(button('Use it'));
    const suffixes = { registry: '', containerInstances: '', kubernetes: '' };
    expect(bridge.requests('sign-in.set-cloud')).toEqual([
      {
        cloud: 'custom',
        custom: {
          resourceManager: 'https://management.contoso.example',
          authority: '',
          scope: '',
          suffixes,
          caFile: '/home/ana/ca.pem',
        },
      },
    ]);
  });

  it('lets go of the addresses of a custom cloud with its Resource Manager', async () => {
    const { user } = await openDialog(signedOut({ cloud: customCloud }));
    expect(screen.getByLabelText<HTMLInputElement>('Sign-in address').value).toBe('https://login.contoso.example');
    await user.type(screen.getByLabelText('Address of Resource Manager'), '.org');
    expect(screen.getByLabelText<HTMLInputElement>('Sign-in address').value).toBe('');
    expect(screen.getByLabelText<HTMLInputElement>('Domain of container registries').value).toBe('');
  });

  it('uses no file of an authority any more', async () => {
    const { bridge, user } = await openDialog(signedOut({ cloud: customCloud }));
    await user.click(button('Use none'));
    await user.click(button('Use it'));
    expect(bridge.requests('sign-in.set-cloud')[0]?.custom?.caFile).toBeUndefined();
  });

  it.each([
    ['resourceManager', 'Address of Resource Manager'],
    ['authority', 'Sign-in address'],
    ['scope', 'Scope of tokens'],
    ['registry', 'Domain of container registries'],
    ['containerInstances', 'Domain of container instances'],
    ['kubernetes', 'Domain of clusters'],
  ])('says at its field that an address is not usable: %s', async (field, label) => {
    const { user } = await openDialog(signedOut({ cloud: customCloud }), {
      'sign-in.set-cloud': () => decline('cloud.address-unusable', { field, address: 'ftp://x', reason: 'not-https' }),
    });
    await user.click(button('Use it'));
    const input = await screen.findByLabelText(label);
    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('ftp://x');
    await expectAccessible();
    await user.type(input, 'x');
    expect(input.getAttribute('aria-invalid')).not.toBe('true');
  });

  it.each([
    [
      'what its description lacks',
      () => decline('cloud.not-described', { missing: 'scope', address: 'https://m' }),
      'Scope of tokens',
    ],
    ['a client id that is none', () => decline('cloud.client-id-unusable', { clientId: 'x' }), 'Client id'],
  ])('says at its field: %s', async (_, set, label) => {
    const { user } = await openDialog(signedOut({ cloud: customCloud }), { 'sign-in.set-cloud': set });
    await user.click(button('Use it'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(label)));
    expect(screen.getByLabelText(label).closest('details')?.open).toBe(true);
  });

  it('says at the file that it is not of an authority', async () => {
    const { user } = await openDialog(signedOut({ cloud: customCloud }), {
      'sign-in.set-cloud': () => decline('cloud.ca-file-unusable', { name: 'x.pem', reason: 'not-an-authority' }),
    });
    await user.click(button('Use it'));
    expect(await screen.findByText(/x\.pem was not taken as the authority/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Choose a file…')));
    await expectAccessible();
  });

  it('says in an alert what belongs to no field, and stays open', async () => {
    const { user } = await openDialog(signedOut(), { 'sign-in.set-cloud': () => decline('sign-in.running') });
    await user.click(button('Use it'));
    expect((await screen.findByRole('alert')).textContent).toContain('A sign-in is waiting already.');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('goes away with Escape, and gives the focus back', async () => {
    const { bridge } = await openDialog(signedOut({ cloud: publicCloud }));
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(button('Which Azure…')));
    expect(bridge.requests('sign-in.set-cloud')).toEqual([]);
  });
});
