type Fetch = (address: string, options: RequestInit) => Promise<Response>;

/** RFC 9110 section 9.2.2: sent twice, they do what one of them does. */
const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

const MOST = 5;

/**
 * Asks again where Chromium ended a request because the network changed: a laptop that joins another network, or a VPN that
 * comes up, must not end what takes minutes. A request that would do something twice is left to its caller.
 */
export function throughNetworkChanges(fetch: Fetch): Fetch {
  return async (address, options) => {
    for (let again = 0; ; again += 1) {
      try {
        return await fetch(address, options);
      } catch (cause) {
        const isOver = again >= MOST || options.signal?.aborted === true || !idempotent.has(options.method ?? 'GET');
        if (isOver || !saysThatTheNetworkChanged(cause)) throw cause;
      }
    }
  };
}

function saysThatTheNetworkChanged(cause: unknown): boolean {
  return cause instanceof Error && /ERR_NETWORK_CHANGED/u.test(cause.message);
}
