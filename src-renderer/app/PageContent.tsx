import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AzureStores } from '../features/azure/stores';
import type { WorkshopStore } from '../features/certificates/store';
import { problemOf, serviceOf, type ServicesStore, servicesOf } from '../features/services/store';
import { ChooseTargetPage } from '../features/start/ChooseTargetPage';
import { StartPage } from '../features/start/StartPage';
import { serviceName } from '../text/services';
import type { PageBridge } from './bridge';
import { createJourneys } from './journeys';
import type { AppState } from './store';

const AzurePage = lazy(() => import('../features/azure/AzurePage').then((module) => ({ default: module.AzurePage })));
const CertificatesPage = lazy(() =>
  import('../features/certificates/CertificatesPage').then((module) => ({ default: module.CertificatesPage })),
);
const LibraryPage = lazy(() =>
  import('../features/library/LibraryPage').then((module) => ({ default: module.LibraryPage })),
);
const RequestsPage = lazy(() =>
  import('../features/requests/RequestsPage').then((module) => ({ default: module.RequestsPage })),
);
const ServicesPage = lazy(() =>
  import('../features/services/ServicesPage').then((module) => ({ default: module.ServicesPage })),
);
const SettingsPage = lazy(() =>
  import('../features/settings/SettingsPage').then((module) => ({ default: module.SettingsPage })),
);
const WizardOnAzure = lazy(() => import('./WizardOnAzure').then((module) => ({ default: module.WizardOnAzure })));

/** What lives as long as the window. */
export interface Stores {
  readonly app: StoreApi<AppState>;
  readonly workshop: WorkshopStore;
  readonly services: ServicesStore;
  readonly azure: AzureStores;
}

/** The page that the user is on, joined to the others. All but the first are fetched when they are gone to. */
export function PageContent(props: {
  readonly bridge: PageBridge;
  readonly stores: Stores;
  readonly onBatch: () => void;
}): ReactNode {
  const { app, workshop, services, azure } = props.stores;
  const { call, on } = props.bridge;
  const { place, choosingFor, moved: takeFocus, show, openWizard, chooseCertificate } = useStore(app);
  const known = useStore(services.state);
  const choosing = serviceOf(known, choosingFor);
  const [{ begin, secure, tryOut, use }] = useState(() => createJourneys(call, app, services));
  return (
    <Suspense fallback={null}>
      {place.page === 'start' && (
        <StartPage
          services={servicesOf(known)}
          problem={problemOf(known)}
          takeFocus={takeFocus}
          onSecure={begin}
          onConvert={() => show('certificates')}
          onTryOut={tryOut}
          onOpen={openWizard}
        />
      )}
      {place.page === 'choose-target' && <ChooseTargetPage problem={problemOf(known)} onChoose={secure} />}
      {place.page === 'wizard' && (
        <WizardOnAzure
          key={place.serviceId}
          serviceId={place.serviceId}
          azure={azure}
          entry={place.entry}
          {...{ call, on, takeFocus }}
          onLeave={() => show('services')}
          onOpenCertificates={chooseCertificate}
        />
      )}
      {place.page === 'certificates' && (
        <CertificatesPage
          store={workshop}
          {...{ call, takeFocus }}
          onBatch={props.onBatch}
          choosing={choosing && serviceName(choosing)}
          onUse={use}
          onBack={() => choosing && openWizard(choosing.id)}
        />
      )}
      {place.page === 'requests' && <RequestsPage {...{ call, on, takeFocus }} />}
      {place.page === 'library' && <LibraryPage {...{ call, on, takeFocus }} onOpened={() => show('certificates')} />}
      {place.page === 'services' && (
        <ServicesPage
          store={services}
          {...{ call, takeFocus }}
          onSecure={begin}
          onOpen={openWizard}
          onStep={(serviceId, page) => openWizard(serviceId, { page })}
          onChange={(serviceId, change) => openWizard(serviceId, { page: 'review', change })}
        />
      )}
      {place.page === 'azure' && <AzurePage stores={azure} takeFocus={takeFocus} />}
      {place.page === 'settings' && (
        <SettingsPage call={call} takeFocus={takeFocus} onShowAbout={() => show('about')} />
      )}
    </Suspense>
  );
}
