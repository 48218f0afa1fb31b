import type { AzurePlace } from '../../../shared/container-instances/contract';
import type { Listings } from './use-lists';
import type { Choice } from './where-state';

/** A place on Azure, as far as it is chosen. */
export type ChosenPlace = { readonly [Part in keyof AzurePlace]?: AzurePlace[Part] | undefined };

/** The place that is chosen, with the names that people know it by; until a list has come, its id stands for a name. */
export function placeOf(choice: Choice, listings: Pick<Listings, 'subscriptions' | 'regions'>): ChosenPlace {
  const { tenant, subscription, resourceGroup, region } = choice;
  const subscriptionName = listings.subscriptions.items.find(({ id }) => id === subscription)?.name ?? subscription;
  const regionName = listings.regions.items.find(({ name }) => name === region)?.displayName ?? region;
  return { tenant, subscription, subscriptionName, resourceGroup, region, regionName };
}
