import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { samplePath } from '../../../../shared/services/sample';
import { inputDescription } from './describe-input';
import { fitSampleModel, type Regression, score } from './score';

/** A thousand rows fit four times. */
const MAXIMUM_BYTES = 256 * 1024;
const ONE_REQUEST_MS = 30_000;
const CONNECTIONS = 256;

/** The sample model, listening in this thread. */
export interface ServingModel {
  readonly port: number;
  /** Takes no more requests; answers when those under way are done, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Fits the sample model and serves it over plain HTTP, on a port that the system picks.
 * SECURITY: on 127.0.0.1 alone. Programs and pages on this computer can reach it past its gateway; all they learn is cars.
 */
export async function serveSampleModel(): Promise<ServingModel> {
  const model = fitSampleModel();
  const server = createServer({ requestTimeout: ONE_REQUEST_MS }, (request, answer) => {
    // A client that goes away in the middle is no matter.
    void handle(model, request, answer).catch(() => answer.destroy());
  });
  server.maxConnections = CONNECTIONS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: (graceMs) => close(server, graceMs) };
}

async function handle(model: Regression, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  const isDescription = path === '/' || path === '/swagger.json';
  if (!isDescription && path !== samplePath)
    return send(answer, 404, {
      error: `Nothing is here: send a POST to ${samplePath}, or a GET to / to read about it.`,
    });
  const allowed = isDescription ? ['GET', 'HEAD'] : ['POST'];
  if (!allowed.includes(request.method ?? '')) {
    answer.setHeader('Allow', allowed.join(', '));
    return send(answer, 405, { error: `${path} takes ${allowed.join(' and ')}.` });
  }
  if (isDescription) return send(answer, 200, inputDescription);
  const body = await readBody(request);
  if (!body) return send(answer, 413, { error: `A request may have ${MAXIMUM_BYTES} bytes.` });
  const scored = score(model, parse(body));
  if ('expected' in scored) send(answer, 400, { error: scored.expected });
  else send(answer, 200, scored);
}

/** The whole of it is read, so that the client has sent what it has to send when it is answered; what is too much is dropped. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= MAXIMUM_BYTES) pieces.push(piece);
    else pieces.length = 0;
  }
  return bytes <= MAXIMUM_BYTES ? Buffer.concat(pieces) : undefined;
}

/** Answers `undefined`, which the model does not understand either, for what is no JSON in UTF-8. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function send(answer: ServerResponse, status: number, value: unknown): void {
  answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

async function close(server: Server, graceMs: number): Promise<void> {
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  server.close();
  await once(server, 'close');
  clearTimeout(grace);
}
