import type { About, Appearance } from '../shared/app/contract';
import { type BridgeEvent, events } from '../shared/ipc/contract';
import type { Outcome } from '../shared/problem';
import { WorkerReader } from './certificates/reader';
import { CertificateWorkshop } from './certificates/workshop/workshop';
import type { TextClipboard } from './electron/clipboard';
import type { Dialogs } from './electron/dialogs';
import { type AppUseCases, createHandlers } from './ipc/handlers';
import { createServer, type IncomingCall } from './ipc/serve';
import type { Log } from './logging/log';
import { writeFileAtomically } from './storage/private-file';
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
  /** Where the built worker that reads certificate files stands. */
  readonly readerWorker: URL;
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
  const certificates = new CertificateWorkshop({
    reader: new WorkerReader(ports.readerWorker),
    unexpected: (cause) => ports.log.unexpected(cause),
    write: writeFileAtomically,
    clipboard: ports.clipboard,
    dialogs: ports.dialogs,
    showFolder: ports.showInFolder,
    changed: (workshop) => send({ name: 'certificates.changed', payload: workshop }),
  });
  const handlers = createHandlers({ app: appUseCases(ports), certificates });
  const answer = createServer({ handlers, logUnexpected: ports.log.unexpected, checkResponses: ports.checkResponses });
  return {
    answer,
    openFiles: (paths) => certificates.add({ paths: [...paths] }),
    chooseFiles: () => certificates.chooseFiles(),
  };
}

function appUseCases({ about, settings, clipboard, applyAppearance }: ServerPorts): AppUseCases {
  return {
    about: () => about,
    appearance: () => settings.current().appearance,
    setAppearance: async (appearance) => {
      applyAppearance(appearance);
      await settings.change({ appearance });
    },
    copyText: (text) => clipboard.writeText(text),
  };
}

function checked(send: ServerPorts['send']): ServerPorts['send'] {
  return (event) => {
    events[event.name].parse(event.payload);
    send(event);
  };
}
