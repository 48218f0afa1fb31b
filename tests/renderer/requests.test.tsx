import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract';
import type { WaitingRequest } from '../../shared/requests/contract';
import { drawApp, type DrawnApp, expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { fingerprint } from './samples';

const id = '11111111-1111-4111-8111-111111111111';
const name = 'api.contoso.com';
const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const field = (label: string | RegExp): HTMLElement => screen.getByRole('textbox', { name: label });

function request(change: Partial<WaitingRequest> = {}): WaitingRequest {
  return {
    id,
    name,
    hostNames: [name],
    subject: `CN=${name}`,
    publicKey: { algorithm: 'RSA', bits: 2048, spkiSha256: fingerprint('key') },
    created: '2026-11-20T09:00:00Z',
    keeping: 'keyring',
    answered: false,
    keyInLibrary: false,
    ...change,
  };
}

async function openRequests(
  requests: readonly WaitingRequest[] = [],
  handlers: Partial<Handlers> = {},
): Promise<DrawnApp> {
  const app = await drawApp(undefined, {
    'requests.list': () => ({ keeping: 'keyring', requests: [...requests], leftOut: [] }),
    ...handlers,
  });
  await app.user.click(button('Requests'));
  // The page is fetched when it is gone to for the first time.
  await screen.findByRole('heading', { level: 1, name: 'Requests' }, { timeout: 10_000 });
  await screen.findByRole('list', { name: 'Requests' });
  return app;
}

async function openForm(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await openRequests([], handlers);
  await app.user.click(button('New request…'));
  await screen.findByRole('dialog', { name: 'New certificate request' });
  return app;
}

describe('the Requests page', () => {
  it('says what it is for, with the focus on its heading', async () => {
    await openRequests();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Requests' }));
    expect(screen.getByText(/keeps the key here until the certificate comes/u)).toBeTruthy();
    expect(screen.getByText('No request waits.')).toBeTruthy();
    await expectAccessible();
  });

  it('shows each request with its names, key and day, and what to do next', async () => {
    await openRequests([request({ hostNames: [name, '*.contoso.com'] })]);
    const card = within(screen.getByRole('list', { name: 'Requests' })).getByRole('listitem');
    for (const words of ['api.contoso.com, *.contoso.com', 'RSA, 2048 bits', 'Waits for the certificate']) {
      expect(within(card).getByText(words)).toBeTruthy();
    }
    expect(within(card).getByText(/^20 November 2026/u)).toBeTruthy();
    expect(within(card).getByText(/drop it on the Certificates page/u)).toBeTruthy();
    await expectAccessible();
  });

  it('says that the certificate has come, and follows what main says', async () => {
    const { bridge } = await openRequests([request()]);
    act(() =>
      bridge.send('requests.changed', { keeping: 'keyring', requests: [request({ answered: true })], leftOut: [] }),
    );
    expect(screen.getByText('The certificate is here')).toBeTruthy();
    expect(screen.queryByText(/drop it on the Certificates page/u)).toBeNull();
  });

  it('warns where there is no keyring, and puts the encrypted key forward', async () => {
    await openRequests([request({ keeping: 'session' })], {
      'requests.list': () => ({ keeping: 'session', requests: [request({ keeping: 'session' })], leftOut: [] }),
    });
    expect(screen.getByText(/no keyring.+lasts until you close Latchkey/u)).toBeTruthy();
    expect(button(`Save key encrypted… ${name}`)).toBeTruthy();
    await expectAccessible();
  });

  it('shows what is the matter with a request at the request', async () => {
    const problem = { code: 'library.key-not-opened', facts: { name } } as const;
    await openRequests([request({ problem })]);
    expect(
      within(screen.getByRole('list', { name: 'Requests' })).getByText(`The private key of ${name} was not opened.`),
    ).toBeTruthy();
  });

  it('shows what was set aside, says that its key is lost, and where it lies', async () => {
    const leftOut = [{ code: 'library.entry-damaged', facts: { fileName: 'a.json', kind: 'request' } } as const];
    const { bridge, user } = await openRequests([], {
      'requests.list': () => ({ keeping: 'keyring', requests: [], leftOut }),
    });
    expect(screen.getByText('a.json could not be understood.')).toBeTruthy();
    expect(screen.getByText(/The private key of the request is lost with it: make a new request\./u)).toBeTruthy();
    await user.click(button('Show folder'));
    expect(bridge.requests('library.show-set-aside')).toHaveLength(1);
    await expectAccessible();
  });

  it('says so when the requests cannot be shown', async () => {
    const { user } = await drawApp(undefined, { 'requests.list': () => decline('unexpected', { reference: '7f3a' }) });
    await user.click(button('Requests'));
    expect(await screen.findByText('Reference: 7f3a')).toBeTruthy();
  });
});

describe('a new request', () => {
  it('asks only for host names and a key; the rest is folded away', async () => {
    const { bridge, user } = await openForm();
    await expectAccessible();
    await user.type(field(/Host names/u), 'api.contoso.com{Enter}*.contoso.com');
    await user.click(screen.getByRole('radio', { name: /EC P-256/u }));
    await user.click(screen.getByText('Details that the authority may ask for'));
    await user.type(field('Organisation'), 'Contoso');
    await user.click(button('Make request'));
    expect(bridge.requests('requests.create')).toEqual([
      { hostNames: [name, '*.contoso.com'], subject: { organisation: 'Contoso' }, key: 'ec-p256' },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button('New request…')));
  });

  it('says at the host names what is missing and moves there, and keeps what was typed', async () => {
    const { user } = await openForm({
      'requests.create': ({ hostNames }) =>
        hostNames.join('') === ''
          ? decline('request.no-host-names')
          : decline('host-name.invalid', { hostName: 'api..contoso', reason: 'empty' }),
    });
    await user.click(button('Make request'));
    expect(await screen.findByText(/There is no host name yet\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field(/Host names/u)));
    await user.type(field(/Host names/u), 'api..contoso');
    await user.click(button('Make request'));
    expect(await screen.findByText(/api\.\.contoso is not a host name\./u)).toBeTruthy();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Host names/u }).value).toBe('api..contoso');
  });

  it.each(['a.test b.test', 'a.test, b.test', 'a.test;b.test;', ' a.test\tb.test '])(
    'takes names as they are pasted: %j',
    async (pasted) => {
      const { bridge, user } = await openForm();
      await user.click(field(/Host names/u));
      await user.paste(pasted);
      await user.click(button('Make request'));
      await waitFor(() =>
        expect(bridge.requests('requests.create')).toMatchObject([{ hostNames: ['a.test', 'b.test'] }]),
      );
    },
  );

  it('says at the host names that they are too many', async () => {
    const { user } = await openForm({
      'requests.create': () => decline('request.too-many-host-names', { limit: 100 }),
    });
    await user.type(field(/Host names/u), name);
    await user.click(button('Make request'));
    expect(await screen.findByText(/at most 100 names/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field(/Host names/u)));
  });

  it('opens the folded part and moves to the country when the country is not one', async () => {
    const { user } = await openForm({
      'requests.create': () => decline('request.country-invalid', { country: 'D1' }),
    });
    await user.type(field(/Host names/u), name);
    await user.click(screen.getByText('Details that the authority may ask for'));
    await user.type(field('Country, two letters'), 'D1');
    await user.click(screen.getByText('Details that the authority may ask for'));
    await user.click(button('Make request'));
    expect(await screen.findByText(/D1 is not a country code\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Country, two letters')));
    expect(screen.getByRole('group').hasAttribute('open')).toBe(true);
  });

  it('says that the key is being made, and makes one request however often Enter is pressed', async () => {
    let made: (answer: { id: string }) => void = () => undefined;
    const promise = new Promise<{ id: string }>((resolve) => {
      made = resolve;
    });
    const { bridge, user } = await openForm({ 'requests.create': () => promise });
    await user.type(field(/Host names/u), name);
    await user.click(button('Make request'));
    await user.click(button('Make request'));
    expect(screen.getByText(/Making the private key\. A long one takes some seconds\./u)).toBeTruthy();
    expect(bridge.requests('requests.create')).toHaveLength(1);
    await act(async () => made({ id }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('a new request without a keyring', () => {
  const makeOne = async (keeping: WaitingRequest['keeping']): Promise<DrawnApp> => {
    const made: WaitingRequest[] = [];
    const app = await openForm({
      'requests.list': () => ({ keeping, requests: [], leftOut: [] }),
      'requests.create': () => {
        made.push(request({ keeping }));
        app.bridge.send('requests.changed', { keeping, requests: made, leftOut: [] });
        return { id };
      },
      'requests.export-key': ({ folder }) => ({ folder, files: [] }),
    });
    await app.user.type(field(/Host names/u), name);
    await app.user.click(button('Make request'));
    return app;
  };
  const offer = { name: `Save the key of ${name}, encrypted` };

  it('has its key offered as an encrypted file at once, and says why', async () => {
    const { bridge, user } = await makeOne('session');
    await screen.findByRole('dialog', offer);
    expect(screen.getByText(/no keyring.+gone when Latchkey closes\. Save it now/u)).toBeTruthy();
    await expectAccessible();
    await user.type(screen.getByLabelText('New password'), 'one');
    await user.type(screen.getByLabelText('The same again'), 'one');
    await user.click(button('Choose folder and save'));
    await waitFor(() => expect(bridge.requests('requests.export-key')).toMatchObject([{ id, password: 'one' }]));
  });

  it('stays as it is when the offer is left by Escape', async () => {
    const { bridge, user } = await makeOne('session');
    await screen.findByRole('dialog', offer);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button('New request…')));
    expect(bridge.requests('requests.export-key')).toEqual([]);
    expect(button(`Save key encrypted… ${name}`)).toBeTruthy();
  });

  it('is not made much of where there is one', async () => {
    await makeOne('keyring');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button('New request…')));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a request that waits', () => {
  it('is copied, and the page says so', async () => {
    const { bridge, user } = await openRequests([request()]);
    await user.click(button(`Copy request ${name}`));
    expect(bridge.requests('requests.copy')).toEqual([{ id }]);
    expect((await screen.findByText('Copied')).getAttribute('role')).toBe('status');
  });

  it('is saved into a folder that is picked; a file that is there is replaced only when that was said', async () => {
    const { bridge, user } = await openRequests([request()], {
      'requests.save': ({ folder, replace }) =>
        replace
          ? { folder, files: [{ name: `${name}.csr`, kind: 'request', certificates: 0 }] }
          : decline('file.exists', { names: `${name}.csr` }),
    });
    await user.click(button(`Save request… ${name}`));
    await screen.findByRole('alertdialog', { name: `Replace ${name}.csr?` });
    await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.requests('requests.save').map(({ replace }) => replace)).toEqual([false]);
    await user.click(button(`Save request… ${name}`));
    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    expect(await screen.findByText(`${name}.csr saved in /home/ana/tls.`)).toBeTruthy();
    expect(bridge.requests('requests.save').at(-1)).toEqual({ id, folder: '/home/ana/tls', replace: true });
  });

  it('gives its key away only encrypted, with a password typed twice', async () => {
    const { bridge, user } = await openRequests([request()], {
      'requests.export-key': ({ folder }) => ({
        folder,
        files: [{ name: `${name}.encrypted-key.pem`, kind: 'encrypted-private-key', certificates: 0 }],
      }),
    });
    await user.click(button(`Save key encrypted… ${name}`));
    await screen.findByRole('dialog', { name: `Save the key of ${name}, encrypted` });
    await user.click(button('Choose folder and save'));
    expect(screen.getByText('Type a password for the file.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('New password'));
    await user.type(screen.getByLabelText('New password'), 'one');
    await user.type(screen.getByLabelText('The same again'), 'two');
    await user.click(button('Choose folder and save'));
    expect(screen.getByText('The two are not the same. Type them again.')).toBeTruthy();
    expect(bridge.requests('app.choose-folder')).toHaveLength(0);
    await user.clear(screen.getByLabelText('The same again'));
    await user.type(screen.getByLabelText('The same again'), 'one');
    await expectAccessible();
    await user.click(button('Choose folder and save'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.requests('requests.export-key')).toEqual([
      { id, folder: '/home/ana/tls', password: 'one', replace: false },
    ]);
    expect(await screen.findByText(`${name}.encrypted-key.pem saved in /home/ana/tls.`)).toBeTruthy();
  });

  it('is renamed; the old name stays when the new one is empty', async () => {
    const { bridge, user } = await openRequests([request()]);
    await user.click(button(`Rename… ${name}`));
    await user.clear(await screen.findByRole('textbox', { name: 'Name' }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.requests('requests.rename')).toHaveLength(0);
    await user.click(button(`Rename… ${name}`));
    await user.clear(await screen.findByRole('textbox', { name: 'Name' }));
    await user.type(field('Name'), 'Spring service{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.requests('requests.rename')).toEqual([{ id, name: 'Spring service' }]);
    await waitFor(() => expect(document.activeElement).toBe(button(`Rename… ${name}`)));
  });

  it('is deleted only after a question that says what is lost, with Cancel in focus', async () => {
    const { bridge, user } = await openRequests([request()]);
    await user.click(button(`Delete… ${name}`));
    await screen.findByRole('alertdialog', { name: `Delete the request ${name}?` });
    expect(screen.getByText(/Its private key is deleted with it\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
    await expectAccessible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button(`Delete… ${name}`)));
    expect(bridge.requests('requests.delete')).toHaveLength(0);
    await user.click(button(`Delete… ${name}`));
    await user.click(await screen.findByRole('button', { name: 'Delete request and key' }));
    expect(bridge.requests('requests.delete')).toEqual([{ id }]);
    act(() => bridge.send('requests.changed', { keeping: 'keyring', requests: [], leftOut: [] }));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Requests' })),
    );
  });

  it('says when it is deleted that nothing is lost, where its key is in the library', async () => {
    const { user } = await openRequests([request({ answered: true, keyInLibrary: true })]);
    await user.click(button(`Delete… ${name}`));
    await screen.findByRole('alertdialog', { name: `Delete the request ${name}?` });
    expect(screen.getByText('Its certificate and private key stay in the library.')).toBeTruthy();
    expect(button('Delete request')).toBeTruthy();
  });

  it('says what stood in the way of saving it, until that is dismissed', async () => {
    const { user } = await openRequests([request()], {
      'requests.save': () => decline('file.not-written', { name: `${name}.csr`, reason: 'no-space' }),
    });
    await user.click(button(`Save request… ${name}`));
    expect(await screen.findByText(`${name}.csr was not written.`)).toBeTruthy();
    await user.click(button('Dismiss this message'));
    expect(screen.queryByText(`${name}.csr was not written.`)).toBeNull();
  });
});
