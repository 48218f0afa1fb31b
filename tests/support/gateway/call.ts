import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest, type RequestOptions } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Running } from './running';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the body came to its end. */
  readonly isWhole: boolean;
}

export interface Call extends RequestOptions {
  readonly body?: string | Buffer | readonly Buffer[];
}

/** Asks a gateway as a well-behaved client does. Which certificate it shows is the matter of other tests. */
export async function call(running: Running, path: string, options: Call = {}): Promise<Answered> {
  return readAnswer(await open(running, path, options));
}

/** As `call`, with the answer's body still to be read. */
export function open(running: Running, path: string, { body, ...options }: Call = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (running.hasTls ? tlsRequest : plainRequest)({
      host: '127.0.0.1',
      port: running.port,
      path,
      agent: false,
      rejectUnauthorized: false,
      ...options,
    });
    request.once('response', resolve).on('error', reject);
    for (const piece of Array.isArray(body) ? (body as readonly Buffer[]) : body === undefined ? [] : [body])
      request.write(piece);
    request.end();
  });
}

export async function readAnswer(answer: IncomingMessage): Promise<Answered> {
  let body = '';
  try {
    for await (const piece of answer) body += String(piece);
  } catch {
    // Cut: `isWhole` says it.
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body, isWhole: answer.complete };
}

/** A connection to a gateway on which a test writes what no client would. */
export function connect(running: Running): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = running.hasTls
      ? connectTls({
          port: running.port,
          host: '127.0.0.1',
          rejectUnauthorized: false,
          servername: 'score.contoso.test',
        })
      : connectPlain(running.port, '127.0.0.1');
    socket.once(running.hasTls ? 'secureConnect' : 'connect', () => resolve(socket));
    socket.on('error', reject);
  });
}

/** Writes octets on a new connection and answers all that came back until the gateway closed it. */
export async function say(running: Running, text: string | Buffer): Promise<string> {
  const socket = await connect(running);
  socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  return heard(socket);
}

/** All that comes on a connection until it is closed, as it may be at any moment. */
export function heard(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (piece: string) => (text += piece));
    socket.on('error', () => undefined).once('close', () => resolve(text));
  });
}
