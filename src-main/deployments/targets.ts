import type { NamedCertificate } from '../../shared/certificates/contract';
import type { Target as TargetId } from '../../shared/certificates/finding';
import type { Change, PlanWarning, Step } from '../../shared/deployments/contract';
import type { HeldValue } from '../../shared/deployments/held-value';
import type { Facts } from '../../shared/problem';
import type { Gateway } from '../gateway/gateway';

/** What is to be deployed, as far as it may be known to everybody: it is written to the disk with the plan. */
export interface Order {
  readonly serviceId: string;
  readonly target: TargetId;
  readonly change: Change;
  /** In A-labels. */
  readonly hostName: string;
  /**
   * What is known of the certificate: another one is another order. Undefined where TLS is off, and where the change sends no
   * gateway. The certificate itself comes with `gateway`.
   */
  readonly certificate: NamedCertificate | undefined;
  readonly tls: boolean;
  readonly keyAuthentication: boolean;
  /** As `Gateway.allowedOrigins`. */
  readonly allowedOrigins: readonly string[];
  /** All that was chosen of the service: the target parses its own part of it. */
  readonly settings: unknown;
  /** Ids of the values that the service holds for its target; the values themselves come with `held`. */
  readonly held: readonly string[];
}

/** What a plan is made with. */
export interface PlanWork {
  /** Whether the service has its two API keys already. */
  readonly hasApiKeys: boolean;
  /** What `remember` was given last in a deployment of the service, if none was done since. */
  readonly memo: unknown;
  readonly signal: AbortSignal;
}

/** What a target would do. */
export interface TargetPlan {
  /** Where, in the words of the target: a computer's name; subscription, group, region. */
  readonly place: readonly string[];
  readonly steps: readonly Step[];
  /** About how long, in seconds. */
  readonly seconds: number;
  /** About how long callers get no answer, in seconds. */
  readonly interruption?: number;
  /** What its review must say loudly, besides what the engine says of every target. */
  readonly warnings?: readonly PlanWarning[];
  /** What has to be given before it can start. */
  readonly asks?: readonly HeldValue[];
  /** The user has to type the host name: what would be lost does not come back by itself. */
  readonly mustConfirm?: boolean;
}

/** What a step is given. */
export interface StepWork {
  readonly order: Order;
  /** Of the deployment: the same each time that it goes on. */
  readonly deploymentId: string;
  /** What the steps before it learned, merged. */
  readonly learned: Facts;
  /** The gateway with its secrets, put together when it is asked for and kept nowhere. */
  gateway(): Promise<Gateway>;
  /** SECURITY: the values that the service holds for its target, by their ids; kept nowhere. */
  held(): Promise<ReadonlyMap<string, string>>;
  /** What `remember` was given last, in this deployment or as in `PlanWork`. */
  readonly memo: unknown;
  /**
   * Writes down what must be known after a kill and can't be asked any more: on the disk when the promise ends, shown nowhere,
   * and kept until a deployment of the service is done. JSON; nothing secret. @throws {AppError} `file.not-written`
   */
  remember(memo: unknown): Promise<void>;
  /** Says what the step is at: as often as it likes, and to no effect once it has settled. */
  report(progress: Facts): void;
  readonly signal: AbortSignal;
}

/**
 * A place where services run: what every adapter in `targets/` implements. The engine knows no target by name.
 */
export interface Target {
  readonly id: TargetId;
  /** Others can reach what runs there: development certificates need the user's own word. */
  readonly isReal: boolean;
  /**
   * Looks and asks, and touches nothing. @throws {AppError} where it could not be done, with what to change;
   * `deployment.change-not-offered`
   */
  plan(order: Order, work: PlanWork): Promise<TargetPlan>;
  /**
   * Does one step of its plan and answers what others need to know of it (public). Safe to run twice: what is there already
   * is taken as it is or put right, never made a second time. The steps before it may have run in another process: `learned`
   * is all that is left of them. @throws {AppError}; an abort ends it with `signal.reason`. A step that can't stop at once
   * keeps its deployment running until it settles.
   */
  run(step: Step, work: StepWork): Promise<Facts>;
}
