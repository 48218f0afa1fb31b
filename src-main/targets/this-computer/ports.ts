import { once } from 'node:events';
import { createServer } from 'node:net';
import { AppError } from '../../app-error';
import { listen } from '../../gateway/in-process/listen';

/** Where `localhost` may lead: another program on either is one that callers may get. */
const LOOPBACK = ['127.0.0.1', '::1'];

/** How many are tried, from the wished one upwards. */
const TRIES = 100;

/** The usual one for https without an administrator: where to look when the system keeps the wished one for itself. */
const UNPRIVILEGED = 8443;

type PortCheck = (port: number) => Promise<void>;

/**
 * A gateway could listen on this port of this computer: it is tried, for a moment.
 * @throws {AppError} `gateway.port-taken`, `gateway.port-not-allowed`
 */
export async function checkPort(port: number): Promise<void> {
  for (const address of LOOPBACK) await tryPort(port, address);
}

/** As `checkPort`; its problems name a port that is free in `free`, where there is one nearby. */
export async function requirePort(port: number): Promise<void> {
  try {
    await checkPort(port);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const free = await freePort(port).catch(() => undefined);
    throw new AppError(cause.code, { ...cause.facts, ...(free !== undefined && { free }) }, { cause });
  }
}

/**
 * The wished port if a gateway could listen on it now, else the next above it; from 8443 on where the system keeps the wished
 * one for its own programs.
 * @throws {AppError} What is the matter with the wished port, where none of the next hundred will do.
 */
export async function freePort(wished: number, check: PortCheck = checkPort): Promise<number> {
  let port = wished;
  let matter: unknown;
  for (let tries = 0; tries < TRIES && port <= 65_535; tries += 1) {
    try {
      await check(port);
      return port;
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      matter ??= cause;
      port = cause.code === 'gateway.port-not-allowed' && port < 1024 ? UNPRIVILEGED : port + 1;
    }
  }
  throw matter;
}

async function tryPort(port: number, address: string): Promise<void> {
  const server = createServer();
  try {
    await listen(server, port, address);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException | AppError;
    // No IPv6 here: then nobody listens on it.
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return;
    throw cause;
  }
  server.close();
  await once(server, 'close');
}
