import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchResult } from '../../../shared/batch/contract';
import type { OutputFormat } from '../../../shared/certificates/contract';
import type { EventPayload } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { batchWords } from '../../text/batch';
import { outputWords } from '../../text/outputs';
import { newPasswordProblem } from '../../ui/NewPassword';

/** What the user chose and typed. */
export interface BatchForm {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly format: OutputFormat;
  readonly password: string;
  readonly newPassword: string;
  readonly repeated: string;
}

/** Where the conversion is. */
export type BatchState =
  | {
      readonly phase: 'asking';
      readonly form: BatchForm;
      readonly missing: string | undefined;
      readonly missingPassword: string | undefined;
      readonly problem: Problem | undefined;
    }
  | {
      readonly phase: 'running';
      readonly form: BatchForm;
      readonly progress: EventPayload<'batch.progress'> | undefined;
      /** Asked to stop: the file at hand is finished first. */
      readonly stopping: boolean;
    }
  | {
      readonly phase: 'done';
      readonly form: BatchForm;
      readonly result: BatchResult;
      readonly problem?: Problem;
    };

/** The conversion of a folder, and what the user can do in it. */
export interface BatchStore {
  readonly state: StoreApi<BatchState>;
  edit(change: Partial<BatchForm>): void;
  choose(which: 'from' | 'to'): Promise<void>;
  start(): Promise<void>;
  cancel(): Promise<void>;
  progress(progress: EventPayload<'batch.progress'>): void;
  showFolder(): Promise<void>;
}

const empty: BatchForm = {
  from: undefined,
  to: undefined,
  format: 'pem-pair',
  password: '',
  newPassword: '',
  repeated: '',
};

/** Makes the store of one conversion. */
export function createBatchStore(call: CallMain): BatchStore {
  const state = createStore<BatchState>(() => asking(empty));
  const enter = (next: BatchState): void => state.setState(next, true);
  const edit = (change: Partial<BatchForm>): void => enter(asking({ ...state.getState().form, ...change }));
  return {
    state,
    edit,
    choose: async (which) => {
      const outcome = await call('app.choose-folder', {});
      if (!outcome.ok) enter({ ...asking(state.getState().form), problem: outcome.problem });
      else if (outcome.value.folder !== undefined) edit({ [which]: outcome.value.folder });
    },
    start: async () => {
      const { form } = state.getState();
      const { from, to, format, password, newPassword, repeated } = form;
      if (from === undefined || to === undefined) {
        return enter({ ...asking(form), missing: from === undefined ? batchWords.fromMissing : batchWords.toMissing });
      }
      const encrypts = outputWords[format].needsPassword;
      const missingPassword = encrypts ? newPasswordProblem(newPassword, repeated) : undefined;
      if (missingPassword !== undefined) return enter({ ...asking(form), missingPassword });
      enter({ phase: 'running', form, progress: undefined, stopping: false });
      const outcome = await call('batch.run', {
        from,
        to,
        format,
        ...(password !== '' && { password }),
        ...(encrypts && { newPassword }),
      });
      // SECURITY: a password stays in the page no longer than it is needed.
      const emptied = { ...form, password: '', newPassword: '', repeated: '' };
      if (outcome.ok) enter({ phase: 'done', form: emptied, result: outcome.value });
      else enter({ ...asking(form), problem: outcome.problem });
    },
    cancel: async () => {
      const now = state.getState();
      if (now.phase !== 'running' || now.stopping) return;
      enter({ ...now, stopping: true });
      await call('batch.cancel', {});
    },
    progress: (progress) => {
      const now = state.getState();
      if (now.phase === 'running') enter({ ...now, progress });
    },
    showFolder: async () => {
      const now = state.getState();
      if (now.phase !== 'done') return;
      const outcome = await call('app.show-folder', { folder: now.result.folder });
      if (!outcome.ok) enter({ ...now, problem: outcome.problem });
    },
  };
}

function asking(form: BatchForm): Extract<BatchState, { phase: 'asking' }> {
  return { phase: 'asking', form, missing: undefined, missingPassword: undefined, problem: undefined };
}
