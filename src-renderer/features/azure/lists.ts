import type {
  AzureSubscription,
  AzureTenant,
  ContainerGroupItem,
  ImageTag,
  Quota,
  Region,
  RegionOffer,
  Registry,
  ResourceGroup,
} from '../../../shared/azure/contract';
import type { Outcome } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { createListStore, type FetchPage, type ListStore } from './list-store';
import type { Choice } from './where-state';

/** Everything that Azure is asked for, each on its own: one that is slow or stops keeps no other one waiting. */
export interface Lists {
  readonly tenants: ListStore<AzureTenant>;
  readonly subscriptions: ListStore<AzureSubscription>;
  readonly resourceGroups: ListStore<ResourceGroup>;
  readonly regions: ListStore<Region>;
  /** Asked for when one is to be chosen. */
  readonly containerGroups: ListStore<ContainerGroupItem>;
  readonly registries: ListStore<Registry>;
  readonly repositories: ListStore<string>;
  readonly tags: ListStore<ImageTag>;
  /** What the chosen region can do: one entry. */
  readonly offer: ListStore<RegionOffer>;
  readonly quotas: ListStore<Quota>;
}

/** The lists of the whole page, empty. */
export function createLists(): Lists {
  return {
    tenants: createListStore(),
    subscriptions: createListStore(),
    resourceGroups: createListStore(),
    regions: createListStore(),
    containerGroups: createListStore(),
    registries: createListStore(),
    repositories: createListStore(),
    tags: createListStore(),
    offer: createListStore(),
    quotas: createListStore(),
  };
}

/** The questions that the lists are loaded with. */
export type Questions = ReturnType<typeof questions>;

/** The question that each list is loaded with, for a choice. */
export function questions(call: CallMain) {
  return { ...placeQuestions(call), ...regionQuestions(call), ...registryQuestions(call) };
}

function placeQuestions(call: CallMain) {
  return {
    tenants: (): FetchPage<AzureTenant> => (cursor) => call('azure.tenants', { cursor }),
    subscriptions:
      ({ tenant = '' }: Choice): FetchPage<AzureSubscription> =>
      (cursor) =>
        call('azure.subscriptions', { tenant, cursor }),
    resourceGroups:
      (choice: Choice): FetchPage<ResourceGroup> =>
      (cursor) =>
        call('azure.resource-groups', { ...inSubscription(choice), cursor }),
    containerGroups:
      (choice: Choice): FetchPage<ContainerGroupItem> =>
      (cursor) =>
        call('azure.container-groups', { ...inSubscription(choice), cursor }),
  };
}

function regionQuestions(call: CallMain) {
  const inRegion = (choice: Choice) => ({ ...inSubscription(choice), region: choice.region ?? '' });
  return {
    regions:
      (choice: Choice, onRegistered: (registered: boolean) => void): FetchPage<Region> =>
      async () => {
        const outcome = await call('azure.regions', { ...inSubscription(choice), target: 'container-instances' });
        if (outcome.ok) onRegistered(outcome.value.registered);
        return onePage(outcome, ({ regions }) => regions);
      },
    offer:
      (choice: Choice): FetchPage<RegionOffer> =>
      async () =>
        onePage(await call('azure.region-offer', inRegion(choice)), (offer) => [offer]),
    quotas:
      (choice: Choice): FetchPage<Quota> =>
      async () =>
        onePage(await call('azure.quotas', inRegion(choice)), ({ quotas }) => quotas),
  };
}

function registryQuestions(call: CallMain) {
  const inRegistry = (choice: Choice, { name, resourceGroup }: Registry) => ({
    ...inSubscription(choice),
    resourceGroup,
    registry: name,
  });
  return {
    registries:
      (choice: Choice): FetchPage<Registry> =>
      (cursor) =>
        call('azure.registries', { ...inSubscription(choice), cursor }),
    repositories:
      (choice: Choice, registry: Registry): FetchPage<string> =>
      (cursor) =>
        call('azure.repositories', { ...inRegistry(choice, registry), cursor }),
    tags:
      (choice: Choice, registry: Registry): FetchPage<ImageTag> =>
      (cursor) =>
        call('azure.tags', { ...inRegistry(choice, registry), repository: choice.repository ?? '', cursor }),
  };
}

function inSubscription({ tenant = '', subscription = '' }: Choice) {
  return { tenant, subscription };
}

function onePage<T, Item>(
  outcome: Outcome<T>,
  items: (value: T) => readonly Item[],
): Outcome<{ readonly items: readonly Item[] }> {
  return outcome.ok ? { ok: true, value: { items: items(outcome.value) } } : outcome;
}
