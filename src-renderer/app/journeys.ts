import type { StoreApi } from 'zustand';
import type { Bundle } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { type ServicesStore, serviceOf } from '../features/services/store';
import type { CallMain } from './bridge';
import type { AppState } from './store';
import { takeCertificate } from './take-certificate';

/** What leads from one feature into the wizard. */
export interface Journeys {
  /** Begins a service. */
  secure(): void;
  /** Begins the try-out, or goes on with it. */
  tryOut(): void;
  /** Goes into the wizard with a certificate of the bench; answers why not. */
  use(bundle: Bundle): Promise<Problem | undefined>;
}

/** Makes the ways between the features, which know nothing of each other. */
export function createJourneys(call: CallMain, app: StoreApi<AppState>, services: ServicesStore): Journeys {
  let busy = false;
  const enter = async (begin: () => Promise<string | undefined>): Promise<void> => {
    // A second press while the first is under way would make a second service.
    if (busy) return;
    busy = true;
    const id = await begin();
    busy = false;
    if (id !== undefined) app.getState().openWizard(id);
  };
  return {
    secure: () => void enter(services.begin),
    tryOut: () => void enter(services.tryOut),
    use: async (bundle) => {
      const service = serviceOf(services.state.getState(), app.getState().choosingFor);
      const taken = await takeCertificate(call, bundle, service?.id);
      if (!taken.ok) return taken.problem;
      app.getState().openWizard(taken.value.id);
      return undefined;
    },
  };
}
