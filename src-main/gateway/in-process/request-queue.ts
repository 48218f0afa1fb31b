import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Requests that may be open on a connection at a time, with the one being answered. */
const DEPTH = 16;

/** The order in which the requests of each connection are answered. */
export interface RequestQueue {
  /**
   * Lets the requests of a connection through one after the other: a client may send a second before the first is answered
   * (RFC 9112 section 9.3.2), and Node would ask the model both at once, and as many as there are. One with too many is left.
   */
  inTurn(request: IncomingMessage, answer: ServerResponse, handle: () => void): void;
  /** Whether an answer has begun or is to come on this connection: anything written to it now would be taken for a part of that. */
  isAnswering(connection: Duplex): boolean;
}

interface Turn {
  last: ServerResponse;
  open: number;
}

export function requestQueue(): RequestQueue {
  const turns = new WeakMap<Duplex, Turn>();
  return {
    isAnswering: (connection) => {
      const turn = turns.get(connection);
      return turn !== undefined && (turn.open > 1 || (turn.open === 1 && turn.last.headersSent));
    },
    inTurn: (request, answer, handle) => {
      const { socket } = request;
      const turn = turns.get(socket) ?? { last: answer, open: 0 };
      const before = turn.open > 0 ? turn.last : undefined;
      turn.open++;
      turn.last = answer;
      turns.set(socket, turn);
      answer.once('close', () => turn.open--);
      if (!before) handle();
      else if (turn.open > DEPTH) socket.destroy();
      else before.once('close', () => socket.destroyed || handle());
    },
  };
}
