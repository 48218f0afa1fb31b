import type { IncomingMessage, ServerResponse } from 'node:http';
import { limitIdle } from './limit-idle';

/**
 * Hands the body of the model's answer on, no faster than the client takes it: what is in memory is one buffer of the socket.
 * An answer that the model cuts is cut for the client too. `patience` is begun anew with every piece; a client that takes
 * nothing for `sendMs` is left. `count` is told of the octets of every piece.
 */
export function carry(
  given: IncomingMessage,
  answer: ServerResponse,
  patience: NodeJS.Timeout,
  sendMs: number,
  count: (bytes: number) => void,
): void {
  const { socket } = answer.req;
  let free = (): void => undefined;
  patience.refresh();
  given.on('data', (piece: Buffer) => {
    count(piece.length);
    patience.refresh();
    if (answer.write(piece)) return;
    given.pause();
    free = limitIdle(socket, sendMs);
  });
  answer.on('drain', () => {
    free();
    patience.refresh();
    given.resume();
  });
  given.on('end', () => {
    answer.end();
    // Node sets its own timer when all of it is sent, which most are by the next turn.
    setImmediate(() => answer.writableFinished || socket.setTimeout(sendMs));
  });
  given.on('error', () => answer.destroy());
}
