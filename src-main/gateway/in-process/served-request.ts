import type { KeySlot } from '../gateway';

/** A line of the access log: what may be shown and kept of a request. SECURITY: no query string, no header line, no key. */
export interface ServedRequest {
  /** When it began; ISO 8601, UTC. */
  readonly time: string;
  readonly method: string;
  /** Without its query string, as the client wrote it. */
  readonly path: string;
  /** 499, as nginx has it: the client went away before there was an answer. */
  readonly status: number;
  /** Octets of the answer's body. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** Which key it came with, or none that is right. */
  readonly keySlot: KeySlot | undefined;
}
