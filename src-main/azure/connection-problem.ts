import { AppError } from '../app-error';

/** What a `fetch` says of a connection that did not come about, by the words of Chromium's network stack and of Node.js. */
const kinds: readonly (readonly [RegExp, (host: string) => AppError])[] = [
  [/ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH|\b407\b/u, (host) => new AppError('azure.proxy-sign-in', { host })],
  [
    /ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_UNRECOGNIZED_NAME/u,
    (host) => new AppError('azure.tls-not-trusted', { host, reason: 'name' }),
  ],
  [
    /ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/u,
    (host) => new AppError('azure.tls-not-trusted', { host, reason: 'dates' }),
  ],
  [
    /ERR_CERT_AUTHORITY_INVALID|SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_CERTIFICATE_TRANSPARENCY/u,
    (host) => new AppError('azure.tls-not-trusted', { host, reason: 'unknown-authority' }),
  ],
  [/ERR_CERT_|ERR_SSL_|CERT_|EPROTO/u, (host) => new AppError('azure.tls-not-trusted', { host, reason: 'other' })],
  [
    /ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|UND_ERR_\w+_TIMEOUT/u,
    (host) => new AppError('azure.timeout', { host }),
  ],
];

/**
 * What did not happen, from what `fetch` threw. Everything that is not known is a connection that did not come about: there is
 * nothing else between asking and an answer.
 */
export function connectionProblem(cause: unknown, host: string): AppError {
  const said = saidBy(cause);
  const [, make] = kinds.find(([pattern]) => pattern.test(said)) ?? [];
  const problem = make?.(host) ?? new AppError('azure.offline', { host });
  return new AppError(problem.code, problem.facts, { cause });
}

/** Messages and codes of an error and of what is behind it: Node's `fetch` says `fetch failed`, and why in the cause. */
function saidBy(cause: unknown, depth = 0): string {
  if (depth > 4 || typeof cause !== 'object' || cause === null) return '';
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  const own = [code, message].filter((part) => typeof part === 'string').join(' ');
  const within = cause instanceof AggregateError ? cause.errors.map((one) => saidBy(one, depth + 1)) : [];
  return [own, ...within, saidBy((cause as { readonly cause?: unknown }).cause, depth + 1)].join(' ');
}
