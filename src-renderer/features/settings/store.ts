import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Appearance } from '../../../shared/app/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';

/** The settings as the page knows them. */
export type SettingsState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | { readonly phase: 'shown'; readonly appearance: Appearance; readonly problem?: Problem };

/** The settings, and how to change them. */
export interface SettingsStore {
  readonly state: StoreApi<SettingsState>;
  open(): Promise<void>;
  /** Shows the choice at once; goes back to the old one, saying why, when main could not take it. */
  setAppearance(appearance: Appearance): Promise<void>;
}

/** Makes the settings' store. */
export function createSettingsStore(call: CallMain): SettingsStore {
  const state = createStore<SettingsState>(() => ({ phase: 'fetching' }));
  return {
    state,
    open: async () => {
      const outcome = await call('app.appearance', {});
      if (outcome.ok) state.setState({ phase: 'shown', appearance: outcome.value.appearance }, true);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    setAppearance: async (appearance) => {
      const before = state.getState();
      state.setState({ phase: 'shown', appearance }, true);
      const outcome = await call('app.set-appearance', { appearance });
      if (outcome.ok || before.phase !== 'shown') return;
      state.setState({ phase: 'shown', appearance: before.appearance, problem: outcome.problem }, true);
    },
  };
}
