import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bundle, OutputFormat, SavedFiles } from '../../../shared/certificates/contract';
import type { Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { outputWords } from '../../text/outputs';
import { newPasswordProblem } from '../../ui/NewPassword';
import { type ReplaceQuestion, writeIntoFolder } from '../../ui/write-into-folder';
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
export type SaveState = (
  | { readonly phase: 'asking'; readonly form: SaveForm; readonly obstacles: SaveObstacles; readonly problem?: Problem }
  | { readonly phase: 'choosing'; readonly form: SaveForm }
  | { readonly phase: 'saving'; readonly form: SaveForm }
  | { readonly phase: 'saved'; readonly form: SaveForm; readonly saved: SavedFiles; readonly problem?: Problem }
) & {
  /** The last question whether to replace; its dialog closes itself and stays, as every dialog does. */
  readonly question?: ReplaceQuestion;
};

/** The saving of one bundle, and what the user can do in it. */
export interface SaveStore {
  readonly state: StoreApi<SaveState>;
  edit(change: Partial<SaveForm>): void;
  /** Asks for the folder and writes; says what is missing, or asks whether to replace, instead when it can't. */
  save(): Promise<void>;
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
  const enter = (next: SaveState): void => {
    const { question } = state.getState();
    state.setState({ ...(question && { question }), ...next }, true);
  };
  const form = (): SaveForm => state.getState().form;
  const ask: Moves['ask'] = (more) => enter({ phase: 'asking', form: form(), obstacles: {}, ...more });
  return {
    state,
    edit: (change) => enter({ phase: 'asking', form: { ...form(), ...change }, obstacles: {} }),
    save: async () => {
      const obstacles = obstaclesOf(form(), bundle);
      if (Object.keys(obstacles).length > 0) enter({ phase: 'asking', form: form(), obstacles });
      else await chooseAndWrite(call, bundle, { form, enter, ask });
    },
    showFolder: async () => {
      const now = state.getState();
      if (now.phase !== 'saved') return;
      const outcome = await call('app.show-folder', { folder: now.saved.folder });
      if (!outcome.ok) enter({ ...now, problem: outcome.problem });
    },
  };
}

interface Moves {
  form(): SaveForm;
  enter(next: SaveState): void;
  /** Back to the form, with everything as it was typed. */
  ask(more: Pick<Extract<SaveState, { phase: 'asking' }>, 'problem' | 'question'>): void;
}

async function chooseAndWrite(call: CallMain, bundle: Bundle, { form, enter, ask }: Moves): Promise<void> {
  enter({ phase: 'choosing', form: form() });
  const problem = await writeIntoFolder<SavedFiles>({
    choose: async () => {
      const chosen = await call('app.choose-folder', {});
      ask({});
      return chosen;
    },
    attempt: (folder, replace) => {
      enter({ phase: 'saving', form: form() });
      return call('certificates.save', requestOf(form(), bundle, folder, replace));
    },
    onAsk: (question) => ask({ question }),
    onProblem: (later) => ask({ problem: later }),
    // SECURITY: a password stays in the page no longer than it is needed.
    onWritten: (saved) => enter({ phase: 'saved', form: { ...form(), password: '', repeated: '' }, saved }),
  });
  if (problem) ask({ problem });
}

function requestOf(form: SaveForm, bundle: Bundle, folder: string, replace: boolean): Request<'certificates.save'> {
  const { format, includeRoot, password } = form;
  const encrypted = outputWords[format].needsPassword ? { password } : {};
  return { bundleId: bundle.id, folder, name: form.name.trim(), format, includeRoot, replace, ...encrypted };
}
