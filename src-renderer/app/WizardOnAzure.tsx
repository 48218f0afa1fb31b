import type { ComponentProps, ReactNode } from 'react';
import { useStore } from 'zustand';
import { AzureGroups } from '../features/azure/AzureGroups';
import { AzureImages } from '../features/azure/AzureImages';
import { AzurePlace } from '../features/azure/AzurePlace';
import type { AzureStores } from '../features/azure/stores';
import { WizardPage } from '../features/wizard/WizardPage';

/** The wizard, joined to what the Azure feature knows: who is signed in, what there is to choose from. */
export function WizardOnAzure(props: Omit<WizardProps, 'azure'> & { readonly azure: AzureStores }): ReactNode {
  const { azure, ...wizard } = props;
  const offer = useStore(azure.where.lists.offer.state).items[0];
  return <WizardPage {...wizard} azure={{ ...questionsTo(azure), offer }} />;
}

type WizardProps = ComponentProps<typeof WizardPage>;

function questionsTo(azure: AzureStores): Omit<WizardProps['azure'], 'offer'> {
  return {
    place: (asked) => <AzurePlace stores={azure} {...asked} />,
    images: (asked) => <AzureImages store={azure.where} {...asked} />,
    groups: (asked) => <AzureGroups store={azure.where} {...asked} />,
  };
}
