import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibraryEntry } from '../../../shared/library/contract';
import type { Running, Services } from '../../../shared/services/contract';
import type { Change } from '../../../shared/deployments/contract';
import type { Facts } from '../../../shared/problem';
import { AppError } from '../../../src-main/app-error';
import { arrange } from '../../../src-main/certificates/arrange';
import { DevelopmentDesk, readAuthority } from '../../../src-main/certificates/development/development-desk';
import { CertificateLibrary, readKeptChain } from '../../../src-main/certificates/library/certificate-library';
import { judgeChain } from '../../../src-main/certificates/library/judge-chain';
import { judgeHostName } from '../../../src-main/dns/check-host-name';
import type { Gateway } from '../../../src-main/gateway/gateway';
import type { ServedRequest } from '../../../src-main/gateway/in-process/served-request';
import type { ProofSubject } from '../../../src-main/proof/prove';
import { DeployableServices } from '../../../src-main/services/deployable-services';
import type { ServicePorts } from '../../../src-main/services/ports';
import { readService } from '../../../src-main/services/service-facts';
import { ServiceOperation } from '../../../src-main/services/service-operation';
import { ServiceRecords } from '../../../src-main/services/service-records';
import { ServiceSetup } from '../../../src-main/services/service-setup';
import { ServiceValues } from '../../../src-main/services/service-values';
import { Whereabouts } from '../../../src-main/services/whereabouts';
import { secureVariablesOf } from '../../../src-main/targets/container-instances/secure-variables';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import { FolderRecordStore, type SecretStore } from '../../../src-main/storage/record-store';

/** Where no gateway can listen. */
export const TAKEN = 6000;

/** Reverses bytes: enough to see that what is on the disk is not what was given. */
const keyring: SecretStore = {
  isAvailable: () => true,
  protect: (secret) => Uint8Array.from(secret).reverse(),
  reveal: (bytes) => Uint8Array.from(bytes).reverse(),
};

/** Everything about services over a real folder and a real library; what runs, proves and copies is watched, not done. */
export function openDesk(folder = mkdtempSync(join(tmpdir(), 'latchkey-services-')), secrets: SecretStore = keyring) {
  const readers = {
    certificate: readKeptChain,
    request: () => ({}),
    authority: readAuthority,
    service: readService,
  };
  const store = new FolderRecordStore(join(folder, 'kept'), secrets, readers);
  const shared = { store, write: writeFileAtomically, chosen: { has: (chosen: string) => chosen === folder } };
  const library = new CertificateLibrary({
    ...shared,
    showFolder: () => undefined,
    open: () => Promise.resolve(),
    judge: (kept, hostName, target) =>
      judgeChain(kept, hostName, target, { arrange: async (bench, now) => arrange(bench, now) }),
    usedBy: () => records.usedBy(),
    changed: () => undefined,
  });
  const development = new DevelopmentDesk({ ...shared, library, computer: 'test', changed: () => undefined });
  const seen = {
    changed: [] as Services[],
    gateways: new Map<string, Gateway>(),
    proved: [] as ProofSubject[],
    copied: [] as string[],
    forgotten: [] as string[],
    picked: [] as string[],
    toBeMadeAnew: [] as string[],
    served: [] as ServedRequest[],
  };
  const running = new Map<string, Running>();
  const ports: ServicePorts = {
    ...shared,
    certificates: {
      entries: async (): Promise<readonly LibraryEntry[]> => (await library.list()).entries,
      chain: (id) => library.chain(id),
      credentials: (id) => library.credentials(id),
      judge: (id, hostName, target) => library.judge(id, hostName, target),
      makeForDevelopment: async (hostNames) =>
        (await development.make({ hostNames: [...hostNames], days: 30, signedBy: 'itself' })).libraryId,
    },
    here: {
      start: async (id, { gateway }) => {
        seen.gateways.set(id, await gateway());
        running.set(id, { state: 'running' });
      },
      stop: async (id) => void running.delete(id),
      running: (id) => running.get(id) ?? { state: 'stopped' },
      served: (id) => seen.served.filter(({ path }) => path === `/${id}`),
    },
    judgeHostName,
    checkModel: () => undefined,
    requirePort: async (_, port) => {
      if (port === TAKEN) throw new AppError('gateway.port-taken', { port, free: port + 1 });
    },
    checkContainerGroup: (_, { containerGroup }) => {
      if (containerGroup.name === 'UNUSABLE')
        throw new AppError('container-group.setting-unusable', { setting: 'name' });
    },
    secureVariables: secureVariablesOf,
    isToBeMadeAnew: (id) => Promise.resolve(seen.toBeMadeAnew.includes(id)),
    chooseFiles: () => Promise.resolve(seen.picked),
    callModel: () => Promise.resolve({ status: 200, milliseconds: 1, answer: '{}' }),
    forgetDeployments: (id) => Promise.resolve(void seen.forgotten.push(id)),
    freePort: (wished) => Promise.resolve(wished),
    prove: async (subject) => {
      seen.proved.push(subject);
      return { at: '2026-11-24T00:00:00Z', url: 'https://localhost', lines: [], passed: true };
    },
    keyClipboard: { seconds: 60, copy: async (secret) => void seen.copied.push(secret) },
    changed: (services) => void seen.changed.push(services),
  };
  const records: ServiceRecords = new ServiceRecords(ports);
  const deployable = new DeployableServices(records, ports);
  return {
    folder,
    store,
    library,
    development,
    records,
    setup: new ServiceSetup(records, ports),
    values: new ServiceValues(records, ports),
    whereabouts: new Whereabouts(records),
    operation: new ServiceOperation(records, ports),
    deployable,
    /** As the engine does when all steps of a change are done. */
    finish: async (id: string, change: Change, learned: Facts = {}): Promise<void> =>
      deployable.deployed(await deployable.order(id, change), learned),
    /** As the target asks for it in a step of a change. */
    gatewayFor: async (id: string, change: Change): Promise<Gateway> =>
      deployable.gateway(await deployable.order(id, change)),
    seen,
    running,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
