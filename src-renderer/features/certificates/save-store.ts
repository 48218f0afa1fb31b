import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bundle, OutputFormat, SavedFiles } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { fileBase, outputWords } from '../../text/outputs';
import { newPasswordProblem } from '../../ui/NewPassword';
import { nameProblem } from './save-name';

/** What the user typed; it outlives every phase, so nothing is lost. */
export interface SaveForm {
  readonly name: string;
  readonly includeRoot: boolean;
  readonly format: OutputFormat;
  readonly password: string;
  readonly repeated: string;
}

/** What stands in the way of saving, by the field it belongs to. */
export interface SaveObstacles {
  readonly name?: string;
  readonly password?: string;
  readonly format?: string;
}

/** Where the saving is. */
export type SaveState =
  | { readonly phase: 'asking'; readonly form: SaveForm; readonly obstacles: SaveObstacles; readonly problem?: Problem }
  | { readonly phase: 'choosing'; readonly form: SaveForm }
  | { readonly phase: 'saving'; readonly form: SaveForm }
  | { readonly phase: 'replacing'; readonly form: SaveForm; readonly folder: string; readonly names: readonly string[] }
  | { readonly phase: 'saved'; readonly form: SaveForm; readonly saved: SavedFiles; readonly problem?: Problem };

/** The saving of one bundle, and what the user can do in it. */
export interface SaveStore {
  readonly state: StoreApi<SaveState>;
  edit(change: Partial<SaveForm>): void;
  /** Asks for the folder and writes; says what is missing instead when it can't. */
  save(): Promise<void>;
  /** Writes over what is there. */
  replace(): Promise<void>;
  /** Back to the form, with everything as it was typed. */
  keep(): void;
  showFolder(): Promise<void>;
}

/** What stands in the way of saving a form. */
export function obstaclesOf(form: SaveForm, bundle: Bundle): SaveObstacles {
  const { needsKey, needsPassword } = outputWords[form.format];
  const name = nameProblem(form.name);
  const password = needsPassword ? newPasswordProblem(form.password, form.repeated) : undefined;
  const format = needsKey && bundle.privateKey === undefined ? en.save.needsKey : undefined;
  return {
    ...(name !== undefined && { name }),
    ...(password !== undefined && { password }),
    ...(format !== undefined && { format }),
  };
}

/** Makes the store of one Save dialog. */
export function createSaveStore(call: CallMain, bundle: Bundle, format: OutputFormat): SaveStore {
  const state = createStore<SaveState>(() => ({
    phase: 'asking',
    form: { name: bundle.suggestedName, includeRoot: false, format, password: '', repeated: '' },
    obstacles: {},
  }));
  const enter = (next: SaveState): void => state.setState(next, true);
  const form = (): SaveForm => state.getState().form;
  const ask = (problem?: Problem): void =>
    enter({ phase: 'asking', form: form(), obstacles: {}, ...(problem && { problem }) });
  const write = async (folder: string, replace: boolean): Promise<void> => {
    enter({ phase: 'saving', form: form() });
    enter(await writeFiles(call, bundle, form(), folder, replace));
  };
  return {
    state,
    edit: (change) => enter({ phase: 'asking', form: { ...form(), ...change }, obstacles: {} }),
    save: async () => {
      const obstacles = obstaclesOf(form(), bundle);
      if (Object.keys(obstacles).length > 0) return enter({ phase: 'asking', form: form(), obstacles });
      enter({ phase: 'choosing', form: form() });
      const chosen = await call('app.choose-folder', {});
      if (!chosen.ok) return ask(chosen.problem);
      if (chosen.value.folder === undefined) return ask();
      return write(chosen.value.folder, false);
    },
    replace: async () => {
      const now = state.getState();
      if (now.phase === 'replacing') await write(now.folder, true);
    },
    keep: () => ask(),
    showFolder: async () => {
      const now = state.getState();
      if (now.phase !== 'saved') return;
      const outcome = await call('app.show-folder', { folder: now.saved.folder });
      if (!outcome.ok) enter({ ...now, problem: outcome.problem });
    },
  };
}

/** Writes, and answers the phase that follows. */
async function writeFiles(
  call: CallMain,
  bundle: Bundle,
  form: SaveForm,
  folder: string,
  replace: boolean,
): Promise<SaveState> {
  const { format, includeRoot, password } = form;
  const name = form.name.trim();
  const request = { bundleId: bundle.id, folder, name, format, includeRoot, replace };
  const encrypted = outputWords[format].needsPassword ? { password } : {};
  const outcome = await call('certificates.save', { ...request, ...encrypted });
  // SECURITY: a password stays in the page no longer than it is needed.
  if (outcome.ok) return { phase: 'saved', form: { ...form, password: '', repeated: '' }, saved: outcome.value };
  if (outcome.problem.code === 'file.exists' && !replace) {
    const base = fileBase(name, bundle.leaf.developmentOnly);
    const names = outputWords[format].files.map(([ending]) => base + ending);
    return { phase: 'replacing', form, folder, names: existing(outcome.problem, names) };
  }
  return { phase: 'asking', form, obstacles: {}, problem: outcome.problem };
}

function existing(problem: Problem, all: readonly string[]): readonly string[] {
  const names = problem.facts['names'];
  return typeof names === 'string' && names !== '' ? names.split(', ') : all;
}
