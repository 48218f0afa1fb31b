import { type ClientRequest, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { type Refusal, refusals } from '../answers';
import { droppedFromAnswer } from '../headers';
import { carry } from './carry';
import type { Head } from './read-head';
import type { Settings, Shared } from './settings';

/** As nginx's `proxy_buffer_size`: what the header of the model's answer may take. */
const ANSWER_HEADER_BYTES = 16 * 1024;

const DROPPED: ReadonlySet<string> = new Set([
  ...droppedFromAnswer,
  // Of the connection to the model; Node says them anew for the one to the client.
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'date',
]);
/** Those that mean nothing by having no body: Node would announce an empty one for the others, and so do we. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/** A request that goes to the model, and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly answer: ServerResponse;
  readonly head: Head;
  readonly body: readonly Buffer[];
  /** Header lines of every answer, as name, value, name, value. */
  readonly headers: readonly string[];
  /** Told of the octets of every piece of the answer. */
  readonly count: (bytes: number) => void;
  /** Sends an answer in the model's place. */
  readonly refuse: (refusal: Refusal) => void;
}

/** Asks the model, once, and hands its answer on as it comes; ends the question when the client goes away. */
export function forward({ gateway: { tls, model, timeouts } }: Settings, shared: Shared, exchange: Exchange): void {
  const { answer, body, refuse } = exchange;
  const asked = ask({
    host: model.host ?? '127.0.0.1',
    port: model.port,
    method: exchange.request.method ?? 'GET',
    path: exchange.head.target,
    headers: headersForModel(exchange, tls ? 'https' : 'http'),
    agent: shared.connections,
    maxHeaderSize: ANSWER_HEADER_BYTES,
  });
  let isLate = false;
  const giveUp = (): void => {
    isLate = true;
    asked.destroy();
  };
  limitConnecting(asked, timeouts.connect * 1000, giveUp);
  // A model whose answer waits for a slow client is not late.
  const patience = setTimeout(() => {
    if (answer.writableNeedDrain) patience.refresh();
    else giveUp();
  }, timeouts.answer * 1000);
  asked.on('response', (given) => {
    if (begin(answer, given, exchange.headers)) carry(given, answer, patience, timeouts.send * 1000, exchange.count);
    else asked.destroy();
  });
  // Whatever went wrong, it is over when it is closed.
  asked.on('error', () => undefined);
  asked.on('close', () => {
    clearTimeout(patience);
    if (!answer.headersSent && !answer.destroyed) refuse(isLate ? refusals.timeout : refusals.unavailable);
  });
  answer.once('close', () => answer.writableFinished || asked.destroy());
  for (const piece of body.slice(0, -1)) asked.write(piece);
  asked.end(body.at(-1));
}

/** False: no client could be told such a status or header (Electron's parser lets some through). */
function begin(answer: ServerResponse, given: IncomingMessage, own: readonly string[]): boolean {
  try {
    answer.writeHead(given.statusCode ?? 0, headersForClient(given, own));
    return true;
  } catch {
    return false;
  }
}

function headersForModel({ request, head, body }: Exchange, scheme: string): readonly string[] {
  const bytes = body.reduce((sum, piece) => sum + piece.length, 0);
  const size = bytes > 0 || !BODILESS.has(request.method ?? 'GET') ? ['Content-Length', String(bytes)] : [];
  const client = request.socket.remoteAddress ?? 'unknown';
  return [...head.forModel, ...size, 'X-Forwarded-For', client, 'X-Forwarded-Proto', scheme];
}

function headersForClient({ rawHeaders }: IncomingMessage, own: readonly string[]): string[] {
  const headers = [...own];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const [name = '', value = ''] = [rawHeaders[place], rawHeaders[place + 1]];
    if (!DROPPED.has(name.toLowerCase())) headers.push(name, value);
  }
  return headers;
}

function limitConnecting(asked: ClientRequest, ms: number, giveUp: () => void): void {
  asked.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(giveUp, ms);
    socket.once('connect', () => clearTimeout(timer));
    asked.once('close', () => clearTimeout(timer));
  });
}
