import { FluentProvider } from '@fluentui/react-components';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createAzureStores } from '../features/azure/stores';
import { createWorkshopStore } from '../features/certificates/store';
import { createServicesStore } from '../features/services/store';
import { en } from '../text/en';
import { DropOverlay } from '../ui/DropOverlay';
import { useFileDrop } from '../ui/use-file-drop';
import { usePaste } from '../ui/use-paste';
import styles from './App.module.css';
import type { PageBridge } from './bridge';
import { Navigation } from './Navigation';
import { PageContent } from './PageContent';
import { createAppStore } from './store';
import { useTheme } from './theme';
import { useDue } from './use-due';
import { useRunning } from './use-running';

const BatchDialog = lazy(() =>
  import('../features/batch/BatchDialog').then((module) => ({ default: module.BatchDialog })),
);
const AboutDialog = lazy(() =>
  import('../features/about/AboutDialog').then((module) => ({ default: module.AboutDialog })),
);

/** The whole page: navigation, the page the user is on, and what is dropped or pasted anywhere. */
export function App({ bridge }: { readonly bridge: PageBridge }): ReactNode {
  const [stores] = useState(() => ({
    app: createAppStore(),
    workshop: createWorkshopStore(bridge.call),
    services: createServicesStore(bridge.call),
    azure: createAzureStores(bridge.call),
  }));
  const { app, workshop, services, azure } = stores;
  const theme = useTheme();
  const { place, aboutTurn, show, takeIn, hideAbout } = useStore(app);
  const [batchTurn, setBatchTurn] = useState(0);
  const due = useDue(bridge);
  const running = useRunning(services);

  useEffect(() => {
    const stops = [
      bridge.on('certificates.changed', workshop.receive),
      bridge.on('services.changed', services.receive),
      bridge.on('sign-in.changed', azure.signIn.receive),
      bridge.on('app.show', ({ what }) => app.getState().show(what)),
    ];
    void services.open();
    return () => stops.forEach((stop) => stop());
  }, [app, azure, bridge, services, workshop]);

  const dragging = useFileDrop((files) => {
    takeIn();
    void workshop.add(files);
  });
  usePaste(() => {
    takeIn();
    void workshop.paste();
  });

  return (
    <FluentProvider theme={theme}>
      <div className={styles.app}>
        <a className={styles.skip} href="#page" onClick={skipToPage}>
          {en.navigation.skip}
        </a>
        <Navigation place={place} due={due} running={running} onGo={show} />
        <main className={styles.main} id="page" tabIndex={-1}>
          <div className={styles.page}>
            <PageContent bridge={bridge} stores={stores} onBatch={() => setBatchTurn(batchTurn + 1)} />
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

/** Without following the link: the address of the page stays what it is. */
function skipToPage(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#page')?.focus();
}
