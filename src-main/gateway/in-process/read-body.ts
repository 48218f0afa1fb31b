import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Refusal, refusals } from '../answers';
import { limitIdle } from './limit-idle';
import type { Settings, Shared } from './settings';

/** What all bodies together may hold of the memory, unless one alone may be larger. */
const HELD_BYTES = 256 * 1024 * 1024;

const NONE: readonly Buffer[] = [];

/**
 * The whole body, before the model hears of the request: a client that sends slowly never keeps the model from others, and one
 * that stops halfway never reaches it. Answers a refusal when it is too large; never settles when the client goes away.
 */
export function readBody(
  { gateway: { limits, timeouts } }: Settings,
  shared: Shared,
  request: IncomingMessage,
  answer: ServerResponse,
): readonly Buffer[] | Promise<readonly Buffer[] | Refusal> {
  if (!hasBody(request)) return NONE;
  const budget = Math.max(HELD_BYTES, limits.bodyBytes);
  const free = limitIdle(request.socket, timeouts.body * 1000);
  if (/^100-continue$/iu.test(request.headers.expect ?? '')) answer.writeContinue();
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    // Given back when the answer is over, however it ends.
    answer.once('close', () => (shared.heldBytes -= bytes));
    const take = (piece: Buffer): void => {
      bytes += piece.length;
      shared.heldBytes += piece.length;
      if (bytes > limits.bodyBytes) refuse(refusals.bodyTooLarge);
      else if (shared.heldBytes > budget) refuse(refusals.unavailable);
      else pieces.push(piece);
    };
    const refuse = (refusal: Refusal): void => {
      free();
      request.off('data', take);
      pieces.length = 0;
      resolve(refusal);
    };
    request.on('data', take);
    request.once('end', () => {
      free();
      resolve(pieces);
    });
  });
}

/** What a request says of the size of its body, before any of it is read; 0 where it says nothing. */
export function declaredBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** Whether a body follows the header (RFC 9112 section 6.3). */
export function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || declaredBytes(request) > 0;
}
