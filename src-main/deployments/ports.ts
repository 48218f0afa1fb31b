import type { Target as TargetId } from '../../shared/certificates/finding';
import type { Change, Deployment, PlanWarning } from '../../shared/deployments/contract';
import type { ApiKeySlot } from '../../shared/services/api-key-slot';
import type { Keeping } from '../../shared/library/contract';
import type { Facts, Problem } from '../../shared/problem';
import type { Proof, ProofLine } from '../../shared/proof/contract';
import type { WriteFile } from '../certificates/output/save-output';
import type { Gateway } from '../gateway/gateway';
import type { Order, Target } from './targets';

/** The services that are deployed, as far as the engine needs them: the service desk answers. */
export interface DeploymentServices {
  /**
   * What a service is to be, as it is now. Two calls answer the same as long as nothing about the service changed.
   * @throws {AppError} `service.gone`, `service.not-complete`, `certificate.not-ready` …; `service.not-deployed` for a change of
   * what runs, but for `delete`: a deployment that was not done may have left something
   */
  order(serviceId: string, change: Change): Promise<Order>;
  /**
   * SECURITY: the gateway with its private key and API keys. Steps ask for it themselves; the engine never does, and keeps none.
   * @throws {AppError} `library.key-not-opened`, `service.gone` …
   */
  gateway(order: Order): Promise<Gateway>;
  /** SECURITY: the values that a service holds for its target. @throws {AppError} `library.key-not-opened`, `service.gone` */
  held(serviceId: string): Promise<ReadonlyMap<string, string>>;
  /** Whether a service has its two API keys already. @throws {AppError} `service.gone` */
  apiKeys(serviceId: string): Promise<'kept' | 'none'>;
  /** Makes both API keys where there are none, and keeps them. @throws {AppError} `service.gone`, `library.not-saved` */
  makeApiKeys(serviceId: string): Promise<void>;
  /**
   * Makes the API key that is to take the place of one of the two, and keeps it beside them: gateways of a `rotate-key` order
   * have it, and it takes the place when that is `deployed`. One that was made for the slot and is not in its place yet is taken
   * again. @throws {AppError} `service.gone`, `library.not-saved`
   */
  makeNextKey(serviceId: string, slot: ApiKeySlot): Promise<void>;
  /** Where API keys go that are made now. */
  keeping(): Keeping;
  /**
   * Everything was done; `learned` is what all steps learned, merged. Safe to call twice: a deployment that was interrupted
   * just after it calls it again.
   */
  deployed(order: Order, learned: Facts): Promise<void>;
}

/** Everything that is written of a deployment: enough to go on with it in another process, and nothing secret. */
export interface JournalEntry {
  /** What it was started for: it goes on only while that is still what the service is to be. */
  readonly order: Order;
  /** What the review said loudly. */
  readonly warnings: readonly PlanWarning[];
  /** The plan's steps, and what became of each. */
  readonly deployment: Deployment;
  /** What the service's target wrote down for itself and still needs, in this deployment or in one before it that was not done. */
  readonly memo?: unknown;
}

/** Where deployments are written down; the storage folder has the one that survives kills. */
export interface DeploymentJournal {
  /** All that is written, in no order. What is damaged is left out, and never deleted. */
  all(): Promise<readonly JournalEntry[]>;
  /** Adds or replaces the entry of a deployment: on the disk, whole, when the promise ends. @throws {AppError} `file.not-written` */
  write(entry: JournalEntry): Promise<void>;
  /** By the deployment's id; nothing happens where there is none. */
  remove(id: string): Promise<void>;
}

/** What the engine needs from the world around it. */
export interface DeploymentPorts {
  readonly targets: ReadonlyMap<TargetId, Target>;
  readonly services: DeploymentServices;
  readonly journal: DeploymentJournal;
  readonly chosen: { has(folder: string): boolean };
  readonly write: WriteFile;
  /** A problem in one sentence, for a report. */
  readonly explain: (problem: Problem) => string;
  /** A line of a proof in words, for a report. */
  readonly explainProof: (line: ProofLine) => { readonly says: string; readonly why?: string; readonly next?: string };
  /** The last proof of a service, if there was one in this session. */
  readonly proof: (serviceId: string) => Proof | undefined;
  /** Told whenever a step begins, ends or says what it is at: of the latter, some five a second and always the last. */
  readonly changed: (deployment: Deployment) => void;
  /** Logs what was not foreseen, and answers the reference under which it is found. */
  readonly unexpected: (cause: unknown) => string;
  readonly now: () => Date;
}
