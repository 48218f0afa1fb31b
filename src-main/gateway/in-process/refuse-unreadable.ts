import type { Duplex } from 'node:stream';
import { type Refusal, refusalHeaders, refusals } from '../answers';

/** How long the client of a refused connection gets to read why. */
const LINGER_MS = 2000;

/**
 * Answers what Node's parser could not read, unless another answer has begun on that connection, and ends it.
 * A client that was too slow, spoke no TLS or went away gets no answer.
 */
export function refuseUnreadable(cause: NodeJS.ErrnoException, connection: Duplex, isAnswering: boolean): void {
  const code = cause.code ?? '';
  if (!code.startsWith('HPE_') || !connection.writable) {
    connection.destroy();
    return;
  }
  const refusal = code === 'HPE_HEADER_OVERFLOW' ? refusals.headerTooLarge : refusals.notUnderstood;
  connection.end(isAnswering ? '' : asText(refusal));
  // What it sends on is read and thrown away, so that the answer is not lost with the connection.
  connection.resume();
  const linger = setTimeout(() => connection.destroy(), LINGER_MS);
  connection.once('close', () => clearTimeout(linger));
}

function asText({ status, body }: Refusal): string {
  const headers = { ...refusalHeaders, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`;
}
