import { join } from 'node:path';
import { findingInWords } from '../shared/certificates/finding-words';
import { developmentDays } from '../shared/development/contract';
import { Batch } from './certificates/batch/batch';
import { DevelopmentDesk } from './certificates/development/development-desk';
import { RememberedIssuers } from './certificates/issuers/remembered-issuers';
import { KeysAtRisk } from './certificates/keys-at-risk';
import { CertificateLibrary } from './certificates/library/certificate-library';
import { judgeChain } from './certificates/library/judge-chain';
import { watchDue } from './certificates/library/watch-due';
import { RequestDesk } from './certificates/requests/request-desk';
import { WorkerPool } from './certificates/worker-pool';
import type { Keeping } from './certificates/workshop/keeping';
import { CertificateWorkshop } from './certificates/workshop/workshop';
import type { Parts } from './compose-server';
import type { UseCases } from './ipc/handlers';
import type { ServiceCertificates } from './services/ports';
import { writeFileAtomically } from './storage/private-file';
import { openRememberedFile } from './storage/remembered-file';
import { problemSentence } from './terminal/sentences';

/** The use cases about certificates; other use cases take certificates from them. */
export interface CertificateUseCases extends Pick<UseCases, 'batch' | 'certificates' | 'issuers' | 'requests'> {
  readonly development: DevelopmentDesk;
  readonly library: CertificateLibrary;
  /** What the keys are called that end with Latchkey. */
  keysAtRisk(): readonly string[];
  /** Before Latchkey ends: no half of a pair is left behind. */
  end(): Promise<void>;
}

/** What is known elsewhere of the library, and who hears of it. */
export interface LibraryUsers {
  /** Names of the services that use them, by entry. */
  usedBy(): Promise<ReadonlyMap<string, readonly string[]>>;
  libraryChanged(): void;
}

/** Builds everything about certificates and puts it together: what is kept serves the bench, and the bench is kept from. */
export function composeCertificates(ports: Parts, users: LibraryUsers): CertificateUseCases {
  const { store, send, clipboard, chosen, log, dataFolder } = ports;
  const pool = new WorkerPool(ports.workers.certificates);
  const remembered = new RememberedIssuers(openRememberedFile(join(dataFolder, 'remembered-certificates.pem')));
  const atRisk = new KeysAtRisk();
  const requests: RequestDesk = composeRequests(ports, atRisk, () => keysIn(library));
  const library: CertificateLibrary = new CertificateLibrary({
    store,
    chosen,
    write: writeFileAtomically,
    showFolder: ports.showInFolder,
    open: (name, certificates) => workshop.addKept(name, certificates),
    judge: (judged, hostName, target) => judgeChain(judged, hostName, target, pool),
    usedBy: () => users.usedBy(),
    changed: (payload) => {
      atRisk.libraryIs(payload);
      send({ name: 'library.changed', payload });
      users.libraryChanged();
      void workshop.rearrange().catch(log.unexpected);
    },
  });
  watchLibrary(library, ports);
  const development = composeDevelopment(ports, library);
  const workshop: CertificateWorkshop = new CertificateWorkshop({
    reader: pool,
    write: writeFileAtomically,
    fetch: ports.fetch,
    clipboard,
    dialogs: ports.dialogs,
    chosen,
    keeping: keepingOf(requests, library, atRisk),
    remembered,
    unexpected: log.unexpected,
    changed: (payload) => send({ name: 'certificates.changed', payload }),
  });
  const issuers = issuersOf(remembered, workshop);
  const batch = composeBatch(pool, remembered, ports);
  const keysAtRisk = () => atRisk.names();
  return { batch, certificates: workshop, development, issuers, library, requests, keysAtRisk, end: () => batch.end() };
}

function composeDevelopment({ store, chosen, computer, send }: Parts, library: CertificateLibrary): DevelopmentDesk {
  return new DevelopmentDesk({
    store,
    write: writeFileAtomically,
    chosen,
    library,
    computer,
    changed: (payload) => send({ name: 'development.changed', payload }),
  });
}

function watchLibrary(library: CertificateLibrary, { send, log }: Parts): void {
  watchDue({
    list: () => library.list(),
    changed: (payload) => send({ name: 'library.changed', payload }),
    unexpected: log.unexpected,
  });
}

function composeRequests(
  { store, chosen, clipboard, send }: Parts,
  atRisk: KeysAtRisk,
  libraryKeys: () => Promise<ReadonlySet<string>>,
): RequestDesk {
  return new RequestDesk({
    store,
    write: writeFileAtomically,
    chosen,
    clipboard,
    libraryKeys,
    isInFile: (spkiSha256) => atRisk.isInFile(spkiSha256),
    changed: (payload) => {
      atRisk.requestsAre(payload);
      send({ name: 'requests.changed', payload });
    },
  });
}

async function keysIn(library: CertificateLibrary): Promise<ReadonlySet<string>> {
  const held = await library.heldKeys();
  return new Set(held.flatMap(({ publicKey, opens }) => (opens ? [publicKey.spkiSha256] : [])));
}

function composeBatch(
  pool: WorkerPool,
  remembered: RememberedIssuers,
  { chosen, send }: Pick<Parts, 'chosen' | 'send'>,
): Batch {
  return new Batch({
    reader: pool,
    outputs: pool,
    write: writeFileAtomically,
    remembered,
    chosen,
    explain: { problem: problemSentence, finding: (finding) => findingInWords(finding, new Date()).what },
    progress: (payload) => send({ name: 'batch.progress', payload }),
  });
}

/** What the bench is told of what is kept. */
function keepingOf(requests: RequestDesk, library: CertificateLibrary, atRisk: KeysAtRisk): Keeping {
  return {
    heldKeys: async () => [...(await requests.heldKeys()), ...(await library.heldKeys())],
    library: (leaves) => library.chainsOf(leaves),
    privateKey: async (spkiSha256) => (await requests.privateKey(spkiSha256)) ?? (await library.privateKey(spkiSha256)),
    keep: (credentials, name) => library.keep(credentials, name),
    answered: (spkiSha256s) => requests.markAnswered(spkiSha256s),
    isInFile: (spkiSha256) => atRisk.isInFile(spkiSha256),
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

/** What services take from the library. */
export function certificatesForServices({ library, development }: CertificateUseCases): ServiceCertificates {
  return {
    entries: async () => (await library.list()).entries,
    chain: (id) => library.chain(id),
    credentials: (id) => library.credentials(id),
    judge: (id, hostName, target) => library.judge(id, hostName, target),
    makeForDevelopment: async (hostNames) => {
      const { authority } = await development.authority();
      const signedBy = authority && !authority.problem ? 'authority' : 'itself';
      const { libraryId } = await development.make({
        hostNames: [...hostNames],
        days: developmentDays.usual,
        signedBy,
      });
      return libraryId;
    },
  };
}
