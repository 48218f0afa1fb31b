import { join } from 'node:path';
import { proofLineInWords } from '../shared/proof/words';
import type { Service, Services } from '../shared/services/contract';
import { certificatesForServices, type CertificateUseCases } from './compose-certificates';
import type { Parts } from './compose-server';
import { composeHere, composeTargets } from './compose-targets';
import { Deployments } from './deployments/deployments';
import type { DeploymentPorts } from './deployments/ports';
import { readJournalEntry } from './deployments/journal-entry';
import { judgeHostName } from './dns/check-host-name';
import { openDns } from './dns/open-dns';
import { openResolver } from './dns/resolver';
import type { UseCases } from './ipc/handlers';
import { prove } from './proof/prove';
import { DeployableServices } from './services/deployable-services';
import { KeyClipboard } from './services/key-clipboard';
import type { ServicePorts } from './services/ports';
import { ServiceOperation } from './services/service-operation';
import { ServiceRecords } from './services/service-records';
import { ServiceSetup } from './services/service-setup';
import { ServiceValues } from './services/service-values';
import { Whereabouts } from './services/whereabouts';
import { openDeploymentJournal } from './storage/deployment-journal';
import { writeFileAtomically } from './storage/private-file';
import { checkSettings } from './targets/container-instances/check-settings';
import type { ContainerGroups } from './targets/container-instances/ports';
import { secureVariablesOf } from './targets/container-instances/secure-variables';
import { GroupDesk } from './targets/container-instances/group-desk';
import { freePort } from './targets/this-computer/ports';
import type { RunningServices } from './targets/this-computer/running-services';
import { problemSentence } from './terminal/sentences';

/** The use cases about services, and what the shell needs of them. */
export interface ServiceUseCases extends Pick<
  UseCases,
  'containerInstances' | 'deployments' | 'dns' | 'services' | 'serviceSetup' | 'serviceValues'
> {
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

/** What is known of choices without asking anybody. */
const checks = {
  judgeHostName,
  checkContainerGroup: checkSettings,
  secureVariables: secureVariablesOf,
} satisfies Partial<ServicePorts>;

/** What has to be asked of this computer. */
function askingHere(here: RunningServices): Pick<ServicePorts, 'checkModel' | 'requirePort' | 'callModel'> {
  return {
    checkModel: (model, port) => here.checkModel({ model, port }),
    requirePort: (serviceId, port) => here.requirePort(serviceId, port),
    callModel: (model, example) => here.callModel(model, example),
  };
}

/** Builds everything about services and puts it together: records, what runs here, the engine, the proof. */
export function composeServices(
  parts: Parts,
  certificates: CertificateUseCases,
  groups: ContainerGroups,
): ServiceUseCases {
  const { changed, running } = createAnnouncer(parts);
  const here = composeHere(parts, () => void records.announce().catch(parts.log.unexpected));
  const keyClipboard = new KeyClipboard(parts.clipboard);
  const ports: ServicePorts = {
    store: parts.store,
    chosen: parts.chosen,
    write: writeFileAtomically,
    certificates: certificatesForServices(certificates),
    here,
    keyClipboard,
    ...checks,
    chooseFiles: () => parts.dialogs.chooseAnyFiles(),
    ...askingHere(here),
    freePort,
    isToBeMadeAnew: (serviceId) => deployments.hasMemo(serviceId),
    forgetDeployments: (serviceId) => deployments.forget(serviceId),
    prove,
    changed,
  };
  const records: ServiceRecords = new ServiceRecords(ports);
  const targets = composeTargets(here, groups, parts.computer);
  const deployments: Deployments = composeDeployments(parts, records, ports, targets);
  const operation = new ServiceOperation(records, ports);
  return {
    ...composeDesks(records, ports, groups),
    deployments,
    services: operation,
    usedBy: () => records.usedBy(),
    announce: () => records.announce(),
    startAgain: () => operation.startAgain(),
    running,
    end: async () => void (await Promise.all([here.stopAll(), keyClipboard.clearNow()])),
  };
}

/** Tells the page of services, and knows by what it told last which of them run here. */
function createAnnouncer({ send }: Parts) {
  let latest: Services['services'] = [];
  const isHere = ({ running: { state } }: Service): boolean => state === 'running' || state === 'starting';
  return {
    changed: (payload: Services): void => {
      latest = payload.services;
      send({ name: 'services.changed', payload });
    },
    running: (): readonly string[] => latest.filter(isHere).map(({ hostName }) => hostName ?? ''),
  };
}

/** What is asked and chosen before a service is deployed, and what is looked at later. */
function composeDesks(
  records: ServiceRecords,
  ports: ServicePorts,
  groups: ContainerGroups,
): Pick<UseCases, 'containerInstances' | 'dns' | 'serviceSetup' | 'serviceValues'> {
  const whereabouts = new Whereabouts(records);
  return {
    containerInstances: new GroupDesk({ groups, placeOf: (serviceId) => whereabouts.group(serviceId) }),
    dns: openDns({
      resolver: openResolver(),
      serverAt: (servers) => openResolver({ servers }),
      system: process.platform,
      placeOf: (serviceId) => whereabouts.place(serviceId),
      seen: (serviceId) => whereabouts.seen(serviceId),
      now: () => new Date(),
    }),
    serviceSetup: new ServiceSetup(records, ports),
    serviceValues: new ServiceValues(records, ports),
  };
}

function composeDeployments(
  { chosen, send, dataFolder, log }: Parts,
  records: ServiceRecords,
  ports: ServicePorts,
  targets: DeploymentPorts['targets'],
): Deployments {
  return new Deployments({
    targets,
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
