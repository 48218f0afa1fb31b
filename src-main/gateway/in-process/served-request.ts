import type { ServedRequest as ShownRequest } from '../../../shared/services/contract';

/** A line of the access log: what may be shown of a request, and its size. SECURITY: no query string, no header line, no key. */
export interface ServedRequest extends Readonly<ShownRequest> {
  /** Octets of the answer's body. */
  readonly bytes: number;
}
