import type { ProofReason } from '../../shared/proof/contract';

/** Nothing to judge came back: the line fails for this reason. It never leaves the proof. */
export class NotAnswered extends Error {
  constructor(
    readonly reason: ProofReason,
    options?: { cause?: unknown },
  ) {
    super(reason, options);
  }
}

const REASONS: Readonly<Record<string, ProofReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ECONNRESET: 'connection-cut',
  ECONNABORTED: 'connection-cut',
  EPIPE: 'connection-cut',
  // OpenSSL's and BoringSSL's name for octets that are no TLS record.
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
};

/** What an exception of the network says, in the words of the proof. @param signal Aborted where the time was up. */
export function reasonOf(cause: unknown, signal: AbortSignal, otherwise: ProofReason): ProofReason {
  if (signal.aborted) return 'timeout';
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code.startsWith('HPE_')) return 'not-http';
  return REASONS[code] ?? otherwise;
}
