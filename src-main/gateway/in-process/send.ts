import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Refusal, refusalHeaders } from '../answers';
import { hasBody } from './read-body';

/** An answer that the gateway has whole; its header lines as name, value, name, value. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body?: string;
  /**
   * How long what a refused client still sends is read and thrown away: closed under it, the connection would take the answer
   * along; left open, it would be kept by whoever never stops.
   */
  readonly lingerMs: number;
}

/** Sends an answer of the gateway's own, and ends the connection where what the client still sends was not wanted. */
export function send(
  request: IncomingMessage,
  answer: ServerResponse,
  { status, headers, body = '', lingerMs }: Answer,
): void {
  const size = status === 204 ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  if (request.complete || !hasBody(request)) {
    answer.writeHead(status, [...headers, ...size]).end(body);
    return;
  }
  answer.writeHead(status, [...headers, ...size, 'Connection', 'close']);
  answer.write(body);
  request.once('end', () => answer.end());
  request.resume();
  const linger = setTimeout(() => request.socket.destroy(), lingerMs);
  answer.once('close', () => clearTimeout(linger));
}

/** A refusal as such an answer, with the header lines of every answer and its own. */
export function asAnswer({ status, body, challenge }: Refusal, headers: readonly string[], lingerMs: number): Answer {
  const challenged = challenge === undefined ? [] : ['WWW-Authenticate', challenge];
  return { status, headers: [...headers, ...Object.entries(refusalHeaders).flat(), ...challenged], body, lingerMs };
}
