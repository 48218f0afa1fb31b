import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { TLSSocket } from 'node:tls';
import { authority, type Place, reach, secure } from './connect';
import { NotAnswered, reasonOf } from './not-answered';

/** What is asked, the same each time but for the key. */
export interface Question {
  readonly place: Place;
  readonly path: string;
  /** JSON text. */
  readonly body: string;
  /** SHA-256 of the leaf that the server has to show, lower-case hexadecimal; absent without TLS. */
  readonly leafSha256: string | undefined;
}

/** What came back, whatever it is. */
export interface Answer {
  readonly status: number;
  /** From the request to the end of the answer, on a connection that was open. */
  readonly milliseconds: number;
  /** At most `MOST_OCTETS` of it, read as UTF-8. */
  readonly body: string;
}

/** Of an answer, more than is ever shown: the rest is not waited for. */
const MOST_OCTETS = 65_536;

/**
 * Asks once, over a connection of its own.
 *
 * SECURITY: with TLS, nothing is written before the server has shown the chosen certificate and, by the handshake, that it holds
 * its private key: a key goes to nobody else, whoever issued the certificate.
 * @throws {NotAnswered} with `other-certificate` where it did not.
 */
export async function ask(question: Question, apiKey: string | undefined, signal: AbortSignal): Promise<Answer> {
  const socket = await connect(question, signal);
  try {
    const started = performance.now();
    const answer = await send(question, apiKey, socket, signal);
    const body = await read(answer);
    const milliseconds = Math.round(performance.now() - started);
    return { status: answer.statusCode ?? 0, milliseconds, body };
  } catch (cause) {
    throw new NotAnswered(reasonOf(cause, signal, 'connection-cut'), { cause });
  } finally {
    socket.destroy();
  }
}

async function connect({ place, leafSha256 }: Question, signal: AbortSignal): Promise<Socket> {
  const socket = await reach(place, signal);
  if (leafSha256 === undefined) return socket;
  const tls = await secure(socket, place, [], signal);
  if (shownBy(tls) === leafSha256) return tls;
  tls.destroy();
  throw new NotAnswered('other-certificate');
}

function shownBy(tls: TLSSocket): string | undefined {
  return tls.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
}

function send(
  { place, path, body }: Question,
  apiKey: string | undefined,
  socket: Socket,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const octets = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      method: 'POST',
      path,
      headers: {
        Host: authority(place, socket instanceof TLSSocket ? 443 : 80),
        'Content-Type': 'application/json',
        'Content-Length': octets.length,
        Connection: 'close',
        ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
      },
      signal,
    });
    asked.on('response', resolve);
    asked.on('error', reject);
    asked.end(octets);
  });
}

async function read(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length >= MOST_OCTETS) break;
  }
  return Buffer.concat(pieces).toString('utf8', 0, MOST_OCTETS);
}
