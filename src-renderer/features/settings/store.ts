import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Appearance } from '../../../shared/app/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';

/** The settings as the page knows them. */
export type SettingsState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'shown';
      readonly appearance: Appearance;
      /** Certificates of authorities that are remembered. */
      readonly remembered: number;
      readonly problem?: Problem;
    };

/** The settings, and how to change them. */
export interface SettingsStore {
  readonly state: StoreApi<SettingsState>;
  open(): Promise<void>;
  /** Shows the choice at once; goes back to the old one, saying why, when main could not take it. */
  setAppearance(appearance: Appearance): Promise<void>;
  forgetRemembered(): Promise<void>;
}

/** Makes the settings' store. */
export function createSettingsStore(call: CallMain): SettingsStore {
  const state = createStore<SettingsState>(() => ({ phase: 'fetching' }));
  return {
    state,
    open: async () => {
      const [outcome, counted] = await Promise.all([call('app.appearance', {}), call('certificates.remembered', {})]);
      const remembered = counted.ok ? counted.value.count : 0;
      if (outcome.ok) state.setState({ phase: 'shown', appearance: outcome.value.appearance, remembered }, true);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    setAppearance: async (appearance) => {
      const before = state.getState();
      const remembered = before.phase === 'shown' ? before.remembered : 0;
      state.setState({ phase: 'shown', appearance, remembered }, true);
      const outcome = await call('app.set-appearance', { appearance });
      if (outcome.ok || before.phase !== 'shown') return;
      state.setState({ ...before, problem: outcome.problem }, true);
    },
    forgetRemembered: async () => {
      const outcome = await call('certificates.forget-remembered', {});
      const now = state.getState();
      if (now.phase !== 'shown') return;
      state.setState(outcome.ok ? { ...now, remembered: 0 } : { ...now, problem: outcome.problem }, true);
    },
  };
}
