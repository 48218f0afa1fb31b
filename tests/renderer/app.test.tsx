import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Bundle } from '../../shared/certificates/contract';
import { decline } from './fake-bridge';
import { drawApp, expectAccessible } from './draw';
import { blockedBundle, bundle, certificate, file, fingerprint, workshop } from './samples';

const locked = file('server.pfx', { status: 'needs-password', format: 'pkcs12' });
const opened = file('server.pfx', { format: 'pkcs12', certificates: 3, privateKeys: 1 });
const wrong = { code: 'certificate.wrong-password', facts: { name: 'server.pfx' } } as const;
type ChainLink = Bundle['chain'][number];
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

describe('the empty workshop', () => {
  it('says what to do and that nothing leaves the computer', async () => {
    await drawApp();
    expect(screen.getByRole('heading', { level: 1, name: 'Certificates' })).toBeTruthy();
    expect(screen.getByText('Drop certificate files, keys or a whole folder here')).toBeTruthy();
    expect(screen.getByText(/nothing leaves this computer/u)).toBeTruthy();
    await expectAccessible();
  });

  it('asks main for the file picker', async () => {
    const { bridge, user } = await drawApp();
    await user.click(button('Choose files…'));
    expect(bridge.requests('certificates.choose-files')).toHaveLength(1);
  });
});

describe('dropping', () => {
  const dropped = new File(['never read'], 'server.pfx');
  const transfer = { types: ['Files'], files: [dropped], dropEffect: 'none' };

  it('works anywhere on the window and hands the files over unread', async () => {
    const read = vi.spyOn(File.prototype, 'arrayBuffer');
    const { bridge } = await drawApp();
    fireEvent.drop(document.body, { dataTransfer: transfer });
    const call = bridge.made.find(({ method }) => method === 'certificates.add');
    expect(call).toMatchObject({ request: { paths: [] }, files: [dropped] });
    expect(read).not.toHaveBeenCalled();
  });

  it('says in words what letting go will do', async () => {
    await drawApp();
    fireEvent.dragOver(document.body, { dataTransfer: transfer });
    expect(screen.getByText('Let go to add them')).toBeTruthy();
    fireEvent.dragLeave(document.body, { relatedTarget: null });
    expect(screen.queryByText('Let go to add them')).toBeNull();
  });

  it('brings the user back from the settings', async () => {
    const { user } = await drawApp();
    await user.click(button('Settings'));
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await act(async () => void fireEvent.drop(document.body, { dataTransfer: transfer }));
    expect(screen.getByRole('heading', { level: 1, name: 'Certificates' })).toBeTruthy();
  });

  it('never lets the window leave the page for what was dropped', async () => {
    await drawApp();
    const event = new Event('drop', { bubbles: true, cancelable: true });
    act(() => void document.body.dispatchEvent(event));
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('pasting', () => {
  it('asks main to read the clipboard, from anywhere but a field', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [locked] }));
    const field = screen.getByLabelText('Password of server.pfx');
    expect(document.activeElement).toBe(field);
    await user.keyboard('{Control>}v{/Control}');
    expect(bridge.requests('certificates.paste')).toHaveLength(0);
    act(() => field.blur());
    await user.keyboard('{Control>}v{/Control}');
    expect(bridge.requests('certificates.paste')).toHaveLength(1);
  });

  it('never touches the clipboard itself', async () => {
    const { bridge } = await drawApp();
    const clipboardData = { getData: vi.fn<() => string>() };
    fireEvent.paste(document.body, { clipboardData });
    expect(bridge.requests('certificates.paste')).toEqual([{}]);
    expect(clipboardData.getData).not.toHaveBeenCalled();
  });

  it('says in an alert that there was no text, until it is dismissed', async () => {
    const { user } = await drawApp(undefined, { 'certificates.paste': () => decline('clipboard.no-text') });
    await user.click(button('Paste'));
    expect(within(screen.getAllByRole('alert').at(-1)!).getByText('There is no text on the clipboard.')).toBeTruthy();
    await user.click(button('Dismiss this message'));
    expect(screen.queryByText('There is no text on the clipboard.')).toBeNull();
  });
});

describe('a file with a password', () => {
  it('has the focus in its field, and opens with Enter', async () => {
    const { bridge, user, change } = await drawApp();
    change(workshop({ files: [locked] }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password of server.pfx'));
    await user.keyboard('secret{Enter}');
    expect(bridge.requests('certificates.unlock')).toEqual([{ fileId: locked.id, password: 'secret' }]);
    await expectAccessible();
  });

  it('is forgotten by the page as soon as it is sent', async () => {
    const { user } = await drawApp(workshop({ files: [locked] }));
    await user.type(screen.getByLabelText('Password of server.pfx'), 'secret');
    await user.click(button('Open server.pfx'));
    expect(screen.getByLabelText<HTMLInputElement>('Password of server.pfx').value).toBe('');
    expect(document.body.innerHTML).not.toContain('secret');
  });

  it('can be shown while it is typed', async () => {
    const { user } = await drawApp(workshop({ files: [locked] }));
    const field = screen.getByLabelText('Password of server.pfx');
    expect(field.getAttribute('type')).toBe('password');
    await user.click(button('Show the password'));
    expect(field.getAttribute('type')).toBe('text');
  });

  it('says what is missing instead of greying out', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [locked] }));
    await user.click(button('Open server.pfx'));
    expect(screen.getByText('Type the password first.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Password of server.pfx'));
    expect(bridge.requests('certificates.unlock')).toHaveLength(0);
  });

  it('says that the password was wrong, and takes the focus back', async () => {
    const { user, change } = await drawApp(workshop({ files: [locked] }));
    await user.keyboard('secret{Enter}');
    change(workshop({ files: [{ ...locked, status: 'reading' }] }));
    change(workshop({ files: [{ ...locked, problem: wrong }] }));
    const field = screen.getByLabelText('Password of server.pfx');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^server\.pfx was not opened\. The password is not the one/u)).toBeTruthy();
    await expectAccessible();
  });

  it('hands the focus to the next field after it was opened, and to its row after the last', async () => {
    const second = file('other.pfx', { status: 'needs-password', format: 'pkcs12' });
    const { user, change } = await drawApp(workshop({ files: [locked, second] }));
    await user.keyboard('secret{Enter}');
    change(workshop({ files: [{ ...locked, status: 'reading' }, second] }));
    change(workshop({ files: [opened, second] }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password of other.pfx'));
    await user.keyboard('secret{Enter}');
    change(workshop({ files: [opened, { ...second, status: 'reading' }] }));
    change(workshop({ files: [opened, { ...second, status: 'read', certificates: 1 }] }));
    expect(document.activeElement?.textContent).toContain('other.pfx');
  });

  it('does not pull the user out of another field', async () => {
    const { user, change } = await drawApp(workshop({ files: [locked] }));
    await user.keyboard('half a pass');
    change(workshop({ files: [file('a.pfx', { status: 'needs-password' }), locked] }));
    expect(screen.getByLabelText<HTMLInputElement>('Password of server.pfx').value).toBe('half a pass');
    expect(document.activeElement).toBe(screen.getByLabelText('Password of server.pfx'));
  });
});

describe('the list of files', () => {
  it('says what each file is and holds, and what is going on', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [opened, file('big.p12', { status: 'reading' })] }));
    const rows = within(screen.getByRole('list', { name: 'Files' })).getAllByRole('listitem');
    expect(rows[0]?.textContent).toContain('server.pfxPKCS#123 certificates, 1 private key');
    expect(rows[1]?.textContent).toContain('Reading');
    await user.click(button('Stop reading big.p12'));
    expect(bridge.requests('certificates.stop-reading')).toEqual([{ fileId: 'id of big.p12' }]);
  });

  it('keeps an unreadable file with its sentence', async () => {
    const problem = { code: 'certificate.other-kind', facts: { name: 'cert.cer', kind: 'html' } } as const;
    const { change } = await drawApp();
    change(workshop({ files: [file('cert.cer', { status: 'problem', format: 'html', problem })] }));
    expect(screen.getByText('cert.cer is a web page, not a certificate.')).toBeTruthy();
    expect(screen.getByText(/probably a login page.+download the file again/u)).toBeTruthy();
    expect(screen.getByText('1 file not read: cert.cer. The list says why.').getAttribute('role')).toBe('alert');
    await expectAccessible();
  });

  it('announces progress', async () => {
    const { change } = await drawApp();
    change(workshop({ files: [{ ...locked, status: 'reading' }] }));
    change(workshop({ files: [opened] }));
    const said = screen.getByText('server.pfx was opened: 3 certificates, 1 private key.');
    expect(said.getAttribute('role')).toBe('status');
  });

  it('moves the focus to the neighbour when a file is removed, and to Choose files after the last', async () => {
    const files = [file('a.pem'), file('b.pem'), file('c.pem')];
    const { bridge, user, change } = await drawApp(workshop({ files }));
    await user.click(button('Remove b.pem'));
    expect(bridge.requests('certificates.remove')).toEqual([{ fileId: 'id of b.pem' }]);
    change(workshop({ files: [files[0]!, files[2]!] }));
    expect(document.activeElement).toBe(button('Remove c.pem'));
    await user.click(button('Remove c.pem'));
    change(workshop({ files: [files[0]!] }));
    expect(document.activeElement).toBe(button('Remove a.pem'));
    await user.click(button('Clear all'));
    change(workshop());
    expect(document.activeElement).toBe(button('Choose files…'));
  });

  it('is drawn in parts when it is long, and the keyboard goes on where the next part begins', async () => {
    const many = Array.from({ length: 80 }, (_, index) => file(`${index}.pem`));
    const { user } = await drawApp(workshop({ files: many }));
    const rows = (): readonly HTMLElement[] =>
      within(screen.getByRole('list', { name: 'Files' })).getAllByRole('listitem');
    expect(rows()).toHaveLength(30);
    await user.click(button('Show 30 more files'));
    expect(rows()).toHaveLength(60);
    expect(document.activeElement).toBe(rows()[30]);
    await user.click(button('Show 20 more files'));
    expect(rows()).toHaveLength(80);
    expect(document.activeElement?.textContent).toContain('60.pem');
    expect(screen.queryByRole('button', { name: /^Show/u })).toBeNull();
  });

  it('can be narrowed to what needs the user when it is long', async () => {
    const many = Array.from({ length: 500 }, (_, index) => file(`${index}.pem`));
    const { user } = await drawApp(workshop({ files: [...many, locked] }));
    expect(screen.getByText('501 files: 1 needs a password, 500 read')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Show only the 1 file that needs you' }));
    expect(within(screen.getByRole('list', { name: 'Files' })).getAllByRole('listitem')).toHaveLength(1);
  });
});

describe('many certificates', () => {
  const many = Array.from({ length: 14 }, (_, index) =>
    bundle({ id: fingerprint(`${index}`), leaf: certificate(`n${index}.contoso.com`) }),
  );
  const cards = (): readonly HTMLElement[] => screen.getAllByRole('article');
  const nextFrame = (frames: FrameRequestCallback[]): void => act(() => frames.splice(0).forEach((draw) => draw(0)));

  it('are drawn two a frame, so that the page answers between them, up to ten, and then the rest when asked', async () => {
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => frames.push(draw));
    const { user } = await drawApp(workshop({ files: [opened], bundles: many }));
    expect(cards()).toHaveLength(2);
    nextFrame(frames);
    expect(cards()).toHaveLength(4);
    for (let frame = 0; frame < 10; frame++) nextFrame(frames);
    expect(cards()).toHaveLength(10);
    await user.click(button('Show 4 more certificates'));
    expect(document.activeElement).toBe(cards()[10]);
    for (let frame = 0; frame < 10; frame++) nextFrame(frames);
    expect(cards()).toHaveLength(14);
    vi.unstubAllGlobals();
  });
});

describe('a certificate that is ready', () => {
  it('says in words what it is, until when, and where its key is', async () => {
    await drawApp(workshop({ files: [opened], bundles: [bundle()] }));
    const card = screen.getByRole('article', { name: 'www.contoso.com, contoso.com' });
    for (const words of ['Ready for Azure', 'Contoso Issuing CA 3', 'RSA, 2048 bits', 'In server.pfx, matches']) {
      expect(within(card).getAllByText(words).length).toBeGreaterThan(0);
    }
    expect(within(card).getByText(/^14 March 2099 \(in \d\d years\)$/u)).toBeTruthy();
    expect(within(card).getByText(/The root certificate Contoso Root will be left out\./u)).toBeTruthy();
    await expectAccessible();
  });

  it('reads its chain as a list, from the certificate to the root', async () => {
    await drawApp(workshop({ files: [opened], bundles: [bundle()] }));
    const links = within(screen.getByRole('list', { name: 'Chain' })).getAllByRole('listitem');
    expect(links.map((link) => link.textContent)).toEqual([
      'www.contoso.comthis certificate',
      'Contoso Issuing CA 3intermediate',
      'Contoso Rootroot, not sent',
    ]);
  });

  it('says of each certificate of the chain where it came from, unless the list of files tells it', async () => {
    const [leaf, intermediate, root] = bundle().chain as [ChainLink, ChainLink, ChainLink];
    const kept = { ...intermediate, source: 'library', from: '' } as const;
    const met = { ...root, source: 'remembered', from: '' } as const;
    await drawApp(workshop({ files: [opened], bundles: [bundle({ chain: [leaf, kept, met] })] }));
    const links = within(screen.getByRole('list', { name: 'Chain' })).getAllByRole('listitem');
    expect(links.map((link) => link.textContent)).toEqual([
      'www.contoso.comthis certificate',
      'Contoso Issuing CA 3intermediatekept in the library',
      'Contoso Rootroot, not sentremembered from an earlier file',
    ]);
  });

  it('is kept in the library at a press, and again as soon as more is here than is kept', async () => {
    const { bridge, user, change } = await drawApp(workshop({ files: [opened], bundles: [bundle()] }));
    await user.click(button('Keep in library'));
    expect(screen.getByText('It is in the library now, with all that is here.').getAttribute('role')).toBe('status');
    change(workshop({ files: [opened], bundles: [bundle({ inLibrary: 'whole' })] }));
    expect(document.activeElement).toBe(button('In the library'));
    await user.click(button('In the library'));
    expect(bridge.requests('certificates.keep')).toHaveLength(1);
    change(workshop({ files: [opened], bundles: [bundle({ inLibrary: 'in part' })] }));
    await user.click(button('Update in library'));
    expect(bridge.requests('certificates.keep')).toEqual([{ bundleId: bundle().id }, { bundleId: bundle().id }]);
    change(workshop({ files: [opened], bundles: [bundle()] }));
    expect(button('Keep in library')).toBeTruthy();
    await expectAccessible();
  });

  it('copies its chain and says so', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [opened], bundles: [bundle()] }));
    await user.click(button('Copy chain'));
    expect(bridge.requests('certificates.copy-chain')).toEqual([{ bundleId: bundle().id }]);
    expect(await screen.findByText('2 certificates copied')).toBeTruthy();
  });

  it('shows its details one click further, and those of its issuers', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [opened], bundles: [bundle()] }));
    await user.click(button('Details'));
    expect(await screen.findByText('CN=www.contoso.com,O=Contoso')).toBeTruthy();
    await user.click(button('Copy Serial number'));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: '0a3f5b' }]);
    await user.click(button('Contoso Root'));
    await waitFor(() =>
      expect(bridge.requests('certificates.details').at(-1)).toEqual({ certificateId: fingerprint('Contoso Root') }),
    );
    await expectAccessible();
  });
});

describe('a certificate that was made for development', () => {
  it('says so on its card, in its chain and wherever one of its chain can be looked at', async () => {
    const authority = 'Latchkey development authority of laptop';
    const [leaf, root] = [
      certificate('localhost', { developmentOnly: true }),
      certificate(authority, { developmentOnly: true, selfSigned: true }),
    ];
    const chain: readonly ChainLink[] = [
      { certificate: leaf, role: 'leaf', source: 'file', from: 'localhost' },
      { certificate: root, role: 'root', source: 'file', from: 'localhost' },
    ];
    const { user } = await drawApp(workshop({ files: [opened], bundles: [bundle({ leaf, chain: [...chain] })] }));
    await user.click(button('Details'));
    const which = await screen.findByRole('group', { name: 'Certificate of the chain' });
    expect(within(which).getByRole('button', { name: 'localhost Development only' })).toBeTruthy();
    expect(within(which).getByRole('button', { name: `${authority} Development only` })).toBeTruthy();
    expect(screen.getAllByText('Development only')).toHaveLength(5);
    await expectAccessible();
  });
});

describe('a certificate that is not ready', () => {
  it('names what is missing in its chain', async () => {
    await drawApp(workshop({ files: [opened], bundles: [blockedBundle()] }));
    const links = within(screen.getByRole('list', { name: 'Chain' })).getAllByRole('listitem');
    expect(links.at(-1)?.textContent).toBe('Contoso Issuing CA 3 is missing');
    expect(screen.getByText('Not ready yet')).toBeTruthy();
    await expectAccessible();
  });

  it('says what blocks when it is to be saved, and moves there, instead of greying out', async () => {
    const { bridge, user } = await drawApp(workshop({ files: [opened], bundles: [blockedBundle()] }));
    await user.click(button(/^Save www\.contoso\.com.* for Azure…$/u));
    expect(screen.getByText(/cannot be saved for Azure yet: 2 findings block it/u).getAttribute('role')).toBe('alert');
    expect(document.activeElement?.textContent).toContain('Blocks: The private key is not here.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bridge.requests('app.choose-folder')).toHaveLength(0);
  });
});

describe('everything else on the bench', () => {
  it('is shown and explained', async () => {
    const publicKey = { algorithm: 'RSA', bits: 2048, spkiSha256: fingerprint('q') };
    await drawApp(
      workshop({
        files: [opened],
        otherCertificates: [{ ...certificate('Contoso Root', { selfSigned: true }), fileName: 'ca.crt' }],
        otherKeys: [{ publicKey, fileName: 'server.key' }],
        requests: [
          { name: 'www.contoso.com', hostNames: [], publicKey, fileName: 'a.csr', privateKeyFileName: 'server.key' },
        ],
      }),
    );
    for (const name of [
      'Certificates of authorities',
      'Private keys without their certificate',
      'Certificate requests',
    ]) {
      expect(screen.getByRole('heading', { level: 2, name })).toBeTruthy();
    }
    expect(screen.getByText(/Its private key is in server\.key\. Keep it until the certificate comes\./u)).toBeTruthy();
    await expectAccessible();
  });
});

describe('navigation', () => {
  it('opens the settings with the focus on their heading, and sets the appearance', async () => {
    const { bridge, user } = await drawApp();
    await user.click(button('Settings'));
    expect(document.activeElement).toBe(await screen.findByRole('heading', { level: 1, name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(bridge.requests('app.set-appearance')).toEqual([{ appearance: 'dark' }]);
    await expectAccessible();
  });

  it('shows About when the menu asks, and closes it with Escape', async () => {
    const { bridge, user } = await drawApp();
    act(() => bridge.send('app.show', { what: 'about' }));
    const dialog = await screen.findByRole('dialog', { name: 'About Latchkey' });
    expect(await within(dialog).findByText('45.4.1')).toBeTruthy();
    await user.click(button('Copy these facts'));
    expect(bridge.requests('app.copy-text')[0]?.text).toContain('Electron: 45.4.1');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says so when the workshop cannot be opened', async () => {
    await drawApp(undefined, { 'certificates.workshop': () => decline('unexpected', { reference: '7f3a' }) });
    expect(screen.getByText('Reference: 7f3a')).toBeTruthy();
  });
});
