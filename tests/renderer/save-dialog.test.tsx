import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract';
import { drawApp, type DrawnApp, expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { bundle, file, workshop } from './samples';

const opener = /^Save www\.contoso\.com.* for Azure…$/u;
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

async function openDialog(
  handlers: Partial<Handlers> = {},
  change: Parameters<typeof bundle>[0] = {},
): Promise<DrawnApp> {
  const app = await drawApp(workshop({ files: [file('server.pfx')], bundles: [bundle(change)] }), handlers);
  await app.user.click(button(opener));
  await screen.findByRole('dialog', { name: 'Save www.contoso.com for Azure' });
  return app;
}

describe('the Save dialog', () => {
  it('says which two files will be written, by their names', async () => {
    const { user } = await openDialog();
    const name = screen.getByRole('textbox', { name: 'Name of the files' });
    expect(screen.getByText('www.contoso.com.cert.pem')).toBeTruthy();
    await user.clear(name);
    await user.type(name, 'score');
    expect(screen.getByText('score.key.pem')).toBeTruthy();
    expect(screen.getByText(/unencrypted\. Keep it like a password/u)).toBeTruthy();
    await expectAccessible();
  });

  it('offers the root only where there is one, and leaves it out unless asked', async () => {
    const { bridge, user } = await openDialog();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Include the root certificate' }).checked).toBe(
      false,
    );
    await user.click(button('Choose folder and save'));
    await waitFor(() => expect(bridge.requests('certificates.save')[0]?.includeRoot).toBe(false));
  });

  it('does not offer a root that was not found', async () => {
    await openDialog({}, { hasRoot: false });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says what is wrong with a name and moves there', async () => {
    const { bridge, user } = await openDialog();
    const name = screen.getByRole('textbox', { name: 'Name of the files' });
    await user.clear(name);
    await user.type(name, 'a/b');
    await user.click(button('Choose folder and save'));
    expect(screen.getByText('A file name cannot contain /. Leave it out.')).toBeTruthy();
    expect(document.activeElement).toBe(name);
    expect(bridge.requests('app.choose-folder')).toHaveLength(0);
  });

  it('saves with Enter and says what was written, where, and what each file is for', async () => {
    const { bridge, user } = await openDialog();
    await user.click(screen.getByRole('textbox', { name: 'Name of the files' }));
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Saved and read back' });
    expect(within(dialog).getByText('www.contoso.com.key.pem')).toBeTruthy();
    expect(within(dialog).getByText(/its chain \(2 certificates\)/u)).toBeTruthy();
    expect(within(dialog).getByText('/home/ana/tls')).toBeTruthy();
    await expectAccessible();
    await user.click(button('Show in folder'));
    expect(bridge.requests('app.show-folder')).toEqual([{ folder: '/home/ana/tls' }]);
    await user.click(button('Done'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button(opener)));
  });

  it('asks before it replaces, with Cancel in focus', async () => {
    const { bridge, user } = await openDialog({
      'certificates.save': ({ replace, folder }) =>
        replace ? { folder, files: [] } : decline('file.exists', { names: 'a.cert.pem, a.key.pem' }),
    });
    await user.click(button('Choose folder and save'));
    await screen.findByRole('alertdialog', { name: 'Replace a.cert.pem and a.key.pem?' });
    expect(document.activeElement?.textContent).toBe('Cancel');
    expect(document.activeElement?.closest('[role=alertdialog]')).not.toBeNull();
    await expectAccessible();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(await screen.findByRole('dialog', { name: 'Save www.contoso.com for Azure' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Choose folder and save')));
    expect(bridge.requests('certificates.save').every(({ replace }) => !replace)).toBe(true);
    await user.click(button('Choose folder and save'));
    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    expect(bridge.requests('certificates.save').at(-1)?.replace).toBe(true);
  });

  it('shows a problem inside, and loses nothing that was typed', async () => {
    const { user } = await openDialog({
      'certificates.save': () => decline('file.not-written', { name: 'mine.key.pem', reason: 'no-space' }),
    });
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the files' });
    await user.clear(name);
    await user.type(name, 'mine');
    await user.click(button('Choose folder and save'));
    expect(await screen.findByText('mine.key.pem was not written.')).toBeTruthy();
    expect(screen.getByText(/The drive is full/u)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the files' }).value).toBe('mine');
  });

  it('stays as it was when no folder was chosen', async () => {
    const { bridge, user } = await openDialog({ 'app.choose-folder': () => ({}) });
    await user.click(button('Choose folder and save'));
    expect(screen.getByRole('textbox', { name: 'Name of the files' })).toBeTruthy();
    expect(bridge.requests('certificates.save')).toHaveLength(0);
  });

  it('closes with Escape and gives the focus back', async () => {
    const { user } = await openDialog();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(button(opener)));
  });
});
