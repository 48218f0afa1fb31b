import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SavedFiles } from '../../../shared/certificates/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { NewRequest, WaitingRequests } from '../../../shared/requests/contract';
import type { CallMain } from '../../app/bridge';
import { requestWords } from '../../text/requests';
import { type ReplaceQuestion, writeIntoFolder, type WriteSteps } from '../../ui/write-into-folder';

/** The Requests page as it is shown. */
export type RequestsState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'shown';
      readonly waiting: WaitingRequests;
      readonly said: string;
      readonly problem: Problem | undefined;
      readonly question: ReplaceQuestion | undefined;
    };

/** The waiting requests, and what the user can do with them. */
export interface RequestsStore {
  readonly state: StoreApi<RequestsState>;
  open(): Promise<void>;
  receive(waiting: WaitingRequests): void;
  create(request: NewRequest): Promise<Outcome<{ id: string }>>;
  copy(id: string): Promise<void>;
  save(id: string): Promise<void>;
  /** Answers what stands in the way; cancelling the folder picker is nothing in the way. */
  exportKey(id: string, password: string): Promise<Problem | undefined>;
  rename(id: string, name: string): Promise<Problem | undefined>;
  remove(id: string): Promise<void>;
  showSetAside(): Promise<void>;
  dismiss(): void;
}

/** Makes the store of the Requests page. */
export function createRequestsStore(call: CallMain): RequestsStore {
  const state = createStore<RequestsState>(() => ({ phase: 'fetching' }));
  const change = (part: Partial<Extract<RequestsState, { phase: 'shown' }>>): void => {
    const now = state.getState();
    if (now.phase === 'shown') state.setState({ ...now, ...part }, true);
  };
  const receive = (waiting: WaitingRequests): void => {
    const now = state.getState();
    if (now.phase === 'shown') change({ waiting });
    else state.setState({ phase: 'shown', waiting, said: '', problem: undefined, question: undefined }, true);
  };
  const tell = (outcome: Outcome<unknown>): Problem | undefined => (outcome.ok ? undefined : outcome.problem);
  const write = (attempt: WriteSteps<SavedFiles>['attempt']): Promise<Problem | undefined> =>
    writeIntoFolder({
      choose: () => call('app.choose-folder', {}),
      attempt,
      onAsk: (question) => change({ question }),
      onProblem: (problem) => change({ problem }),
      onWritten: ({ files }, folder) => {
        const names = files.map(({ name }) => name);
        change({ said: requestWords.saved(names, folder), problem: undefined });
      },
    });
  return {
    state,
    receive,
    open: async () => {
      const outcome = await call('requests.list', {});
      if (outcome.ok) receive(outcome.value);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    create: (request) => call('requests.create', request),
    copy: async (id) => {
      const problem = tell(await call('requests.copy', { id }));
      change({ problem, said: problem ? '' : requestWords.copied });
    },
    save: async (id) =>
      change({ problem: await write((folder, replace) => call('requests.save', { id, folder, replace })) }),
    exportKey: (id, password) =>
      write((folder, replace) => call('requests.export-key', { id, folder, password, replace })),
    rename: async (id, name) => tell(await call('requests.rename', { id, name })),
    remove: async (id) => change({ problem: tell(await call('requests.delete', { id })) }),
    showSetAside: async () => change({ problem: tell(await call('library.show-set-aside', {})) }),
    dismiss: () => change({ problem: undefined }),
  };
}
