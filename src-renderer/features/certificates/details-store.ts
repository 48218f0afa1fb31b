import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CertificateDetails } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';

/** What is known of the certificate that is looked at. */
export type DetailsState =
  | { readonly phase: 'fetching'; readonly id: string }
  | { readonly phase: 'shown'; readonly id: string; readonly details: CertificateDetails }
  | { readonly phase: 'unavailable'; readonly id: string; readonly problem: Problem };

/** The details of one certificate after another. */
export interface DetailsStore {
  readonly state: StoreApi<DetailsState>;
  /** Fetches a certificate's details; an answer that comes after the next question is dropped. */
  look(id: string): Promise<void>;
}

/** Makes the store of one Details region. */
export function createDetailsStore(call: CallMain, id: string): DetailsStore {
  const state = createStore<DetailsState>(() => ({ phase: 'fetching', id }));
  return {
    state,
    look: async (wanted) => {
      state.setState({ phase: 'fetching', id: wanted }, true);
      const outcome = await call('certificates.details', { certificateId: wanted });
      if (state.getState().id !== wanted) return;
      if (outcome.ok) state.setState({ phase: 'shown', id: wanted, details: outcome.value }, true);
      else state.setState({ phase: 'unavailable', id: wanted, problem: outcome.problem }, true);
    },
  };
}
