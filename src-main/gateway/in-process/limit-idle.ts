import type { Socket } from 'node:net';

/**
 * Ends a connection that moves nothing for `ms`, until the answered function is called. Nothing is begun for what is over by
 * the next turn of the event loop, as nearly everything is: timers of sockets cost more than all else that a gateway adds.
 */
export function limitIdle(socket: Socket, ms: number): () => void {
  let state: 'new' | 'limited' | 'over' = 'new';
  setImmediate(() => {
    if (state !== 'new') return;
    state = 'limited';
    // Node ends a connection whose timer nobody listens to.
    socket.setTimeout(ms);
  });
  return () => {
    if (state === 'limited') socket.setTimeout(0);
    state = 'over';
  };
}
