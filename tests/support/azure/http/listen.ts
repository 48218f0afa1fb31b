import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { isIPv4, isIPv6, type AddressInfo } from 'node:net';
import type { Answer, Call } from './exchange';

/** Answers one request. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends open connections, too. */
  stop(): Promise<void>;
}

const MOST_OF_A_BODY = 4 * 1024 * 1024;

/**
 * Listens on `host`, with TLS where a certificate is given.
 * @throws Error where `host` is not a loopback address, or the port is taken.
 */
export async function listen(
  handler: Handler,
  where: { host: string; port: number; tls?: { readonly cert: string; readonly key: string } },
): Promise<Listening> {
  // SECURITY: the emulator hands out tokens to whoever asks; nobody but this computer may.
  if (!isLoopback(where.host)) throw new Error(`The emulator listens on loopback only, not on ${where.host}.`);
  const onRequest: RequestListener = (request, response) => void answer(handler, request, response);
  const server = where.tls ? createHttpsServer(where.tls, onRequest) : createHttpServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether an address is one of this computer alone; a name is not, because it could be resolved to anything. */
export function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && host === '::1');
}

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'localhost'}`);
    const body = await bodyOf(request);
    const {
      status,
      headers = {},
      body: content,
      drop,
    } = await handler({
      method: request.method ?? 'GET',
      url,
      headers: request.headers,
      body,
      params: {},
    });
    if (drop) return void request.socket.destroy();
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : content);
  } catch (cause) {
    // A mistake of the emulator: it must show as one, and not as an answer of Azure's.
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(`emulator: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_OF_A_BODY) throw new Error('The request is larger than 4 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
