import type { Gateway } from '../../../src-main/gateway/gateway';

/** The two renderings of a gateway, which the suite runs against. */
export const kinds = ['nginx', 'in-process'] as const;
export type Kind = (typeof kinds)[number];

/** A gateway that runs, whichever it is. */
export interface Running {
  readonly kind: Kind;
  readonly port: number;
  readonly hasTls: boolean;
  /** Of nginx. */
  readonly pid: number | undefined;
  /** Answers when no connection is taken by the old description any more. */
  reload(gateway: Gateway): Promise<void>;
  /** The access log so far, a request a line: `POST /score 200 primary`. */
  log(): Promise<readonly string[]>;
  /** All that it said so far, as it said it. */
  output(): Promise<string>;
  stop(): Promise<void>;
}
