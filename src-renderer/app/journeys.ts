import type { StoreApi } from 'zustand';
import type { Bundle } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { type ChosenCertificate, type NewTarget, type ServicesStore, serviceOf } from '../features/services/store';
import type { CallMain } from './bridge';
import type { AppState } from './store';

/** What leads from one feature into the wizard. */
export interface Journeys {
  /** Asks where a new service runs. */
  begin(): void;
  /** Begins a service where it was chosen to run, with the certificate that led there. */
  secure(target: NewTarget): void;
  /** Begins the try-out, or goes on with it. */
  tryOut(): void;
  /**
   * Keeps a certificate of the bench in the library and takes it into the service it is looked for, else to the choice of where
   * a new one runs; answers why not.
   */
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
  const chooseTarget = (certificate?: ChosenCertificate): void => {
    // What was not done before has nothing to do with this one.
    services.dismiss();
    app.getState().chooseTarget(certificate);
  };
  return {
    begin: () => chooseTarget(),
    secure: (target) => {
      const { place } = app.getState();
      const certificate = place.page === 'choose-target' ? place.certificate : undefined;
      void enter(() => services.begin(target, certificate));
    },
    tryOut: () => void enter(services.tryOut),
    use: async (bundle) => {
      const kept = await call('certificates.keep', { bundleId: bundle.id });
      if (!kept.ok) return kept.problem;
      const { libraryId } = kept.value;
      const { choosingFor, openWizard } = app.getState();
      const service = serviceOf(services.state.getState(), choosingFor);
      if (service === undefined) {
        chooseTarget({ libraryId, hostName: firstName(bundle) });
        return undefined;
      }
      const chosen = await call('services.set-certificate', { id: service.id, libraryId });
      if (!chosen.ok) return chosen.problem;
      // What runs does not change by itself: the steps that deploy it come next.
      openWizard(service.id, service.deployed === undefined ? undefined : { page: 'certificate' });
      return undefined;
    },
  };
}

/** A wildcard stands for many names, and leaves the name to be asked for. */
function firstName({ leaf }: Bundle): string | undefined {
  return leaf.hostNames.find((name) => !name.startsWith('*'));
}
