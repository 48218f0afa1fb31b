import { FluentProvider } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { CertificatesPage } from '../features/certificates/CertificatesPage';
import { createWorkshopStore, type WorkshopStore } from '../features/certificates/store';
import { en } from '../text/en';
import { DropOverlay } from '../ui/DropOverlay';
import { useFileDrop } from '../ui/use-file-drop';
import { usePaste } from '../ui/use-paste';
import type { PageBridge } from './bridge';
import { Navigation } from './Navigation';
import { createAppStore, type Page } from './store';
import styles from './App.module.css';
import { useTheme } from './theme';
import { useDue } from './use-due';

const SettingsPage = lazy(() =>
  import('../features/settings/SettingsPage').then((module) => ({ default: module.SettingsPage })),
);
const RequestsPage = lazy(() =>
  import('../features/requests/RequestsPage').then((module) => ({ default: module.RequestsPage })),
);
const LibraryPage = lazy(() =>
  import('../features/library/LibraryPage').then((module) => ({ default: module.LibraryPage })),
);
const BatchDialog = lazy(() =>
  import('../features/batch/BatchDialog').then((module) => ({ default: module.BatchDialog })),
);
const AboutDialog = lazy(() =>
  import('../features/about/AboutDialog').then((module) => ({ default: module.AboutDialog })),
);

/** The whole page: navigation, the page the user is on, and what is dropped or pasted anywhere. */
export function App({ bridge }: { readonly bridge: PageBridge }): ReactNode {
  const [app] = useState(createAppStore);
  const [workshop] = useState(() => createWorkshopStore(bridge.call));
  const theme = useTheme();
  const { page, aboutTurn, show, hideAbout } = useStore(app);
  const [moved, setMoved] = useState(false);
  const [batchTurn, setBatchTurn] = useState(0);
  const due = useDue(bridge);

  const go = (what: typeof page): void => {
    setMoved(true);
    show(what);
  };
  useEffect(() => {
    const stops = [
      bridge.on('certificates.changed', workshop.receive),
      bridge.on('app.show', ({ what }) => {
        if (what !== 'about') setMoved(true);
        app.getState().show(what);
      }),
    ];
    void workshop.open();
    return () => stops.forEach((stop) => stop());
  }, [app, bridge, workshop]);

  const dragging = useFileDrop((files) => {
    show('certificates');
    void workshop.add(files);
  });
  usePaste(() => {
    show('certificates');
    void workshop.paste();
  });

  return (
    <FluentProvider theme={theme}>
      <div className={styles.app}>
        <a className={styles.skip} href="#page" onClick={skipToPage}>
          {en.navigation.skip}
        </a>
        <Navigation page={page} due={due} onGo={go} />
        <main className={styles.main} id="page" tabIndex={-1}>
          <div className={styles.page}>
            <PageContent
              page={page}
              bridge={bridge}
              workshop={workshop}
              takeFocus={moved}
              onGo={go}
              onBatch={() => setBatchTurn(batchTurn + 1)}
              onShowAbout={() => show('about')}
            />
          </div>
        </main>
      </div>
      {batchTurn > 0 && (
        <Suspense fallback={null}>
          <BatchDialog key={batchTurn} call={bridge.call} on={bridge.on} />
        </Suspense>
      )}
      {aboutTurn > 0 && (
        <Suspense fallback={null}>
          <AboutDialog key={aboutTurn} call={bridge.call} onClose={hideAbout} />
        </Suspense>
      )}
      {dragging && <DropOverlay title={en.intake.dropNow} explains={en.intake.dropNowExplains} />}
    </FluentProvider>
  );
}

function PageContent(props: {
  readonly page: Page;
  readonly bridge: PageBridge;
  readonly workshop: WorkshopStore;
  readonly takeFocus: boolean;
  readonly onGo: (page: Page) => void;
  readonly onBatch: () => void;
  readonly onShowAbout: () => void;
}): ReactNode {
  const { page, workshop, takeFocus } = props;
  const { call, on } = props.bridge;
  return (
    <Suspense fallback={null}>
      {page === 'certificates' && (
        <CertificatesPage store={workshop} call={call} takeFocus={takeFocus} onBatch={props.onBatch} />
      )}
      {page === 'requests' && <RequestsPage call={call} on={on} takeFocus={takeFocus} />}
      {page === 'library' && (
        <LibraryPage call={call} on={on} takeFocus={takeFocus} onOpened={() => props.onGo('certificates')} />
      )}
      {page === 'settings' && <SettingsPage call={call} takeFocus={takeFocus} onShowAbout={props.onShowAbout} />}
    </Suspense>
  );
}

/** Without following the link: the address of the page stays what it is. */
function skipToPage(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#page')?.focus();
}
