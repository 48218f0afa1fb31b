import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { AppError } from '../../app-error';

/**
 * Makes a server listen, and answers its port.
 * @throws {AppError} `gateway.port-taken`, `gateway.port-not-allowed`.
 */
export async function listen(server: NetServer, port: number, address: string): Promise<number> {
  try {
    server.listen({ port, host: address });
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new AppError('gateway.port-taken', { port }, { cause });
    if (code === 'EACCES') throw new AppError('gateway.port-not-allowed', { port }, { cause });
    throw cause;
  }
  return (server.address() as AddressInfo).port;
}

/** Takes no more connections and requests; answers when those under way are done, or after `graceMs`. */
export async function close(server: Server, graceMs: number): Promise<void> {
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
  clearTimeout(grace);
}
