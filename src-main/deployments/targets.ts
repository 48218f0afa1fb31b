import type { Target as TargetId } from '../../shared/certificates/finding';
import type { Step } from '../../shared/deployments/contract';
import type { Facts } from '../../shared/problem';
import type { Gateway } from '../gateway/gateway';

/** A certificate as a plan names it. */
export interface OrderedCertificate {
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly notAfter: string;
  readonly developmentOnly: boolean;
  /** Of its DER, lower-case hexadecimal: another certificate is another order. */
  readonly sha256: string;
}

/** What is to be deployed, as far as it may be known to everybody: it is written to the disk with the plan. */
export interface Order {
  readonly serviceId: string;
  readonly target: TargetId;
  /** In A-labels. */
  readonly hostName: string;
  /** What is known of the certificate; undefined where TLS is off. The certificate itself comes with `gateway`. */
  readonly certificate: OrderedCertificate | undefined;
  readonly tls: boolean;
  readonly keyAuthentication: boolean;
  /** As `Gateway.allowedOrigins`. */
  readonly allowedOrigins: readonly string[];
  /** The target's own settings, as it understands them: it parses them itself. */
  readonly settings: unknown;
}

/** What a target would do. */
export interface TargetPlan {
  /** Where, in the words of the target: a computer's name; subscription, group, region. */
  readonly place: readonly string[];
  readonly steps: readonly Step[];
  /** About how long, in seconds. */
  readonly seconds: number;
}

/** What a step is given. */
export interface StepWork {
  readonly order: Order;
  /** What the steps before it learned, merged. */
  readonly learned: Facts;
  /** The gateway with its secrets, put together when it is asked for and kept nowhere. */
  gateway(): Promise<Gateway>;
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
  /** Looks and asks, and touches nothing. @throws {AppError} where it could not be done, with what to change. */
  plan(order: Order, signal: AbortSignal): Promise<TargetPlan>;
  /**
   * Does one step of its plan and answers what others need to know of it (public). Safe to run twice: what is there already
   * is taken as it is or put right, never made a second time. The steps before it may have run in another process: `learned`
   * is all that is left of them. @throws {AppError}; an abort ends it with `signal.reason`. A step that can't stop at once
   * keeps its deployment running until it settles.
   */
  run(step: Step, work: StepWork): Promise<Facts>;
}
