import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';

/** The two keys that the servers of these tests take. */
export const apiKeys = { primary: 'PrimaryKey0123456789abcdef', secondary: 'SecondaryKey0123456789abcdef' } as const;

/** A running server of this computer. */
export interface Listening {
  readonly port: number;
  /** Everything that came in `Authorization`, as long as it runs. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** What is answered to a key and a body; nothing leaves the caller waiting. */
export type Answer = (key: string | undefined, body: string) => { status: number; body: string } | undefined;

/** What a gateway with a model behind it does. */
export const takesBothKeys = (key: string | undefined, body: string): { status: number; body: string } =>
  key === apiKeys.primary || key === apiKeys.secondary
    ? { status: 200, body: JSON.stringify({ predictions: [0.42], given: JSON.parse(body) as unknown }) }
    : { status: 401, body: '{"error":{"code":"unauthorized","message":"…"}}' };

/** An https server, or an http server where `tls` is left out. */
export async function serve(answer: Answer, tls?: SecureContextOptions, host = '127.0.0.1'): Promise<Listening> {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) seen.push(authorization);
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const given = answer(authorization?.replace(/^Bearer /u, ''), Buffer.concat(pieces).toString());
      if (given) response.writeHead(given.status, { 'Content-Type': 'application/json' }).end(given.body);
    });
  };
  return listen(tls ? createHttpsServer(tls, listener) : createHttpServer(listener), seen, host);
}

/** A server that does with each connection what it is told. */
export async function serveRaw(meet: (socket: Socket) => void): Promise<Listening> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      meet(socket);
    }),
    [],
  );
}

async function listen(server: Server, seen: string[], host = '127.0.0.1'): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
