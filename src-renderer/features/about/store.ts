import { createStore, type StoreApi } from 'zustand/vanilla';
import type { About } from '../../../shared/app/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';

/** What is known of this copy of Latchkey. */
export type AboutState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | { readonly phase: 'shown'; readonly about: About; readonly problem?: Problem };

/** The About dialog's state, and what can be done in it. */
export interface AboutStore {
  readonly state: StoreApi<AboutState>;
  open(): Promise<void>;
  /** Copies all facts as lines of text; answers whether they were copied. */
  copy(): Promise<boolean>;
}

/** Makes the About dialog's store. */
export function createAboutStore(call: CallMain): AboutStore {
  const state = createStore<AboutState>(() => ({ phase: 'fetching' }));
  return {
    state,
    open: async () => {
      const outcome = await call('app.about', {});
      if (outcome.ok) state.setState({ phase: 'shown', about: outcome.value }, true);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    copy: async () => {
      const now = state.getState();
      if (now.phase !== 'shown') return false;
      const text = aboutFacts(now.about)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n');
      const outcome = await call('app.copy-text', { text });
      if (!outcome.ok) state.setState({ ...now, problem: outcome.problem }, true);
      return outcome.ok;
    },
  };
}

/** The facts with their names, in the order they are shown. */
export function aboutFacts(about: About): readonly (readonly [name: string, value: string])[] {
  const names = en.about.facts;
  return (['version', 'electron', 'chrome', 'node', 'platform'] as const).map((key) => [names[key], about[key]]);
}
