import { AppError } from '../app-error';
import type { Log } from '../logging/log';
import { connectionProblem } from './connection-problem';

/** The platform's `fetch`: Electron's in the window, so that the system's proxy and authorities count. */
export type Fetch = (address: string, options: RequestInit) => Promise<Response>;

/** One request to Azure. */
export interface AzureRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What Azure answered; names of headers are lower case. */
export interface AzureAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request. @throws {AppError} what came between: `azure.offline` …, or the reason of the signal. */
export type Send = (request: AzureRequest) => Promise<AzureAnswer>;

/** What a transport needs. */
export interface TransportPorts {
  readonly fetch: Fetch;
  readonly log: Pick<Log, 'write'>;
  /** How long one request may take. */
  readonly milliseconds?: number;
  /** How large an answer may be. */
  readonly maxBytes?: number;
}

/** Left to the network stack, which knows how it sends. */
const ownHeaders = new Set(['accept-encoding', 'connection', 'content-length', 'host', 'transfer-encoding']);

/**
 * The one way to Azure, for MSAL and for the SDKs: within time and size, without cookies or redirects, and written down
 * with the ids by which Azure's support finds it.
 * SECURITY: `allows` decides on every request, also on those to addresses that an answer named: a token goes nowhere else.
 */
export function createTransport(allows: (url: URL) => boolean, ports: TransportPorts): Send {
  const { log, milliseconds = 60_000, maxBytes = 16 * 1024 * 1024 } = ports;
  return async (request) => {
    const url = new URL(request.url);
    const { host } = url;
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || !allows(url)) {
      throw new AppError('azure.host-elsewhere', { host });
    }
    const began = Date.now();
    const note = (fields: { status?: number; code?: string; correlationId?: string }): void =>
      log.write('azure-request', {
        method: request.method,
        host,
        requestId: request.headers['x-ms-client-request-id'] ?? request.headers['client-request-id'] ?? '',
        milliseconds: Date.now() - began,
        ...fields,
      });
    try {
      const answer = await exchange(request, { fetch: ports.fetch, host, milliseconds, maxBytes });
      note({ status: answer.status, correlationId: correlationOf(answer) });
      return answer;
    } catch (cause) {
      note({ code: cause instanceof AppError ? cause.code : 'stopped' });
      throw cause;
    }
  };
}

interface Limits {
  readonly fetch: Fetch;
  readonly host: string;
  readonly milliseconds: number;
  readonly maxBytes: number;
}

async function exchange(request: AzureRequest, { fetch, host, milliseconds, maxBytes }: Limits): Promise<AzureAnswer> {
  const timeout = AbortSignal.timeout(milliseconds);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name.toLowerCase())),
      ),
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
      ...(request.body !== undefined && { body: request.body }),
    });
    if (response.status === 407) throw new AppError('azure.proxy-sign-in', { host });
    const headers = Object.fromEntries([...response.headers].map(([name, value]) => [name.toLowerCase(), value]));
    return { status: response.status, headers, text: await textOf(response, host, maxBytes) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (request.signal?.aborted) throw request.signal.reason;
    if (timeout.aborted) throw new AppError('azure.timeout', { host, seconds: milliseconds / 1000 }, { cause });
    throw connectionProblem(cause, host);
  }
}

/** Read piece by piece: what a server says about the length is not to be relied on. */
async function textOf(response: Response, host: string, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > maxBytes) throw new AppError('azure.answer-too-large', { host });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function correlationOf({ headers }: AzureAnswer): string {
  return headers['x-ms-correlation-request-id'] ?? headers['x-ms-request-id'] ?? '';
}
