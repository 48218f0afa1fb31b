import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What reached the model of a request. */
export interface Reached {
  readonly method: string;
  readonly url: string;
  /** Name, in lower case, and value, in their order. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export type Behaviour = (request: IncomingMessage, answer: ServerResponse, body: Buffer) => void;

/** A model behind a gateway, that does what a test says and remembers what it was asked. */
export interface Model {
  readonly port: number;
  readonly reached: readonly Reached[];
  /** What it does when it is asked for a path, with or without a query; it says what it got where nothing was said. */
  at(path: string, behaviour: Behaviour): void;
  /** The one request that reached it with this in its address. */
  sole(part: string): Reached;
  stop(): Promise<void>;
  /** Listens again where it did. */
  start(): Promise<void>;
}

export async function startModel(): Promise<Model> {
  const behaviours = new Map<string, Behaviour>();
  const reached: Reached[] = [];
  const server = createServer((request, answer) => {
    answer.on('error', () => undefined);
    request.on('error', () => undefined);
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const url = request.url ?? '';
      reached.push({ method: request.method ?? '', url, headers: pairs(request.rawHeaders), body });
      (behaviours.get(url.split('?', 1)[0] ?? '') ?? describe)(request, answer, body);
    });
  });
  // Whatever the gateway allows itself, the model is not what limits it.
  server.maxHeadersCount = 0;
  server.keepAliveTimeout = 30_000;
  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    start: () => listen(port),
    reached,
    at: (path, behaviour) => behaviours.set(path, behaviour),
    sole: (part) => {
      const [request, ...others] = reached.filter(({ url }) => url.includes(part));
      if (!request || others.length > 0)
        throw new Error(`${part} reached the model ${others.length + 1} times, or never`);
      return request;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const describe: Behaviour = (request, answer, body) => {
  const sha256 = createHash('sha256').update(body).digest('hex');
  answer.setHeader('Content-Type', 'application/json');
  answer.end(JSON.stringify({ method: request.method, url: request.url, bytes: body.length, sha256 }));
};

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, place) => (place % 2 === 0 ? [[name.toLowerCase(), raw[place + 1] ?? ''] as const] : []));
}
