import type { Gateway } from './gateway';

/** An answer of the gateway's own: small, JSON, and never with a word of the request in it. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  /** RFC 9110 section 11.6.1: a 401 says how to do better. */
  readonly challenge?: string;
}

/** What the gateway answers in the model's place, by what happened: all that nginx can say by itself, too, which would be HTML. */
export const refusals = {
  notUnderstood: refusal(400, 'bad_request', 'The gateway did not understand this request.'),
  unauthorized: {
    ...refusal(
      401,
      'unauthorized',
      'The API key is missing or not the right one. Send the header Authorization: Bearer KEY.',
    ),
    challenge: 'Bearer realm="scoring"',
  },
  notAllowed: refusal(405, 'method_not_allowed', 'The gateway does not take this method.'),
  preconditionFailed: refusal(412, 'precondition_failed', 'What this request depends on is not so.'),
  bodyTooLarge: refusal(413, 'payload_too_large', 'The request is larger than this service takes.'),
  addressTooLong: refusal(414, 'uri_too_long', 'The address of this request is longer than this service takes.'),
  headerTooLarge: refusal(431, 'headers_too_large', 'The header of this request is larger than this service takes.'),
  internal: refusal(500, 'internal_error', 'The gateway could not deal with this request.'),
  notImplemented: refusal(501, 'not_implemented', 'The gateway does not know this transfer coding.'),
  unavailable: refusal(503, 'model_unavailable', 'The model is not answering.'),
  timeout: refusal(504, 'model_timeout', 'The model did not answer in time.'),
  versionNotSupported: refusal(505, 'version_not_supported', 'The gateway does not speak this version of HTTP.'),
} as const satisfies Record<string, Refusal>;

/** The answer at the health path. */
export const healthBody = '{"status":"ok"}\n';

/** Header lines that an answer of the gateway's own has beside those of every answer. */
export const refusalHeaders = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } as const;

/** What a page of an allowed origin may send; the key is a header it sets itself, so no cookies and no credentials. */
export const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Max-Age': '600',
} as const;

/** The value of Strict-Transport-Security (RFC 6797), or none: over plain HTTP it means nothing. */
export function strictTransportSecurity({ tls, hstsMaxAge }: Gateway): string | undefined {
  return tls && `max-age=${hstsMaxAge}`;
}

function refusal(status: number, code: string, message: string): Refusal {
  return { status, body: `${JSON.stringify({ error: { code, message } })}\n` };
}
