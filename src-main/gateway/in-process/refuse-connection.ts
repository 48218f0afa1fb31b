import type { Duplex } from 'node:stream';
import { type Refusal, refusalHeaders, refusals } from '../answers';

/** How long the client of a refused connection gets to read why. */
const LINGER_MS = 2000;

/** As Node has it of its parser, llhttp. */
type ParserError = NodeJS.ErrnoException & { readonly reason?: string };

/** A connection that is to be ended with an answer. */
export interface RefusedConnection {
  readonly connection: Duplex;
  /** Another answer has begun or is to come on it: this one would be taken for a part of that, and is left out. */
  readonly isAnswering: boolean;
  /** Header lines of every answer, as name, value, name, value. */
  readonly headers: readonly string[];
}

/**
 * Answers what Node's parser could not read, and ends the connection. A client that was too slow, spoke no TLS or went away
 * gets no answer.
 */
export function refuseUnreadable(cause: ParserError, refused: RefusedConnection): void {
  // Node tells of every piece that comes after an unreadable one: it was answered.
  if (refused.connection.writableEnded) return;
  if (cause.code?.startsWith('HPE_') && refused.connection.writable) refuseConnection(refusalOf(cause), refused);
  else refused.connection.destroy();
}

/** Answers on a connection that Node has taken off its hands, and ends it. */
export function refuseConnection(refusal: Refusal, { connection, isAnswering, headers }: RefusedConnection): void {
  connection.on('error', () => undefined);
  connection.end(isAnswering ? '' : asText(refusal, headers));
  // What it sends on is read and thrown away, so that the answer is not lost with the connection.
  connection.resume();
  const linger = setTimeout(() => connection.destroy(), LINGER_MS);
  connection.once('close', () => clearTimeout(linger));
}

/** The code of a wrong version is that of a line that doesn't end after it, too. */
function refusalOf({ code, reason }: ParserError): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return refusals.headerTooLarge;
  return reason === 'Invalid HTTP version' ? refusals.versionNotSupported : refusals.notUnderstood;
}

function asText({ status, body }: Refusal, headers: readonly string[]): string {
  const own = { ...refusalHeaders, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const all = [...headers, ...Object.entries(own).flat()];
  const lines = all.map((part, place) => (place % 2 === 0 ? `${part}: ` : `${part}\r\n`));
  return `HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`;
}
