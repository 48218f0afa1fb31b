import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { BatchResult } from '../../shared/batch/contract';
import type { Handlers } from '../../shared/ipc/contract';
import { problemInWords } from '../../src-renderer/text/problems';
import { drawApp, type DrawnApp, expectAccessible } from './draw';
import { decline } from './fake-bridge';

const button = (name: string): HTMLElement => screen.getByRole('button', { name });

const result = (change: Partial<BatchResult> = {}): BatchResult => ({
  folder: '/home/ana/out',
  report: 'latchkey-report.csv',
  files: 9,
  converted: 9,
  blocked: 0,
  locked: 0,
  leftOut: 0,
  notConverted: 0,
  notSearched: 0,
  written: 18,
  cancelled: false,
  ...change,
});

async function openDialog(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const folders = ['/home/ana/delivery', '/home/ana/out'].values();
  const app = await drawApp(undefined, {
    'app.choose-folder': () => ({ folder: folders.next().value }),
    'batch.run': () => result(),
    ...handlers,
  });
  await app.user.click(button('Convert a folder…'));
  await screen.findByRole('dialog', { name: 'Convert a folder' }, { timeout: 10_000 });
  return app;
}

/** Both folders chosen, and Convert pressed. */
async function start(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const app = await openDialog(handlers);
  await app.user.click(button('Folder to read: Choose…'));
  await app.user.click(button('Folder to write into: Choose…'));
  await app.user.click(button('Convert'));
  return app;
}

/** A conversion that runs until the test ends it. */
async function startSlowly(): Promise<DrawnApp & { end(ended: BatchResult): void }> {
  let end = (_ended: BatchResult): void => undefined;
  const running = new Promise<BatchResult>((resolve) => {
    end = resolve;
  });
  const app = await start({ 'batch.run': () => running });
  return { ...app, end: (ended) => act(() => end(ended)) };
}

describe('the conversion of a folder', () => {
  it('says which folder is missing, and asks main for nothing before', async () => {
    const { bridge, user } = await openDialog();
    await user.click(button('Convert'));
    expect(screen.getByText('Choose the folder that the certificates are in.')).toBeTruthy();
    await user.click(button('Folder to read: Choose…'));
    expect(await screen.findByText('Folder to read: /home/ana/delivery')).toBeTruthy();
    await user.click(button('Convert'));
    expect(screen.getByText('Choose the folder to write into.')).toBeTruthy();
    expect(bridge.requests('batch.run')).toEqual([]);
    await expectAccessible();
  });

  it('asks for the folders and the form that were chosen, without a password where none was typed', async () => {
    const { bridge } = await start();
    await screen.findByRole('dialog', { name: 'Converted' });
    expect(bridge.requests('batch.run')).toEqual([
      { from: '/home/ana/delivery', to: '/home/ana/out', format: 'pem-pair' },
    ]);
  });

  it('shows how far it is, in a bar with a name and a value', async () => {
    const { bridge } = await startSlowly();
    const bar = await screen.findByRole('progressbar', { name: 'Convert a folder' });
    expect(screen.getByText('Looking through the folder')).toBeTruthy();
    expect(bar.getAttribute('aria-valuenow')).toBeNull();
    act(() => bridge.send('batch.progress', { step: 'reading', done: 3, total: 9, name: 'a/server.pfx' }));
    expect(screen.getByText('Reading 3 of 9: a/server.pfx')).toBeTruthy();
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['3', '9']);
    act(() => bridge.send('batch.progress', { step: 'writing', done: 4, total: 5, name: 'a/server.pfx' }));
    expect(screen.getByText('Writing 4 of 5: a/server.pfx')).toBeTruthy();
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['4', '5']);
    await expectAccessible();
  });

  it('asks main to stop, and then says that it stopped and what became of the files', async () => {
    const { bridge, user, end } = await startSlowly();
    const stop = await screen.findByRole('button', { name: 'Stop' });
    const running = within(screen.getByRole('dialog', { name: 'Convert a folder' }));
    await user.click(stop);
    expect(running.getByRole('status').textContent).toBe('Stopping… The file at hand is finished first.');
    expect(document.activeElement).toBe(stop);
    act(() => bridge.send('batch.progress', { step: 'writing', done: 4, total: 5, name: 'a/server.pfx' }));
    expect(running.getByRole('status').textContent).toContain('Stopping…');
    await user.click(stop);
    expect(bridge.requests('batch.cancel')).toEqual([{}]);
    await expectAccessible();
    end(result({ cancelled: true, converted: 2, notConverted: 7, written: 4 }));
    const dialog = await screen.findByRole('dialog', { name: 'Stopped' });
    expect(within(dialog).getByRole('status').textContent).toBe('2 of 9 files converted, 4 files written.');
    expect(within(dialog).getByText('7 not converted.')).toBeTruthy();
    expect(within(dialog).getByText('latchkey-report.csv says what became of each file.')).toBeTruthy();
  });

  it('stays while it runs, whatever is pressed', async () => {
    const { user } = await startSlowly();
    await screen.findByRole('progressbar');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('progressbar')).toBeTruthy();
  });

  it('says what was converted also where the report could not be written, and why', async () => {
    const reportProblem = {
      code: 'file.not-written',
      facts: { name: 'latchkey-report.csv', reason: 'no-space' },
    } as const;
    await start({ 'batch.run': () => result({ blocked: 1, report: undefined, reportProblem }) });
    const dialog = await screen.findByRole('dialog', { name: 'Converted' });
    expect(within(dialog).getByText('1 of them will not work as it is.')).toBeTruthy();
    expect(within(dialog).getByRole('alert').textContent).toContain(problemInWords(reportProblem).title);
    expect(within(dialog).queryByText(/says what became/u)).toBeNull();
  });

  it('counts apart what was converted and will not work', async () => {
    const { user, bridge } = await start({
      'batch.run': () => result({ blocked: 3, report: 'latchkey-report-2.csv' }),
    });
    const dialog = await screen.findByRole('dialog', { name: 'Converted' });
    expect(within(dialog).getByRole('status').textContent).toBe('9 of 9 files converted, 18 files written.');
    expect(
      within(dialog).getByText('3 of them will not work as they are; latchkey-report-2.csv says why.'),
    ).toBeTruthy();
    await expectAccessible();
    await user.click(button('Show in folder'));
    expect(bridge.requests('app.show-folder')).toEqual([{ folder: '/home/ana/out' }]);
    await user.click(button('Done'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says nothing of what will not work where everything will', async () => {
    await start();
    await screen.findByRole('dialog', { name: 'Converted' });
    expect(screen.queryByText(/will not work/u)).toBeNull();
  });

  it('shows a problem beside what was chosen', async () => {
    await start({ 'batch.run': () => decline('batch.nothing', { folder: '/home/ana/delivery' }) });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('There is no file in /home/ana/delivery.')).toBeTruthy();
    expect(screen.getByText('Folder to write into: /home/ana/out')).toBeTruthy();
    await expectAccessible();
  });
});
