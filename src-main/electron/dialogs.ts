import type { BaseWindow, Dialog, OpenDialogOptions } from 'electron';

/** The system's pickers, as the use cases see them. */
export interface Dialogs {
  /** Paths of the certificate files that were chosen; empty when the picker was cancelled. */
  chooseFiles(): Promise<readonly string[]>;
  /** The same for files that may be anything. */
  chooseAnyFiles(): Promise<readonly string[]>;
  /** The folder that was chosen; undefined when the picker was cancelled. */
  chooseFolder(): Promise<string | undefined>;
}

/** Extensions that certificates and keys come with: the same list as fileAssociations in electron-builder.yml. */
const certificateExtensions = [
  'pem',
  'crt',
  'cer',
  'der',
  'p7b',
  'p7c',
  'p7s',
  'spc',
  'pfx',
  'p12',
  'key',
  'pk8',
  'csr',
  'p10',
];

/** Makes the pickers, attached to the window that `parent` answers. */
export function createDialogs(dialog: Pick<Dialog, 'showOpenDialog'>, parent: () => BaseWindow | undefined): Dialogs {
  const ask = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const window = parent();
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return answer.canceled ? [] : answer.filePaths;
  };
  return {
    chooseFiles: () =>
      ask({
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Certificates and keys', extensions: certificateExtensions },
          { name: 'All files', extensions: ['*'] },
        ],
      }),
    chooseAnyFiles: () => ask({ properties: ['openFile', 'multiSelections', 'showHiddenFiles'] }),
    chooseFolder: async () => (await ask({ properties: ['openDirectory', 'createDirectory'] }))[0],
  };
}
