import type { z } from 'zod';
import { appCalls, appEvents } from '../app/contract';
import { azureCalls } from '../azure/contract';
import { batchCalls, batchEvents } from '../batch/contract';
import { certificateCalls, certificateEvents } from '../certificates/contract';
import { containerInstancesCalls } from '../container-instances/contract';
import { deploymentCalls, deploymentEvents } from '../deployments/contract';
import { developmentCalls, developmentEvents } from '../development/contract';
import { dnsCalls } from '../dns/contract';
import { libraryCalls, libraryEvents } from '../library/contract';
import type { Outcome } from '../problem';
import { requestCalls, requestEvents } from '../requests/contract';
import { serviceCalls, serviceEvents } from '../services/contract';
import { signInCalls, signInEvents } from '../sign-in/contract';

/** Every call the page can make. A new feature adds its calls here, and `Handlers` stops compiling until main answers them. */
export const calls = {
  ...appCalls,
  ...azureCalls,
  ...batchCalls,
  ...certificateCalls,
  ...containerInstancesCalls,
  ...deploymentCalls,
  ...developmentCalls,
  ...dnsCalls,
  ...libraryCalls,
  ...requestCalls,
  ...serviceCalls,
  ...signInCalls,
};

/** Everything main can tell the page unasked. */
export const events = {
  ...appEvents,
  ...batchEvents,
  ...certificateEvents,
  ...deploymentEvents,
  ...developmentEvents,
  ...libraryEvents,
  ...requestEvents,
  ...serviceEvents,
  ...signInEvents,
};

export type Method = keyof typeof calls;
export type Request<M extends Method> = z.infer<(typeof calls)[M]['request']>;
export type Response<M extends Method> = z.infer<(typeof calls)[M]['response']>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
/** One event; it crosses the bridge as JSON text. */
export type BridgeEvent = { [E in EventName]: { readonly name: E; readonly payload: EventPayload<E> } }[EventName];

/** Main's side of the contract: one use case for each call; a missing or wrong one does not compile. */
export type Handlers = { readonly [M in Method]: (request: Request<M>) => Promise<Response<M>> | Response<M> };

/** What the preload exposes as `window.bridge`, and all of it. */
export interface Bridge {
  /**
   * Asks main. `files` are `File` objects that the user dropped: the preload adds their paths to the request as `paths`,
   * because a sandboxed page can't learn them and must not read their bytes.
   */
  call(method: string, request: unknown, files?: readonly unknown[]): Promise<Outcome<unknown>>;
  /**
   * Subscribes to main's events; answers the function that unsubscribes. Each is the JSON text of a `BridgeEvent`: a bench of
   * hundreds of files crosses as one value, where it would take Electron tens of milliseconds to copy it object by object.
   */
  on(listener: (event: string) => void): () => void;
}
