import type { About, Appearance } from '../shared/app/contract';
import { type BridgeEvent, events } from '../shared/ipc/contract';
import type { Outcome } from '../shared/problem';
import { AppError } from './app-error';
import { composeCertificates } from './compose-certificates';
import { type ChosenFolders, createChosenFolders } from './electron/chosen-folders';
import type { TextClipboard } from './electron/clipboard';
import type { Dialogs } from './electron/dialogs';
import { createHandlers, type UseCasesOf } from './ipc/handlers';
import { createServer, type IncomingCall } from './ipc/serve';
import type { Log } from './logging/log';
import type { SecretStore } from './storage/record-store';
import type { SettingsStore } from './storage/settings';

/** What the use cases get from the shell. */
export interface ServerPorts {
  readonly about: About;
  readonly settings: SettingsStore;
  readonly clipboard: TextClipboard;
  readonly dialogs: Dialogs;
  readonly log: Log;
  readonly applyAppearance: (appearance: Appearance) => void;
  /** Shows a file or folder in the system's file manager, without opening it. */
  readonly showInFolder: (path: string) => void;
  /** Asks a web server, by the system's proxy settings. */
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** The system's keyring. */
  readonly secrets: SecretStore;
  /** Where this user's data is. */
  readonly dataFolder: string;
  /** What this computer is called. */
  readonly computer: string;
  /** Where the built worker that reads and writes certificate files stands. */
  readonly certificateWorker: URL;
  readonly send: (event: BridgeEvent) => void;
  /** Development and tests: what crosses to the page is held against the contract. */
  readonly checkResponses: boolean;
}

/** What the shell gets back: the answer to every call, and the one use case that the shell itself starts. */
export interface Server {
  answer(call: IncomingCall): Promise<Outcome<unknown>>;
  openFiles(paths: readonly string[]): Promise<void>;
  chooseFiles(): Promise<void>;
}

/** Builds every use case behind the page's calls. Loaded while the page loads: it brings the schemas and the certificate reader. */
export function composeServer(ports: ServerPorts): Server {
  const send = ports.checkResponses ? checked(ports.send) : ports.send;
  const chosen = createChosenFolders(ports.dialogs);
  const useCases = composeCertificates({ ...ports, send, chosen });
  const handlers = createHandlers({ app: appUseCases(ports, chosen), ...useCases });
  const answer = createServer({ handlers, logUnexpected: ports.log.unexpected, checkResponses: ports.checkResponses });
  return {
    answer,
    openFiles: async (paths) => useCases.certificates.add({ paths: [...paths] }),
    chooseFiles: async () => useCases.certificates.chooseFiles({}),
  };
}

function appUseCases(ports: ServerPorts, chosen: ChosenFolders): UseCasesOf<'app'> {
  const { about, settings, clipboard, applyAppearance } = ports;
  return {
    about: () => about,
    appearance: () => ({ appearance: settings.current().appearance }),
    setAppearance: async ({ appearance }) => {
      applyAppearance(appearance);
      await settings.change({ appearance });
    },
    copyText: ({ text }) => clipboard.writeText(text),
    chooseFolder: async () => {
      const folder = await chosen.choose();
      return folder === undefined ? {} : { folder };
    },
    showFolder: ({ folder }) => {
      if (!chosen.has(folder)) throw new AppError('folder.not-chosen');
      ports.showInFolder(folder);
    },
  };
}

function checked(send: ServerPorts['send']): ServerPorts['send'] {
  return (event) => {
    events[event.name].parse(event.payload);
    send(event);
  };
}
