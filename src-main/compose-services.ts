import { join } from 'node:path';
import { developmentDays } from '../shared/development/contract';
import { proofLineInWords } from '../shared/proof/words';
import type { Service, Services } from '../shared/services/contract';
import type { CertificateUseCases } from './compose-certificates';
import type { Parts } from './compose-server';
import { Deployments } from './deployments/deployments';
import { readJournalEntry } from './deployments/journal-entry';
import { judgeHostName, openDns } from './dns/check-host-name';
import { openResolver } from './dns/resolver';
import { startGateway } from './gateway/in-process/start-gateway';
import type { UseCases } from './ipc/handlers';
import { prove } from './proof/prove';
import { DeployableServices } from './services/deployable-services';
import { KeyClipboard } from './services/key-clipboard';
import type { ServiceCertificates, ServicePorts } from './services/ports';
import { ServiceOperation } from './services/service-operation';
import { ServiceRecords } from './services/service-records';
import { ServiceSetup } from './services/service-setup';
import { openDeploymentJournal } from './storage/deployment-journal';
import { writeFileAtomically } from './storage/private-file';
import { freePort } from './targets/this-computer/ports';
import { RunningServices } from './targets/this-computer/running-services';
import { startSampleModel } from './targets/this-computer/sample-model/start';
import { ThisComputer } from './targets/this-computer/this-computer';
import { problemSentence } from './terminal/sentences';

/** The use cases about services, and what the shell needs of them. */
export interface ServiceUseCases extends Pick<UseCases, 'deployments' | 'dns' | 'services' | 'serviceSetup'> {
  /** Names of the services that use them, by entry of the library. */
  usedBy(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Tells the page what there is: something that services show has changed elsewhere. */
  announce(): Promise<void>;
  /** Starts what ran when Latchkey ended. */
  startAgain(): Promise<void>;
  /** Host names of what runs on this computer now. */
  running(): readonly string[];
  /** Stops it, and takes an API key off the clipboard. */
  end(): Promise<void>;
}

/** Builds everything about services and puts it together: records, what runs here, the engine, the proof. */
export function composeServices(parts: Parts, certificates: CertificateUseCases): ServiceUseCases {
  let latest: Services['services'] = [];
  const changed = (payload: Services): void => {
    latest = payload.services;
    parts.send({ name: 'services.changed', payload });
  };
  const here = composeHere(parts, () => void records.announce().catch(parts.log.unexpected));
  const keyClipboard = new KeyClipboard(parts.clipboard);
  const ports: ServicePorts = {
    store: parts.store,
    chosen: parts.chosen,
    write: writeFileAtomically,
    certificates: certificatesFor(certificates),
    here,
    keyClipboard,
    judgeHostName,
    checkModel: (model, port) => here.checkModel({ model, port }),
    callModel: (model, example) => here.callModel(model, example),
    freePort,
    forgetDeployments: (serviceId) => deployments.forget(serviceId),
    prove,
    changed,
  };
  const records: ServiceRecords = new ServiceRecords(ports);
  const deployments: Deployments = composeDeployments(parts, records, ports, here);
  const operation = new ServiceOperation(records, ports);
  const isHere = ({ running: { state } }: Service): boolean => state === 'running' || state === 'starting';
  return {
    deployments,
    dns: openDns({ resolver: openResolver(), system: process.platform }),
    services: operation,
    serviceSetup: new ServiceSetup(records, ports),
    usedBy: () => records.usedBy(),
    announce: () => records.announce(),
    startAgain: () => operation.startAgain(),
    running: () => latest.filter(isHere).map(({ hostName }) => hostName ?? ''),
    end: async () => void (await Promise.all([here.stopAll(), keyClipboard.clearNow()])),
  };
}

function composeDeployments(
  { chosen, send, dataFolder, log, computer }: Parts,
  records: ServiceRecords,
  ports: ServicePorts,
  here: RunningServices,
): Deployments {
  return new Deployments({
    targets: new Map([['this-computer', new ThisComputer(here, computer)]]),
    services: new DeployableServices(records, ports),
    journal: openDeploymentJournal(join(dataFolder, 'deployments'), {
      read: readJournalEntry,
      leftOut: () => log.write('deployment-left-out'),
    }),
    chosen,
    write: writeFileAtomically,
    explain: problemSentence,
    explainProof: proofLineInWords,
    proof: (serviceId) => records.proof(serviceId),
    changed: (payload) => send({ name: 'deployments.changed', payload }),
    unexpected: log.unexpected,
    now: () => new Date(),
  });
}

/** What runs on this computer, each gateway and the sample model in a thread of its own. */
function composeHere({ workers, log }: Parts, changed: () => void): RunningServices {
  return new RunningServices({
    startGateway: (gateway, served) =>
      startGateway(gateway, { workerUrl: workers.gateway, address: '127.0.0.1', log: served }),
    startSampleModel: () => startSampleModel(workers.sampleModel),
    changed,
    unexpected: log.unexpected,
  });
}

function certificatesFor({ library, development }: CertificateUseCases): ServiceCertificates {
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
