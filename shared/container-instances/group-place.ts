import type { AzurePlace, ContainerGroupSettings } from './contract';

/** Where a container group is, as Azure is asked for it: without what is for people alone. */
export type GroupPlace = Pick<AzurePlace, 'tenant' | 'subscription' | 'resourceGroup'> &
  Pick<ContainerGroupSettings, 'name'>;

/** Where the group is that was chosen. */
export function groupPlaceOf({ place, name }: Pick<ContainerGroupSettings, 'place' | 'name'>): GroupPlace {
  const { tenant, subscription, resourceGroup } = place;
  return { tenant, subscription, resourceGroup, name };
}
