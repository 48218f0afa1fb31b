import { join } from 'node:path';
import type { About, Appearance } from '../shared/app/contract';
import { type BridgeEvent, events } from '../shared/ipc/contract';
import type { Outcome } from '../shared/problem';
import { AppError } from './app-error';
import { readAuthority } from './certificates/development/development-desk';
import { readKeptChain } from './certificates/library/certificate-library';
import type { RecordStore } from './certificates/library/record-store';
import { readWaiting } from './certificates/requests/request-desk';
import { type AzureShell, composeAzure } from './compose-azure';
import { composeCertificates } from './compose-certificates';
import { composeServices, type ServiceUseCases } from './compose-services';
import { type ChosenFolders, createChosenFolders } from './electron/chosen-folders';
import type { TextClipboard } from './electron/clipboard';
import type { Dialogs } from './electron/dialogs';
import { createHandlers, type UseCasesOf } from './ipc/handlers';
import { createServer, type IncomingCall } from './ipc/serve';
import type { Log } from './logging/log';
import { readService } from './services/service-facts';
import { FolderRecordStore, type SecretStore } from './storage/record-store';
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
  /** Azure's servers, and its page in the browser. */
  readonly azure: AzureShell;
  /** Where this user's data is. */
  readonly dataFolder: string;
  /** What this computer is called. */
  readonly computer: string;
  /** Where the built workers stand. */
  readonly workers: {
    /** Reads and writes certificate files. */
    readonly certificates: URL;
    readonly gateway: URL;
    readonly sampleModel: URL;
  };
  readonly send: (event: BridgeEvent) => void;
  /** Development and tests: what crosses to the page is held against the contract. */
  readonly checkResponses: boolean;
}

/** What every use case is put together from. */
export interface Parts extends ServerPorts {
  /** Records of certificates, requests, authorities and services. */
  readonly store: RecordStore;
  readonly chosen: ChosenFolders;
}

/** What the shell gets back: the answer to every call, and the use cases that the shell itself starts. */
export interface Server {
  answer(call: IncomingCall): Promise<Outcome<unknown>>;
  openFiles(paths: readonly string[]): Promise<void>;
  chooseFiles(): Promise<void>;
  /** Host names of the services that run on this computer now, and end with Latchkey. */
  running(): readonly string[];
  /** What the private keys are called that end with Latchkey, because there is no keyring. */
  keysAtRisk(): readonly string[];
  /**
   * Before Latchkey ends: stops them, letting what they are answering go out first, takes an API key off the clipboard, and lets
   * a batch finish the file at hand.
   */
  end(): Promise<void>;
}

/** Builds every use case behind the page's calls. Loaded while the page loads: it brings the schemas and the certificate reader. */
export function composeServer(ports: ServerPorts): Server {
  const parts: Parts = {
    ...ports,
    send: ports.checkResponses ? checked(ports.send) : ports.send,
    chosen: createChosenFolders(ports.dialogs),
    store: openStore(ports),
  };
  const certificates = composeCertificates(parts, {
    usedBy: () => services.usedBy(),
    libraryChanged: () => void services.announce().catch(ports.log.unexpected),
  });
  const { azure, signIn, containerGroups } = composeAzure(parts);
  const services: ServiceUseCases = composeServices(parts, certificates, containerGroups);
  const app = appUseCases(ports, parts.chosen);
  const handlers = createHandlers({ app, azure, signIn, ...certificates, ...services });
  const answer = createServer({ handlers, logUnexpected: ports.log.unexpected, checkResponses: ports.checkResponses });
  void services.startAgain().catch(ports.log.unexpected);
  return {
    answer,
    openFiles: async (paths) => certificates.certificates.add({ paths: [...paths] }),
    chooseFiles: async () => certificates.certificates.chooseFiles({}),
    running: services.running,
    keysAtRisk: certificates.keysAtRisk,
    end: async () => void (await Promise.all([services.end(), certificates.end()])),
  };
}

function openStore({ dataFolder, secrets }: ServerPorts): RecordStore {
  return new FolderRecordStore(join(dataFolder, 'kept'), secrets, {
    certificate: readKeptChain,
    request: readWaiting,
    authority: readAuthority,
    service: readService,
  });
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
