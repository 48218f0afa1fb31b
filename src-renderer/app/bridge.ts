import type {
  Bridge,
  BridgeEvent,
  EventName,
  EventPayload,
  Method,
  Request,
  Response,
} from '../../shared/ipc/contract';
import type { Outcome } from '../../shared/problem';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** Asks main; `files` are what the user dropped, which the preload turns into the request's `paths`. Never rejects. */
export type CallMain = <M extends Method>(
  method: M,
  request: Request<M>,
  files?: readonly File[],
) => Promise<Outcome<Response<M>>>;

/** Listens to one of main's events; answers the function that stops it. */
export type ListenToMain = <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void;

/** The page's two ways to main, with the contract's types. */
export interface PageBridge {
  readonly call: CallMain;
  readonly on: ListenToMain;
}

/** Gives the preload's bridge the contract's types. */
export function connectBridge(bridge: Bridge): PageBridge {
  const listeners = new Set<(event: BridgeEvent) => void>();
  bridge.on((text) => {
    const event = JSON.parse(text) as BridgeEvent;
    listeners.forEach((listener) => listener(event));
  });
  return {
    call: async <M extends Method>(method: M, request: Request<M>, files?: readonly File[]) => {
      try {
        const outcome = await (files === undefined
          ? bridge.call(method, request)
          : bridge.call(method, request, files));
        // Main has parsed the request and built the response from the same contract.
        return outcome as Outcome<Response<M>>;
      } catch {
        // Main is gone or never answered; there is no reference, because there is no log entry.
        return { ok: false, problem: { code: 'unexpected', facts: {} } };
      }
    },
    on: (name, listener) => {
      const hear = (event: BridgeEvent): void => {
        if (event.name === name) listener(event.payload as EventPayload<typeof name>);
      };
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}
