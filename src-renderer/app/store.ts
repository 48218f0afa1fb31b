import { createStore, type StoreApi } from 'zustand/vanilla';

/** The pages that exist. */
export type Page = 'certificates' | 'requests' | 'library' | 'settings';

/** Where the user is. */
export interface AppState {
  readonly page: Page;
  readonly aboutShown: boolean;
  /** How often About was opened: each time it is a new dialog. */
  readonly aboutTurn: number;
  show(what: Page | 'about'): void;
  hideAbout(): void;
}

/** The app opens on the workshop. */
export function createAppStore(): StoreApi<AppState> {
  return createStore<AppState>((set, get) => ({
    page: 'certificates',
    aboutShown: false,
    aboutTurn: 0,
    show: (what) => {
      if (what !== 'about') set({ page: what });
      else if (!get().aboutShown) set({ aboutShown: true, aboutTurn: get().aboutTurn + 1 });
    },
    hideAbout: () => set({ aboutShown: false }),
  }));
}
