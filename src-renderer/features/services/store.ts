import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Request } from '../../../shared/ipc/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { ApiKeySlot } from '../../../shared/services/api-key-slot';
import type { Service, Services } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { serviceName, serviceWords as words } from '../../text/services';

/** The services as the page knows them; main owns them. */
export type ServicesState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'shown';
      readonly services: Services;
      readonly said: string;
      /** What the last action did not do, and the service it belongs to; none where that does not exist yet. */
      readonly notice: { readonly problem: Problem; readonly serviceId: string | undefined } | undefined;
    };

/** The services, and what the user can do with them. */
export interface ServicesStore {
  readonly state: StoreApi<ServicesState>;
  open(): Promise<void>;
  receive(services: Services): void;
  /**
   * Answers the service to set up next, with that certificate where there is one: one that was begun there and left as it
   * was, else a new one. None where that was declined.
   */
  begin(target: NewTarget, certificate?: ChosenCertificate): Promise<string | undefined>;
  /** The same for the try-out: the sample model as `localhost`. It is there once, however often it is asked for. */
  tryOut(): Promise<string | undefined>;
  start(id: string): Promise<void>;
  stop(id: string): Promise<void>;
  setStartsWithLatchkey(id: string, startsWithLatchkey: boolean): Promise<void>;
  /** What was chosen since it was deployed is forgotten. */
  discardChanges(service: Service): Promise<void>;
  copyKey(service: Service, slot: ApiKeySlot): Promise<void>;
  /** Answers whether it was copied. */
  copyText(id: string, text: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** What was not done was seen. */
  dismiss(): void;
}

/** Where a service can be begun. */
export type NewTarget = Request<'services.create'>['target'];

/** A certificate of the library that a service is begun with. */
export interface ChosenCertificate {
  readonly libraryId: string;
  /** The first name that it is for; absent where it is for many. */
  readonly hostName: string | undefined;
}

/** The host name of the try-out. */
const TRY_OUT = 'localhost';

/** Makes the store of the services; `open` it before the first look. */
export function createServicesStore(call: CallMain): ServicesStore {
  const state = createStore<ServicesState>(() => ({ phase: 'fetching' }));
  const change = (part: Partial<Extract<ServicesState, { phase: 'shown' }>>): void => {
    const now = state.getState();
    if (now.phase === 'shown') state.setState({ ...now, ...part }, true);
  };
  const tell = async <T>(serviceId: string | undefined, answer: Promise<Outcome<T>>): Promise<T | undefined> => {
    const outcome = await answer;
    change({ said: '', notice: outcome.ok ? undefined : { problem: outcome.problem, serviceId } });
    return outcome.ok ? outcome.value : undefined;
  };
  const open = async (): Promise<void> => {
    const outcome = await call('services.list', {});
    if (outcome.ok) state.setState({ phase: 'shown', services: outcome.value, said: '', notice: undefined }, true);
    else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
  };
  const beginnings = createBeginnings({ call, tell, open, state });
  return {
    state,
    open,
    receive: (services) => {
      if (state.getState().phase === 'shown') change({ services });
      else state.setState({ phase: 'shown', services, said: '', notice: undefined }, true);
    },
    ...beginnings,
    start: async (id) => void (await tell(id, call('services.start', { id }))),
    stop: async (id) => void (await tell(id, call('services.stop', { id }))),
    setStartsWithLatchkey: async (id, startsWithLatchkey) =>
      void (await tell(id, call('services.set-starts-with-latchkey', { id, startsWithLatchkey }))),
    discardChanges: async (service) => {
      const done = await tell(service.id, call('services.discard-changes', { id: service.id }));
      if (done) change({ said: words.discarded(serviceName(service)) });
    },
    copyKey: async (service, slot) => {
      const copied = await tell(service.id, call('services.copy-key', { id: service.id, slot }));
      if (copied) change({ said: words.copied(slot, serviceName(service), copied.seconds) });
    },
    copyText: async (id, text) => (await tell(id, call('app.copy-text', { text }))) !== undefined,
    remove: async (id) => void (await tell(id, call('services.delete', { id }))),
    dismiss: () => change({ notice: undefined }),
  };
}

interface Parts {
  readonly call: CallMain;
  readonly tell: <T>(serviceId: string | undefined, answer: Promise<Outcome<T>>) => Promise<T | undefined>;
  readonly open: () => Promise<void>;
  readonly state: StoreApi<ServicesState>;
}

/** The ways to a service that is to be set up. */
function createBeginnings({ call, tell, open, state }: Parts): Pick<ServicesStore, 'begin' | 'tryOut'> {
  /** None where it was declined, or where it is not known what is there already: the page says so. */
  const findOrCreate = async (target: NewTarget, fits: (service: Service) => boolean): Promise<Begun | undefined> => {
    if (state.getState().phase !== 'shown') await open();
    const now = state.getState();
    if (now.phase !== 'shown') return undefined;
    const found = now.services.services.find((service) => service.target === target && fits(service));
    if (found) return { id: found.id, isNew: false };
    const made = await tell(undefined, call('services.create', { target }));
    return made && { id: made.id, isNew: true };
  };
  const begin: ServicesStore['begin'] = async (target, certificate) => {
    const begun = await findOrCreate(target, isUntouched);
    if (begun === undefined || certificate === undefined) return begun?.id;
    const { id } = begun;
    const { libraryId, hostName } = certificate;
    const chosen = await tell(undefined, call('services.set-certificate', { id, libraryId }));
    // Where a service can't have this name it still has none, and the wizard's first step asks for one.
    if (chosen && hostName !== undefined) await call('services.set-host-name', { id, hostName });
    return chosen && id;
  };
  const tryOut = async (): Promise<string | undefined> => {
    const begun = await findOrCreate('this-computer', isTryOut);
    if (begun?.isNew !== true) return begun?.id;
    const { id } = begun;
    return (await tell(undefined, call('services.set-host-name', { id, hostName: TRY_OUT }))) && id;
  };
  return { begin, tryOut };
}

interface Begun {
  readonly id: string;
  readonly isNew: boolean;
}

/** The services that are known so far. */
export function servicesOf(state: ServicesState): readonly Service[] {
  return state.phase === 'shown' ? state.services.services : [];
}

/** The service with this id, where it is known. */
export function serviceOf(state: ServicesState, id: string | undefined): Service | undefined {
  return servicesOf(state).find((service) => service.id === id);
}

/** What belongs to no service: why they are not known, or why there is no new one. */
export function problemOf(state: ServicesState): Problem | undefined {
  if (state.phase === 'unavailable') return state.problem;
  return state.phase === 'shown' && state.notice?.serviceId === undefined ? state.notice?.problem : undefined;
}

function isUntouched({ hostName, certificate, deployed }: Service): boolean {
  return hostName === undefined && certificate === undefined && deployed === undefined;
}

function isTryOut({ hostName, model }: Service): boolean {
  return hostName === TRY_OUT && model.kind === 'sample';
}
