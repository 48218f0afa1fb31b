import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { refusals } from '../answers';
import { checkGateway } from '../check-gateway';
import type { Gateway } from '../gateway';
import { type Handled, handleRequest } from './handle-request';
import { close, listen } from './listen';
import { refuseConnection, refuseUnreadable } from './refuse-connection';
import { requestQueue } from './request-queue';
import { secureContextOptions } from './secure-context';
import type { ServedRequest } from './served-request';
import { makeSettings, makeShared } from './settings';

/** A gateway that answers in this thread. */
export interface ServingGateway {
  readonly port: number;
  /**
   * Requests from now on are answered by the new description, connections from now on get the new certificate. The port, TLS
   * on or off, and the limits of the header stay as they were: they are a new gateway's.
   * @throws {AppError} As `serveGateway`; what ran goes on.
   */
  reload(gateway: Gateway): void;
  /** Takes no more requests; answers when those under way are done, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Told of every request that is over, but those at the health path. */
export type AccessLog = (request: ServedRequest) => void;

/**
 * Serves a gateway in this thread; `startGateway` does it in a worker.
 * @throws {AppError} `gateway.setting-unusable`, `gateway.certificate-unusable`, `gateway.port-taken`, `gateway.port-not-allowed`.
 */
export async function serveGateway(gateway: Gateway, address: string, log: AccessLog): Promise<ServingGateway> {
  checkGateway(gateway);
  let settings = makeSettings(gateway);
  const shared = makeShared();
  const handle: Handle = (request, answer) => {
    const [time, began] = [new Date(), performance.now()];
    const handled = handleRequest(settings, shared, request, answer);
    answer.once('close', () => {
      if (!handled.isHealth) log(served(request, answer, handled, time, performance.now() - began));
    });
  };
  const server = makeServer(gateway, handle, () => settings.headers);
  const port = await listen(server, gateway.port, address);
  return {
    port,
    reload: (next) => {
      checkGateway(next);
      if (next.tls) (server as TlsServer).setSecureContext(secureContextOptions(next.tls));
      server.maxConnections = next.limits.connections;
      settings = makeSettings(next);
    },
    stop: async (graceMs) => {
      await close(server, graceMs);
      shared.connections.destroy();
    },
  };
}

type Handle = (request: IncomingMessage, answer: ServerResponse) => void;

function makeServer(gateway: Gateway, handle: Handle, headers: () => readonly string[]): Server {
  const { tls, limits, timeouts } = gateway;
  const options: ServerOptions = {
    maxHeaderSize: limits.headerBytes * 4,
    headersTimeout: timeouts.header * 1000,
    // A slow body is the business of readBody: what counts is whether it goes on.
    requestTimeout: 0,
    keepAliveTimeout: timeouts.keepAlive * 1000,
    connectionsCheckingInterval: Math.min(timeouts.header * 250, 5000),
    // Node's own answer would have neither a body nor our header lines: readHead asks for it.
    requireHostHeader: false,
  };
  const server = tls
    ? createTlsServer({ ...options, ...secureContextOptions(tls), handshakeTimeout: timeouts.header * 1000 })
    : createServer(options);
  const { inTurn, isAnswering } = requestQueue();
  const take: Handle = (request, answer) => {
    // A client that goes away is told of by `close`; these would end the thread.
    request.on('error', () => undefined);
    answer.on('error', () => undefined);
    inTurn(request, answer, () => handle(request, answer));
  };
  server.maxConnections = limits.connections;
  // More lines than this don't fit into the limit of octets; Node's own limit would drop the rest without a word.
  server.maxHeadersCount = 0;
  server.on('request', take);
  // Both are asked for before the body is sent, so that a refused client need not send it.
  server.on('checkContinue', take);
  server.on('checkExpectation', take);
  // No file descriptor left for one more client: those that are there go on.
  server.on('error', () => undefined);
  const refused = (connection: Duplex) => ({ connection, isAnswering: isAnswering(connection), headers: headers() });
  server.on('connect', (_, connection) => refuseConnection(refusals.notAllowed, refused(connection)));
  server.on('clientError', (cause, connection) => refuseUnreadable(cause, refused(connection)));
  return server;
}

function served(
  { method = '-' }: IncomingMessage,
  answer: ServerResponse,
  { path, keySlot, bytes }: Handled,
  time: Date,
  milliseconds: number,
): ServedRequest {
  const status = answer.headersSent ? answer.statusCode : 499;
  return { time: time.toISOString(), method, path, status, bytes, milliseconds: Math.round(milliseconds), keySlot };
}
