import { useStore } from 'zustand';
import type { Listing, ListStore } from './list-store';
import type { Lists } from './lists';

/** Every list as far as it is loaded. */
export type Listings = {
  readonly [Name in keyof Lists]: Lists[Name] extends ListStore<infer Item> ? Listing<Item> : never;
};

/** The lists as they are now. */
export function useLists(lists: Lists): Listings {
  return {
    tenants: useStore(lists.tenants.state),
    subscriptions: useStore(lists.subscriptions.state),
    resourceGroups: useStore(lists.resourceGroups.state),
    regions: useStore(lists.regions.state),
    containerGroups: useStore(lists.containerGroups.state),
    registries: useStore(lists.registries.state),
    repositories: useStore(lists.repositories.state),
    tags: useStore(lists.tags.state),
    offer: useStore(lists.offer.state),
    quotas: useStore(lists.quotas.state),
  };
}
