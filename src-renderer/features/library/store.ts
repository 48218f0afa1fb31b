import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DevelopmentAuthority } from '../../../shared/development/contract';
import type { Request } from '../../../shared/ipc/contract';
import type { Library, ReminderDays } from '../../../shared/library/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { libraryWords as words } from '../../text/library';
import { type ReplaceQuestion, writeIntoFolder, type WriteSteps } from '../../ui/write-into-folder';

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
      /** The system this computer has, whose steps are shown first. */
      readonly system: System;
      readonly problem: Problem | undefined;
      readonly question: ReplaceQuestion | undefined;
    };

/** The systems that differ in how they are told to trust a root. */
export type System = 'windows' | 'mac' | 'linux';

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
  const write = async <T>(attempt: WriteSteps<T>['attempt'], onWritten: WriteSteps<T>['onWritten']): Promise<void> => {
    const choose = () => call('app.choose-folder', {});
    const onProblem = (problem: Problem | undefined): void => change({ problem });
    onProblem(
      await writeIntoFolder({ choose, attempt, onAsk: (question) => change({ question }), onProblem, onWritten }),
    );
  };
  return {
    state,
    open: async () => {
      const [library, development, about] = await Promise.all([
        call('library.list', {}),
        call('development.authority', {}),
        call('app.about', {}),
      ]);
      if (!library.ok) return state.setState({ phase: 'unavailable', problem: library.problem }, true);
      const authority = development.ok ? development.value.authority : undefined;
      const problem = development.ok ? undefined : development.problem;
      const system = systemOf(about.ok ? about.value.platform : '');
      const kept = { library: library.value, authority, problem, system };
      state.setState({ phase: 'shown', ...kept, said: '', authoritySaved: false, question: undefined }, true);
    },
    receive: (library) => change({ library }),
    receiveAuthority: (authority) => change({ authority, authoritySaved: false }),
    openEntry: (id) => tell(call('library.open', { id })),
    chooseFiles: async () => void (await tell(call('certificates.choose-files', {}))),
    rename: async (id, name) => problemOf(await call('library.rename', { id, name })),
    setReminder: async (id, daysBefore) => void (await tell(call('library.set-reminder', { id, daysBefore }))),
    saveCalendar: (id) =>
      write(
        (folder, replace) => call('library.save-calendar', { id, folder, replace }),
        ({ name }, folder) => change({ said: words.calendarSaved(name, folder) }),
      ),
    remove: async (id) => void (await tell(call('library.delete', { id }))),
    showSetAside: async () => void (await tell(call('library.show-set-aside', {}))),
    makeDevelopment: async (request) => problemOf(await call('development.make', request)),
    makeAuthority: async () => void (await tell(call('development.make-authority', {}))),
    saveAuthority: () =>
      write(
        (folder, replace) => call('development.save-authority', { folder, replace }),
        (_, folder) => change({ said: words.authority.saved(folder), authoritySaved: true }),
      ),
    removeAuthority: async () => void (await tell(call('development.delete-authority', {}))),
    dismiss: () => change({ problem: undefined }),
  };
}

function problemOf(outcome: Outcome<unknown>): Problem | undefined {
  return outcome.ok ? undefined : outcome.problem;
}

/** Of Node's name for it, as `linux x64` begins with. */
function systemOf(platform: string): System {
  if (platform.startsWith('darwin')) return 'mac';
  return platform.startsWith('linux') ? 'linux' : 'windows';
}
