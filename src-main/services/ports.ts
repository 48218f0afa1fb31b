import type { DomainFinding } from '../../shared/dns/contract';
import type { Finding, Target } from '../../shared/certificates/finding';
import type { ContainerGroupSettings } from '../../shared/container-instances/contract';
import type { LibraryEntry } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import type { ContainerModel, ModelHere, Running, Services } from '../../shared/services/contract';
import type { RecordStore } from '../certificates/library/record-store';
import type { HostName } from '../certificates/host-names/host-name';
import type { Certificate } from '../certificates/model';
import type { OutputCredentials } from '../certificates/output/make-output';
import type { WriteFile } from '../certificates/output/save-output';
import type { Gateway } from '../gateway/gateway';
import type { ServedRequest } from '../gateway/in-process/served-request';
import type { ProofSubject } from '../proof/prove';

/** What a service takes from the library. */
export interface ServiceCertificates {
  /** Everything that is kept. */
  entries(): Promise<readonly LibraryEntry[]>;
  /** The chain of an entry, leaf first. @throws {AppError} `library.gone` */
  chain(libraryId: string): Promise<readonly [leaf: Certificate, ...others: Certificate[]]>;
  /** Chain and private key, in a copy that the caller wipes. @throws {AppError} `library.gone`, `library.key-not-opened` */
  credentials(libraryId: string): Promise<OutputCredentials>;
  /** What the checks say of an entry for a host name on a target. @throws {AppError} `library.gone` */
  judge(libraryId: string, hostName: string | undefined, target: Target): Promise<readonly Finding[]>;
  /** Makes a development certificate, keeps it and answers its entry's id. */
  makeForDevelopment(hostNames: readonly string[]): Promise<string>;
}

/** The services that run on this computer. */
export interface ServicesHere {
  /**
   * Starts a service, or gives one that runs what changed: its certificate, its keys, its model. The gateway is asked for each
   * time one is started. @throws {AppError} `gateway.port-taken` …
   */
  start(serviceId: string, wanted: { settings: HereSettings; gateway: () => Promise<Gateway> }): Promise<void>;
  stop(serviceId: string): Promise<void>;
  running(serviceId: string): Running;
  /** The last requests that a service answered, the oldest first. */
  served(serviceId: string): readonly ServedRequest[];
}

/** What a service on this computer is made of, besides what every gateway is. */
export interface HereSettings {
  readonly model: ModelHere;
  readonly example: string;
  readonly port: number;
}

/** What a service on Azure Container Instances is made of, besides what every gateway is. */
export interface GroupSettings {
  readonly containerGroup: ContainerGroupSettings;
  readonly model: ContainerModel;
}

/** What the use cases of services need from the world around them. */
export interface ServicePorts {
  readonly store: RecordStore;
  readonly certificates: ServiceCertificates;
  readonly here: ServicesHere;
  /** Understands a host name without asking the network. @throws {AppError} `host-name.invalid` */
  readonly judgeHostName: (
    hostName: string,
    target: Target,
  ) => Promise<{ readonly name: HostName; readonly findings: readonly DomainFinding[] }>;
  /** Whether a gateway on this port can stand before a model. @throws {AppError} `service.model-address-invalid` */
  readonly checkModel: (model: ModelHere, port: number) => void;
  /** Whether a service's gateway could listen there. @throws {AppError} `gateway.port-taken`, `gateway.port-not-allowed` */
  readonly requirePort: (serviceId: string, port: number) => Promise<void>;
  /** Whether Azure would take that. @throws {AppError} `container-group.setting-unusable` */
  readonly checkContainerGroup: (gateway: { readonly tls: boolean }, settings: GroupSettings) => void;
  /** Ids of the values that a group's own settings ask for, and nothing else of it does. */
  readonly secureVariables: (settings: GroupSettings) => readonly string[];
  /** Whether a deployment has deleted what a service had there, or was about to, and none has made it anew. */
  readonly isToBeMadeAnew: (serviceId: string) => Promise<boolean>;
  /** Paths of the files of any kind that the user picked; none where the picker was cancelled. */
  readonly chooseFiles: () => Promise<readonly string[]>;
  readonly callModel: (
    model: ModelHere,
    example: string,
  ) => Promise<{ readonly status: number; readonly milliseconds: number; readonly answer: string }>;
  readonly freePort: (wished: number) => Promise<number>;
  readonly prove: (subject: ProofSubject) => Promise<Proof>;
  readonly keyClipboard: { copy(secret: string): Promise<void>; readonly seconds: number };
  /** Cancels what is under way for a service and forgets what was: it is about to be removed. */
  readonly forgetDeployments: (serviceId: string) => Promise<void>;
  readonly write: WriteFile;
  readonly chosen: { has(folder: string): boolean };
  /** Told what there is whenever it changes. */
  readonly changed: (services: Services) => void;
}
