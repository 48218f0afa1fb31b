import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ChosenCertificate } from '../features/services/store';
import type { Entry } from '../features/wizard/state';

/** The pages that the navigation leads to. */
export type Page = 'start' | 'certificates' | 'requests' | 'library' | 'services' | 'azure' | 'settings';

/** Where the user can be: on one of those, where it is chosen where a service is to run, or in the wizard with a service. */
export type Place =
  | { readonly page: Page }
  | { readonly page: 'choose-target'; readonly certificate: ChosenCertificate | undefined }
  | { readonly page: 'wizard'; readonly serviceId: string; readonly entry: Entry | undefined };

/** Where the user is. */
export interface AppState {
  readonly place: Place;
  /** The service that a certificate is being looked for, from the wizard until the user goes on to something else. */
  readonly choosingFor: string | undefined;
  /** The user has gone somewhere: from then on pages take the focus. */
  readonly moved: boolean;
  readonly aboutShown: boolean;
  /** How often About was opened: each time it is a new dialog. */
  readonly aboutTurn: number;
  show(what: Page | 'about'): void;
  /** Begins a service, with the certificate that led there. */
  chooseTarget(certificate?: ChosenCertificate): void;
  /** Goes into the wizard: to what comes next there, or to `entry`. */
  openWizard(serviceId: string, entry?: Entry): void;
  /** Goes to the workshop for a service's certificate. */
  chooseCertificate(serviceId: string): void;
  /** Goes to the workshop with what was dropped or pasted: from the wizard, that is for its service. */
  takeIn(): void;
  hideAbout(): void;
}

/** Certificates come from these: going from one to the other is still looking for one. */
const sourcesOfCertificates: readonly Page[] = ['certificates', 'requests', 'library'];

/** The app opens on the first page. */
export function createAppStore(): StoreApi<AppState> {
  return createStore<AppState>((set, get) => ({
    place: { page: 'start' },
    choosingFor: undefined,
    moved: false,
    aboutShown: false,
    aboutTurn: 0,
    show: (what) => {
      if (what !== 'about') {
        const choosingFor = sourcesOfCertificates.includes(what) ? get().choosingFor : undefined;
        set({ place: { page: what }, moved: true, choosingFor });
      } else if (!get().aboutShown) set({ aboutShown: true, aboutTurn: get().aboutTurn + 1 });
    },
    chooseTarget: (certificate) =>
      set({ place: { page: 'choose-target', certificate }, moved: true, choosingFor: undefined }),
    openWizard: (serviceId, entry) =>
      set({ place: { page: 'wizard', serviceId, entry }, moved: true, choosingFor: undefined }),
    chooseCertificate: (serviceId) => set({ place: { page: 'certificates' }, moved: true, choosingFor: serviceId }),
    takeIn: () => {
      const { place, show, chooseCertificate } = get();
      if (place.page === 'wizard') chooseCertificate(place.serviceId);
      else show('certificates');
    },
    hideAbout: () => set({ aboutShown: false }),
  }));
}
