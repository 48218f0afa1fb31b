import { AppError } from '../../app-error';
import { gatewayDefaults, type ModelHost } from '../../gateway/gateway';

/** Where a model of the user's own listens. */
export interface ModelAddress {
  readonly host: ModelHost;
  readonly port: number;
  /** As the gateway's callers have it too: `/score`. */
  readonly path: string;
  /** The whole of it, as a person reads it. */
  readonly address: string;
}

/** As URLs write it, and as sockets and the gateway take it. */
const hosts: ReadonlyMap<string, ModelHost> = new Map([
  ['127.0.0.1', '127.0.0.1'],
  ['localhost', 'localhost'],
  ['[::1]', '::1'],
]);

/**
 * Reads the address of a model on this computer: plain http, on loopback, without user name, query and fragment.
 * SECURITY: no other host is ever called: neither the page nor a record can make Latchkey reach into the network.
 * @throws {AppError} `service.model-address-invalid`
 */
export function parseModelAddress(typed: string): ModelAddress {
  const refuse = (reason: string): AppError =>
    new AppError('service.model-address-invalid', { address: withoutUser(typed), reason });
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url?.protocol !== 'http:') throw refuse('not-http');
  const host = hosts.get(url.hostname);
  if (!host) throw refuse('not-this-computer');
  if (url.username || url.password || url.search || url.hash) throw refuse('path');
  // The gateway answers this one itself, so the model would never hear of it.
  if (url.pathname === gatewayDefaults.healthPath) throw refuse('health-path');
  const port = Number(url.port || 80);
  return { host, port, path: url.pathname, address: `http://${url.host}${url.pathname}` };
}

/** SECURITY: what stands before the @ may be a password, and facts of problems are shown and kept. */
function withoutUser(typed: string): string {
  return typed.replace(/^(\w+:[/\\]*)?[^/\\?#]*@/u, '$1');
}
