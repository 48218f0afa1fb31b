import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DevelopmentAuthority } from '../../shared/development/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { LibraryEntry } from '../../shared/library/contract';
import { drawApp, type DrawnApp, drawStart, expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { certificate, fingerprint } from './samples';

const id = '22222222-2222-4222-8222-222222222222';
const name = 'www.contoso.com';
const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const entries = (): HTMLElement => screen.getByRole('list', { name: 'Library' });

function entry(change: Partial<LibraryEntry> = {}): LibraryEntry {
  return {
    id,
    name,
    kept: '2026-11-20T09:00:00Z',
    leaf: certificate(name, { hostNames: [name, 'contoso.com'] }),
    chain: [certificate('Contoso Issuing CA 3')],
    keeping: 'keyring',
    hasPrivateKey: true,
    usedBy: [],
    remindDaysBefore: 30,
    due: false,
    ...change,
  };
}

const authority: DevelopmentAuthority = {
  name: 'Latchkey development authority of laptop',
  sha256: fingerprint('authority'),
  notAfter: '2099-03-14T09:26:53Z',
  keeping: 'keyring',
};

async function openLibrary(kept: readonly LibraryEntry[] = [], handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await drawApp(undefined, {
    'library.list': () => ({ keeping: 'keyring', entries: [...kept], leftOut: [] }),
    ...handlers,
  });
  await app.user.click(button('Library'));
  // The page is fetched when it is gone to for the first time.
  await screen.findByRole('heading', { level: 1, name: 'Library' }, { timeout: 10_000 });
  await screen.findByRole('list', { name: 'Library' });
  return app;
}

describe('the Library page', () => {
  it('says how something gets into it while it is empty', async () => {
    await openLibrary();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Library' }));
    expect(screen.getByText(/protected by your login/u)).toBeTruthy();
    expect(screen.getByText(/press “Keep in library”, or make a development certificate/u)).toBeTruthy();
    await expectAccessible();
  });

  it('says of each certificate what it is for, until when, and whether its key is here', async () => {
    await openLibrary([entry({ usedBy: ['score'] })]);
    const card = within(entries()).getByRole('listitem');
    for (const words of ['www.contoso.com, contoso.com', 'Contoso Issuing CA 3', 'Kept here', 'score']) {
      expect(within(card).getByText(words)).toBeTruthy();
    }
    expect(within(card).getByText(/^14 March 2099 \(in \d\d years\)$/u)).toBeTruthy();
    expect(within(card).queryByText('Renew it now')).toBeNull();
    await expectAccessible();
  });

  it('says in words what is due, what has ended, and what is for development only', async () => {
    const leaf = certificate(name, { notAfter: '2020-03-14T09:26:53Z', developmentOnly: true });
    await openLibrary([entry({ leaf, due: true, hasPrivateKey: false })]);
    for (const words of ['Renew it now', 'Ended', 'Development only', 'Not here']) {
      expect(within(entries()).getByText(words)).toBeTruthy();
    }
    await expectAccessible();
  });

  it('marks the certificates of a chain that are for development only', async () => {
    const chain = [certificate('Contoso Issuing CA 3'), certificate(authority.name, { developmentOnly: true })];
    await openLibrary([entry({ chain }), entry({ id: 'b', name: 'alone', chain: [] })]);
    const facts = within(entries()).getAllByText('Chain');
    expect(facts.map((fact) => fact.nextElementSibling?.textContent.replaceAll(/\s+/gu, ' '))).toEqual([
      `Contoso Issuing CA 3 › ${authority.name} Development only`,
      'none',
    ]);
    await expectAccessible();
  });

  it('puts a certificate on the bench and goes there', async () => {
    const { bridge, user } = await openLibrary([entry()]);
    await user.click(button(`Open ${name}`));
    expect(bridge.requests('library.open')).toEqual([{ id }]);
    expect(await screen.findByRole('heading', { level: 1, name: 'Certificates' })).toBeTruthy();
  });

  it('stays and says why when a certificate was not opened', async () => {
    const { user } = await openLibrary([entry()], {
      'library.open': () => decline('library.key-not-opened', { name }),
    });
    await user.click(button(`Open ${name}`));
    expect(await screen.findByText(`The private key of ${name} was not opened.`)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1, name: 'Library' })).toBeTruthy();
  });

  it('sets when to remind', async () => {
    const { bridge, user } = await openLibrary([entry()]);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Remind me' }), '14 days before');
    expect(bridge.requests('library.set-reminder')).toEqual([{ id, daysBefore: 14 }]);
  });

  it('renames, and gives the focus back', async () => {
    const { bridge, user } = await openLibrary([entry()]);
    await user.click(button(`Rename… ${name}`));
    await user.clear(await screen.findByRole('textbox', { name: 'Name' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Shop{Enter}');
    await waitFor(() => expect(bridge.requests('library.rename')).toEqual([{ id, name: 'Shop' }]));
    await waitFor(() => expect(document.activeElement).toBe(button(`Rename… ${name}`)));
  });

  it('says of one service that uses it what cannot be done with that one', async () => {
    const { user } = await openLibrary([entry({ usedBy: ['score'] })]);
    await user.click(button(`Delete… ${name}`));
    expect(
      await screen.findByText(
        /score uses it\. .* Until another certificate is chosen for it and deployed, its API keys cannot be replaced, it cannot be checked, how to call it is not shown, and on this computer it cannot start again\.$/u,
      ),
    ).toBeTruthy();
  });

  it('deletes only after a question that names what depends on it, with Cancel in focus', async () => {
    const { bridge, user } = await openLibrary([entry({ usedBy: ['score', 'churn-model'] })]);
    await user.click(button(`Delete… ${name}`));
    await screen.findByRole('alertdialog', { name: `Delete ${name}?` });
    expect(
      screen.getByText(
        'Its private key is deleted with it, for good. score and churn-model use it. What runs goes on running, on this computer until Latchkey closes. Until another certificate is chosen for them and deployed, their API keys cannot be replaced, they cannot be checked, how to call them is not shown, and on this computer they cannot start again.',
      ),
    ).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
    await expectAccessible();
    await user.click(button('Delete'));
    expect(bridge.requests('library.delete')).toEqual([{ id }]);
    act(() => bridge.send('library.changed', { keeping: 'keyring', entries: [], leftOut: [] }));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Library' })),
    );
  });

  it('shows what was set aside, and where it lies', async () => {
    const setAside = [{ code: 'library.entry-damaged', facts: { fileName: 'a.json', kind: 'authority' } } as const];
    const { bridge, user } = await openLibrary([], {
      'library.list': () => ({ keeping: 'keyring', entries: [], leftOut: setAside }),
    });
    expect(screen.getByText('a.json could not be understood.')).toBeTruthy();
    expect(screen.getByText(/Make a new development authority\. The file was set aside, not deleted/u)).toBeTruthy();
    await user.click(button('Show folder'));
    expect(bridge.requests('library.show-set-aside')).toHaveLength(1);
    await expectAccessible();
  });

  it('says of a damaged file that could not be set aside that it was left where it is', async () => {
    const facts = { fileName: 'a.json', kind: 'certificate', stays: true };
    const leftOut = [{ code: 'library.entry-damaged', facts } as const];
    await openLibrary([], { 'library.list': () => ({ keeping: 'keyring', entries: [], leftOut }) });
    expect(screen.getByText(/The file was left where it is/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show folder' })).toBeNull();
  });

  it('warns where there is no keyring', async () => {
    await openLibrary([], { 'library.list': () => ({ keeping: 'session', entries: [], leftOut: [] }) });
    expect(screen.getByText(/no keyring.+lasts until you close Latchkey/u)).toBeTruthy();
    expect(screen.queryByText(/protected by your login/u)).toBeNull();
  });

  it('saves the end date for the calendar; a file that is there is replaced only when that was said', async () => {
    const { bridge, user } = await openLibrary([entry()], {
      'library.save-calendar': ({ folder, replace }) =>
        replace ? { folder, name: `${name}.ics` } : decline('file.exists', { names: `${name}.ics` }),
    });
    await user.click(button(`Add to calendar… ${name}`));
    await screen.findByRole('alertdialog', { name: `Replace ${name}.ics?` });
    expect(bridge.requests('library.save-calendar').map(({ replace }) => replace)).toEqual([false]);
    await user.click(button('Replace'));
    expect(await screen.findByText(new RegExp(`^${name}\\.ics saved in /home/ana/tls\\.`, 'u'))).toBeTruthy();
  });

  it('lets files be chosen, on the Certificates page', async () => {
    const { bridge, user } = await openLibrary();
    await user.click(button('Import files…'));
    expect(bridge.requests('certificates.choose-files')).toHaveLength(1);
    expect(await screen.findByRole('heading', { level: 1, name: 'Certificates' })).toBeTruthy();
  });
});

describe('a development certificate', () => {
  async function openForm(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
    const app = await openLibrary([], handlers);
    await app.user.click(button('Make a development certificate…'));
    await screen.findByRole('dialog', { name: 'Make a development certificate' });
    return app;
  }

  it('is for localhost, for 30 days and signed by itself, unless the user says otherwise', async () => {
    const { bridge, user } = await openForm();
    await expectAccessible();
    await user.click(button('Make'));
    expect(bridge.requests('development.make')).toEqual([{ hostNames: ['localhost'], days: 30, signedBy: 'itself' }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is signed by the authority where there is one', async () => {
    const { bridge, user } = await openForm({ 'development.authority': () => ({ authority }) });
    await user.click(button('Make'));
    expect(bridge.requests('development.make')[0]?.signedBy).toBe('authority');
  });

  it('says at the names what is wrong with them, and moves there', async () => {
    const { user } = await openForm({
      'development.make': () => decline('host-name.invalid', { hostName: 'local host', reason: 'characters' }),
    });
    await user.click(button('Make'));
    expect(await screen.findByText(/local host is not a host name\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Host names/u })));
  });

  it.each(['0', '398', '1.5', ''])('says so and makes nothing when the days are “%s”', async (days) => {
    const { bridge, user } = await openForm();
    const field = screen.getByRole('spinbutton', { name: 'Valid for this many days' });
    await user.clear(field);
    if (days !== '') await user.type(field, days);
    await user.click(button('Make'));
    expect(screen.getByText('Type a whole number of days, from 1 to 397.')).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect(bridge.requests('development.make')).toHaveLength(0);
  });
});

describe('the development authority', () => {
  it('is made when the user asks', async () => {
    const { bridge, user } = await openLibrary();
    await user.click(button('Make the authority'));
    expect(bridge.requests('development.make-authority')).toHaveLength(1);
    act(() => bridge.send('development.changed', { authority }));
    expect(screen.getByText(authority.name)).toBeTruthy();
    await expectAccessible();
  });

  it('is saved, and then says how this system is told to trust it, and others', async () => {
    const { user } = await openLibrary([], {
      'development.authority': () => ({ authority }),
      'development.save-authority': ({ folder }) => ({ folder, files: [] }),
    });
    await user.click(button('Save its certificate…'));
    expect(await screen.findByText('Its certificate is saved in /home/ana/tls.')).toBeTruthy();
    const system = screen.getByRole<HTMLSelectElement>('combobox', { name: 'System or browser' });
    expect(system.value).toBe('linux');
    expect(screen.getByText(/^On Debian and Ubuntu, .* sudo update-ca-certificates$/u)).toBeTruthy();
    // Without --fresh its link and the store of Java stay.
    expect(screen.getByText(/^To undo it: .* sudo update-ca-certificates --fresh$/u)).toBeTruthy();
    await user.selectOptions(system, 'Windows');
    expect(screen.getByText(/To undo it: start certmgr\.msc/u)).toBeTruthy();
    await expectAccessible();
  });

  it('is trusted by hand in every system and browser that keeps a list of its own, and can be taken out again', async () => {
    const { user } = await openLibrary([], { 'development.authority': () => ({ authority }) });
    await user.click(screen.getByText('How to trust it'));
    const places = screen.getByRole<HTMLSelectElement>('combobox', { name: 'System or browser' });
    const names = [...places.options].map(({ text }) => text);
    expect(names).toEqual(['Windows', 'macOS', 'Linux', 'Chrome, Edge and Chromium on Linux', 'Firefox']);
    for (const place of names) {
      await user.selectOptions(places, place);
      const steps = within(places.closest('details')!).getAllByRole('listitem');
      expect(steps.some(({ textContent }) => textContent.includes('latchkey-development-only-root.'))).toBe(true);
      expect(steps.at(-1)?.textContent).toMatch(/^To undo it: /u);
    }
    await user.selectOptions(places, 'Chrome, Edge and Chromium on Linux');
    expect(screen.getByText(/chrome:\/\/certificate-manager/u)).toBeTruthy();
  });

  it('is deleted only after a question', async () => {
    const { bridge, user } = await openLibrary([], { 'development.authority': () => ({ authority }) });
    await user.click(button('Delete…'));
    await screen.findByRole('alertdialog', { name: 'Delete the development authority?' });
    expect(bridge.requests('development.delete-authority')).toHaveLength(0);
    await user.click(button('Delete'));
    expect(bridge.requests('development.delete-authority')).toHaveLength(1);
  });
});

describe('what is to be renewed', () => {
  afterEach(() => vi.useRealTimers());

  it('is asked for only when the page has stood for a while, and counted at the Library', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { bridge } = await drawStart({
      'library.list': () => ({ keeping: 'keyring', entries: [entry({ due: true }), entry()], leftOut: [] }),
    });
    expect(bridge.requests('library.list')).toHaveLength(0);
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(button(/^Library\s*1 certificate to renew$/u)).toBeTruthy();
    const later = [entry({ due: true }), entry({ id: 'b', due: true })];
    act(() => bridge.send('library.changed', { keeping: 'keyring', entries: later, leftOut: [] }));
    expect(button(/^Library\s*2 certificates to renew$/u)).toBeTruthy();
    act(() => bridge.send('library.changed', { keeping: 'keyring', entries: [], leftOut: [] }));
    expect(button('Library')).toBeTruthy();
  });
});
