import type { ReactNode } from 'react';
import type { AzureView } from './azure-view';
import { CertificateStep } from './CertificateStep';
import { DeployStep } from './DeployStep';
import { DnsStep } from './DnsStep';
import { DomainStep } from './DomainStep';
import { ReviewStep } from './ReviewStep';
import { RunStep } from './RunStep';
import type { Shown } from './state';
import type { WizardStore } from './store';

/** What is asked or shown on the page that is open. */
export function StepContent(props: {
  readonly shown: Shown;
  readonly store: WizardStore;
  readonly azure: AzureView;
  readonly onOpenCertificates: () => void;
}): ReactNode {
  const { shown, store } = props;
  const { place } = shown;
  switch (place.page) {
    case 'domain':
      return <DomainStep shown={shown} place={place} onEdit={(hostName) => store.edit({ hostName })} />;
    case 'certificate':
      return (
        <CertificateStep
          shown={shown}
          place={place}
          onChoose={(certificate) => store.edit({ certificate })}
          onOther={props.onOpenCertificates}
        />
      );
    case 'deploy':
      return <DeployStep shown={shown} place={place} store={store} azure={props.azure} />;
    case 'review':
      return <ReviewStep shown={shown} place={place} store={store} />;
    case 'run':
      return <RunStep shown={shown} place={place} store={store} />;
    case 'dns':
      return <DnsStep shown={shown} place={place} store={store} />;
  }
}
