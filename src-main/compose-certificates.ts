import { join } from 'node:path';
import type { EventPayload } from '../shared/ipc/contract';
import { Batch } from './certificates/batch/batch';
import { DevelopmentDesk, readAuthority } from './certificates/development/development-desk';
import { RememberedIssuers } from './certificates/issuers/remembered-issuers';
import { CertificateLibrary, readKeptChain } from './certificates/library/certificate-library';
import { readWaiting, RequestDesk } from './certificates/requests/request-desk';
import { WorkerPool } from './certificates/worker-pool';
import type { Keeping } from './certificates/workshop/keeping';
import { CertificateWorkshop } from './certificates/workshop/workshop';
import type { ServerPorts } from './compose-server';
import type { ChosenFolders } from './electron/chosen-folders';
import type { UseCases } from './ipc/handlers';
import { writeFileAtomically } from './storage/private-file';
import { FolderRecordStore } from './storage/record-store';
import { openRememberedFile } from './storage/remembered-file';
import { findingSentence } from './terminal/finding-sentences';
import { problemSentence } from './terminal/sentences';

type Ports = ServerPorts & { readonly chosen: ChosenFolders };

/** Builds everything about certificates and puts it together: what is kept serves the bench, and the bench is kept from. */
export function composeCertificates(ports: Ports): Omit<UseCases, 'app'> {
  const { send, clipboard, chosen, log, dataFolder } = ports;
  const pool = new WorkerPool(ports.certificateWorker);
  const write = writeFileAtomically;
  const store = openStore(ports);
  const remembered = new RememberedIssuers(openRememberedFile(join(dataFolder, 'remembered-certificates.pem')));
  const kept = { store, write, chosen };
  const requests = new RequestDesk({
    ...kept,
    clipboard,
    changed: (payload) => send({ name: 'requests.changed', payload }),
  });
  const library: CertificateLibrary = new CertificateLibrary({
    ...kept,
    showFolder: ports.showInFolder,
    open: (name, certificates) => workshop.addKept(name, certificates),
    changed: (payload) => {
      send({ name: 'library.changed', payload });
      void workshop.rearrange();
    },
  });
  const changed = (payload: EventPayload<'development.changed'>): void =>
    send({ name: 'development.changed', payload });
  const development = new DevelopmentDesk({ ...kept, library, computer: ports.computer, changed });
  const workshop: CertificateWorkshop = new CertificateWorkshop({
    reader: pool,
    write,
    fetch: ports.fetch,
    clipboard,
    dialogs: ports.dialogs,
    chosen,
    keeping: keepingOf(requests, library),
    remembered,
    unexpected: (cause) => log.unexpected(cause),
    changed: (payload) => send({ name: 'certificates.changed', payload }),
  });
  const batch = composeBatch(pool, ports);
  const issuers = issuersOf(remembered, workshop);
  return { batch, certificates: workshop, development, issuers, library, requests };
}

function openStore({ dataFolder, secrets }: Pick<Ports, 'dataFolder' | 'secrets'>): FolderRecordStore {
  const readers = { certificate: readKeptChain, request: readWaiting, authority: readAuthority };
  return new FolderRecordStore(join(dataFolder, 'kept'), secrets, readers);
}

function composeBatch(pool: WorkerPool, { chosen, send }: Pick<Ports, 'chosen' | 'send'>): Batch {
  return new Batch({
    reader: pool,
    outputs: pool,
    write: writeFileAtomically,
    chosen,
    explain: { problem: problemSentence, finding: findingSentence },
    progress: (payload) => send({ name: 'batch.progress', payload }),
  });
}

/** What the bench is told of what is kept. */
function keepingOf(requests: RequestDesk, library: CertificateLibrary): Keeping {
  return {
    heldKeys: async () => [...(await requests.heldKeys()), ...(await library.heldKeys())],
    libraryIds: () => library.idByLeaf(),
    privateKey: async (spkiSha256) => (await requests.privateKey(spkiSha256)) ?? (await library.privateKey(spkiSha256)),
    keep: (credentials, name) => library.keep(credentials, name),
    answered: (spkiSha256s) => requests.markAnswered(spkiSha256s),
  };
}

function issuersOf(remembered: RememberedIssuers, workshop: CertificateWorkshop): UseCases['issuers'] {
  return {
    remembered: async () => ({ count: await remembered.count() }),
    forgetRemembered: async () => {
      await remembered.forget();
      await workshop.rearrange();
    },
  };
}
