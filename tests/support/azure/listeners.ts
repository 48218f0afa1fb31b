import { type Handler, type Listening, listen } from './http/listen';
import type { Tls } from './tls';

/** A listener whose handler comes later, because it must know the addresses of the others. */
export interface OpenListener {
  readonly name: string;
  /** HOST:PORT. */
  readonly address: string;
  readonly serve: (handler: Handler) => void;
}

/** Opens listeners, each on the port that it had before, or the next from `firstPort` on, or any free one. */
export function createListeners(where: {
  readonly host: string;
  readonly tls: Tls;
  readonly firstPort: number | undefined;
  readonly ports: Readonly<Record<string, number>>;
}) {
  const { host, tls, firstPort } = where;
  const open = new Map<string, Listening>();

  async function openOne(name: string, withTls = true): Promise<OpenListener> {
    const port = where.ports[name] ?? (firstPort === undefined ? 0 : firstPort + open.size);
    let handler: Handler = () => ({ status: 503, headers: { 'retry-after': '1' } });
    const listening = await listen((call) => handler(call), { host, port, ...(withTls && { tls }) });
    open.set(name, listening);
    const shown = host.includes(':') ? `[${host}]` : host;
    return { name, address: `${shown}:${listening.port}`, serve: (later) => void (handler = later) };
  }

  async function openAll(names: readonly string[]): Promise<readonly OpenListener[]> {
    const opened: OpenListener[] = [];
    for (const name of names) opened.push(await openOne(name));
    return opened;
  }

  return {
    open: openOne,
    openAll,
    ports: (): Record<string, number> => Object.fromEntries(Array.from(open, ([name, { port }]) => [name, port])),
    stop: async (): Promise<void> => {
      await Promise.all(Array.from(open.values(), (listening) => listening.stop()));
    },
  };
}
