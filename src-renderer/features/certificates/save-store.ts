import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bundle, SavedFiles } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { nameProblem } from './save-name';

/** What the user typed; it outlives every phase, so nothing is lost. */
export interface SaveForm {
  readonly name: string;
  readonly includeRoot: boolean;
}

/** Where the saving is. */
export type SaveState =
  | { readonly phase: 'asking'; readonly form: SaveForm; readonly nameProblem?: string; readonly problem?: Problem }
  | { readonly phase: 'choosing'; readonly form: SaveForm }
  | { readonly phase: 'saving'; readonly form: SaveForm }
  | { readonly phase: 'replacing'; readonly form: SaveForm; readonly folder: string; readonly names: readonly string[] }
  | { readonly phase: 'saved'; readonly form: SaveForm; readonly saved: SavedFiles; readonly problem?: Problem };

/** The saving of one bundle, and what the user can do in it. */
export interface SaveStore {
  readonly state: StoreApi<SaveState>;
  edit(change: Partial<SaveForm>): void;
  /** Asks for the folder and writes; says what is missing instead when the name cannot be used. */
  save(): Promise<void>;
  /** Writes over what is there. */
  replace(): Promise<void>;
  /** Back to the form, with everything as it was typed. */
  keep(): void;
  showFolder(): Promise<void>;
}

/** Makes the store of one Save dialog. */
export function createSaveStore(call: CallMain, bundle: Bundle): SaveStore {
  const state = createStore<SaveState>(() => ({
    phase: 'asking',
    form: { name: bundle.suggestedName, includeRoot: false },
  }));
  const enter = (next: SaveState): void => state.setState(next, true);
  const form = (): SaveForm => state.getState().form;
  const write = async (folder: string, replace: boolean): Promise<void> => {
    enter({ phase: 'saving', form: form() });
    enter(await writeFiles(call, bundle.id, form(), folder, replace));
  };
  return {
    state,
    edit: (change) => enter({ phase: 'asking', form: { ...form(), ...change } }),
    save: async () => {
      const wrong = nameProblem(form().name);
      if (wrong !== undefined) return enter({ phase: 'asking', form: form(), nameProblem: wrong });
      enter({ phase: 'choosing', form: form() });
      const chosen = await call('certificates.choose-folder', { bundleId: bundle.id });
      if (!chosen.ok) return enter({ phase: 'asking', form: form(), problem: chosen.problem });
      if (chosen.value.folder === undefined) return enter({ phase: 'asking', form: form() });
      return write(chosen.value.folder, false);
    },
    replace: async () => {
      const now = state.getState();
      if (now.phase === 'replacing') await write(now.folder, true);
    },
    keep: () => enter({ phase: 'asking', form: form() }),
    showFolder: async () => {
      const now = state.getState();
      if (now.phase !== 'saved') return;
      const outcome = await call('certificates.show-folder', { folder: now.saved.folder });
      if (!outcome.ok) enter({ ...now, problem: outcome.problem });
    },
  };
}

/** Writes, and answers the phase that follows. */
async function writeFiles(
  call: CallMain,
  bundleId: string,
  form: SaveForm,
  folder: string,
  replace: boolean,
): Promise<SaveState> {
  const name = form.name.trim();
  const request = { bundleId, folder, name, includeRoot: form.includeRoot, replace };
  const outcome = await call('certificates.save-for-azure', request);
  if (outcome.ok) return { phase: 'saved', form, saved: outcome.value };
  if (outcome.problem.code === 'file.exists' && !replace) {
    return { phase: 'replacing', form, folder, names: existing(outcome.problem, name) };
  }
  return { phase: 'asking', form, problem: outcome.problem };
}

function existing(problem: Problem, name: string): string[] {
  const names = problem.facts['names'];
  return typeof names === 'string' && names !== '' ? names.split(', ') : [`${name}.cert.pem`, `${name}.key.pem`];
}
