import { Agent } from 'node:http';
import { strictTransportSecurity } from '../answers';
import type { Gateway } from '../gateway';
import { keyReader, type KeyReader } from './key-reader';

/** What requests are answered by: made anew for a new description, so that a request that is under way keeps the one it began with. */
export interface Settings {
  readonly gateway: Gateway;
  readonly readKey: KeyReader;
  readonly origins: ReadonlySet<string>;
  /** Header lines of every answer, as name, value, name, value. */
  readonly headers: readonly string[];
}

/** @param gateway Was held against `checkGateway`. */
export function makeSettings(gateway: Gateway): Settings {
  const hsts = strictTransportSecurity(gateway);
  return {
    gateway,
    readKey: keyReader(gateway.apiKeys),
    origins: new Set(gateway.allowedOrigins),
    headers: hsts === undefined ? [] : ['Strict-Transport-Security', hsts],
  };
}

/** What the requests of one running gateway share. */
export interface Shared {
  readonly connections: Agent;
  /** Octets of request bodies that are in memory now. */
  heldBytes: number;
}

export function makeShared(): Shared {
  // One second: a model that closes idle connections after two or more never does it under a request that is on its way.
  return { connections: new Agent({ keepAlive: true, maxFreeSockets: 16, timeout: 1000 }), heldBytes: 0 };
}
