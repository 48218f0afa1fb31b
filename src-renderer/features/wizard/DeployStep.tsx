import type { ReactNode } from 'react';
import { AllowedOrigins } from './AllowedOrigins';
import type { AzureView } from './azure-view';
import { DeployContainerInstances } from './DeployContainerInstances';
import { DeployThisComputer } from './DeployThisComputer';
import { Protection } from './Protection';
import type { PlaceAt, Shown } from './state';
import type { WizardStore } from './store';

/** Asks what runs and where, as the target wants to know it, and who may call it. */
export function DeployStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'deploy'>;
  readonly store: WizardStore;
  readonly azure: AzureView;
}): ReactNode {
  const { shown, place, store } = props;
  const { drafts, obstacle, service } = shown;
  const gateway = (
    <>
      <Protection draft={drafts.deployment} onEdit={store.editDeployment} />
      <AllowedOrigins origins={drafts.deployment.origins} obstacle={obstacle} onEdit={store.editDeployment} />
    </>
  );
  if (service.target === 'container-instances') {
    return (
      <DeployContainerInstances shown={shown} place={place} store={store} azure={props.azure}>
        {gateway}
      </DeployContainerInstances>
    );
  }
  if (service.target !== 'this-computer') return gateway;
  return (
    <DeployThisComputer draft={drafts.deployment} place={place} obstacle={obstacle} store={store}>
      {gateway}
    </DeployThisComputer>
  );
}
