import { describe, expect, it, vi } from 'vitest';
import { createClipboard } from '../../../src-main/electron/clipboard';
import { createDialogs } from '../../../src-main/electron/dialogs';
import { createPage } from '../../../src-main/electron/page';

describe('the clipboard', () => {
  it('is the same whether Electron answers at once (33) or by a promise (45)', async () => {
    const writeText = vi.fn();
    const old = createClipboard({ readText: () => 'text', writeText } as unknown as Parameters<
      typeof createClipboard
    >[0]);
    expect(await old.readText()).toBe('text');
    const current = createClipboard({ readText: () => Promise.resolve('text'), writeText: () => Promise.resolve() });
    expect(await current.readText()).toBe('text');
    await old.writeText('copied');
    expect(writeText).toHaveBeenCalledWith('copied');
  });
});

describe('the pickers', () => {
  const window = {} as NonNullable<ReturnType<Parameters<typeof createDialogs>[1]>>;
  const dialogs = (answer: { canceled: boolean; filePaths: string[] }, parent?: typeof window) => {
    const showOpenDialog = vi.fn((..._args: unknown[]) => Promise.resolve(answer));
    return { showOpenDialog, ...createDialogs({ showOpenDialog }, () => parent) };
  };

  it('answer what was chosen, attached to the window', async () => {
    const { chooseFiles, showOpenDialog } = dialogs({ canceled: false, filePaths: ['/a.pem', '/b.pem'] }, window);
    expect(await chooseFiles()).toEqual(['/a.pem', '/b.pem']);
    expect(showOpenDialog.mock.calls[0]?.[0]).toBe(window);
  });

  it('name no kind of file where any will do', async () => {
    const { chooseAnyFiles, showOpenDialog } = dialogs({ canceled: false, filePaths: ['/secret'] });
    expect(await chooseAnyFiles()).toEqual(['/secret']);
    expect(showOpenDialog.mock.calls[0]?.[0]).not.toHaveProperty('filters');
  });

  it('answer nothing when cancelled, also without a window', async () => {
    const { chooseFiles, chooseFolder } = dialogs({ canceled: true, filePaths: ['/left-over'] });
    expect(await chooseFiles()).toEqual([]);
    expect(await chooseFolder()).toBeUndefined();
  });

  it('let a folder be made while choosing one', async () => {
    const { chooseFolder, showOpenDialog } = dialogs({ canceled: false, filePaths: ['/out'] });
    expect(await chooseFolder()).toBe('/out');
    expect(showOpenDialog.mock.calls[0]?.[0]).toEqual({ properties: ['openDirectory', 'createDirectory'] });
  });
});

describe('events to the page', () => {
  const about = { name: 'app.show', payload: { what: 'about' } } as const;
  const settings = { name: 'app.show', payload: { what: 'settings' } } as const;

  it('wait until the page listens, then go in order, and wait again for the next window', () => {
    const send = vi.fn();
    const page = createPage(
      () =>
        ({ isDestroyed: () => false, webContents: { send } }) as unknown as ReturnType<
          Parameters<typeof createPage>[0]
        >,
    );
    page.send(about);
    page.send(settings);
    expect(send).not.toHaveBeenCalled();
    page.isListening();
    page.isListening();
    expect(send.mock.calls).toEqual([
      ['event', JSON.stringify(about)],
      ['event', JSON.stringify(settings)],
    ]);
    page.startsAgain();
    page.send(about);
    expect(send).toHaveBeenCalledTimes(2);
    page.isListening();
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('are dropped when the window is gone', () => {
    const page = createPage(() => undefined);
    page.isListening();
    expect(() => page.send(about)).not.toThrow();
  });
});
