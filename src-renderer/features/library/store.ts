import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DevelopmentAuthority } from '../../../shared/development/contract';
import type { Request } from '../../../shared/ipc/contract';
import type { Library, ReminderDays } from '../../../shared/library/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { libraryWords as words } from '../../text/library';

/** The Library page as it is shown. */
export type LibraryState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'shown';
      readonly library: Library;
      readonly authority: DevelopmentAuthority | undefined;
      readonly said: string;
      /** The authority's certificate was just saved: how to trust it is of interest now. */
      readonly authoritySaved: boolean;
      readonly problem: Problem | undefined;
    };

/** What is kept, and what the user can do with it. */
export interface LibraryStore {
  readonly state: StoreApi<LibraryState>;
  open(): Promise<void>;
  receive(library: Library): void;
  receiveAuthority(authority: DevelopmentAuthority | undefined): void;
  /** Puts an entry on the workshop's bench; answers whether it is there. */
  openEntry(id: string): Promise<boolean>;
  chooseFiles(): Promise<void>;
  rename(id: string, name: string): Promise<Problem | undefined>;
  setReminder(id: string, daysBefore: ReminderDays): Promise<void>;
  saveCalendar(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  showSetAside(): Promise<void>;
  makeDevelopment(request: Request<'development.make'>): Promise<Problem | undefined>;
  makeAuthority(): Promise<void>;
  saveAuthority(): Promise<void>;
  removeAuthority(): Promise<void>;
  dismiss(): void;
}

/** Makes the store of the Library page. */
export function createLibraryStore(call: CallMain): LibraryStore {
  const state = createStore<LibraryState>(() => ({ phase: 'fetching' }));
  const change = (part: Partial<Extract<LibraryState, { phase: 'shown' }>>): void => {
    const now = state.getState();
    if (now.phase === 'shown') state.setState({ ...now, ...part }, true);
  };
  const tell = async (answer: Promise<Outcome<unknown>>): Promise<boolean> => {
    const outcome = await answer;
    change({ problem: outcome.ok ? undefined : outcome.problem });
    return outcome.ok;
  };
  /** Into a folder that the user picks; what is there already is replaced, because all of it can be made again. */
  const write = async (attempt: (folder: string) => Promise<Outcome<unknown>>): Promise<string | undefined> => {
    const chosen = await call('app.choose-folder', {});
    if (!chosen.ok) {
      change({ problem: chosen.problem });
      return undefined;
    }
    const { folder } = chosen.value;
    return folder !== undefined && (await tell(attempt(folder))) ? folder : undefined;
  };
  return {
    state,
    open: async () => {
      const [library, development] = await Promise.all([call('library.list', {}), call('development.authority', {})]);
      if (!library.ok) return state.setState({ phase: 'unavailable', problem: library.problem }, true);
      const authority = development.ok ? development.value.authority : undefined;
      const shown = { phase: 'shown', library: library.value, authority, said: '', authoritySaved: false } as const;
      state.setState({ ...shown, problem: development.ok ? undefined : development.problem }, true);
    },
    receive: (library) => change({ library }),
    receiveAuthority: (authority) => change({ authority, authoritySaved: false }),
    openEntry: (id) => tell(call('library.open', { id })),
    chooseFiles: async () => void (await tell(call('certificates.choose-files', {}))),
    rename: async (id, name) => problemOf(await call('library.rename', { id, name })),
    setReminder: async (id, daysBefore) => void (await tell(call('library.set-reminder', { id, daysBefore }))),
    saveCalendar: async (id) => {
      let name = '';
      const folder = await write(async (into) => {
        const outcome = await call('library.save-calendar', { id, folder: into, replace: true });
        if (outcome.ok) name = outcome.value.name;
        return outcome;
      });
      if (folder !== undefined) change({ said: words.calendarSaved(name, folder) });
    },
    remove: async (id) => void (await tell(call('library.delete', { id }))),
    showSetAside: async () => void (await tell(call('library.show-set-aside', {}))),
    makeDevelopment: async (request) => problemOf(await call('development.make', request)),
    makeAuthority: async () => void (await tell(call('development.make-authority', {}))),
    saveAuthority: async () => {
      const folder = await write((into) => call('development.save-authority', { folder: into, replace: true }));
      if (folder !== undefined) change({ said: words.authority.saved(folder), authoritySaved: true });
    },
    removeAuthority: async () => void (await tell(call('development.delete-authority', {}))),
    dismiss: () => change({ problem: undefined }),
  };
}

function problemOf(outcome: Outcome<unknown>): Problem | undefined {
  return outcome.ok ? undefined : outcome.problem;
}
