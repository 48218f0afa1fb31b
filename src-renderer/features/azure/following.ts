import type { StoreApi } from 'zustand/vanilla';
import type { Registry } from '../../../shared/azure/contract';
import type { Lists, Questions } from './lists';
import { type Choice, chooseIn, forgetIn, type Level, nothingChosen, type WhereState } from './where-state';

/** What choosing works on. */
export interface Stage {
  readonly state: StoreApi<WhereState>;
  readonly lists: Lists;
  readonly ask: Questions;
}

/** Takes a choice: what depended on the one before is open again, and what depends on this one is loaded. */
export function take(stage: Stage, level: Level, value: string): void {
  leave(stage, level, chooseIn(stage.state.getState().choice, level, value));
  follow[level]?.(stage);
}

/** Opens a part of the choice again, and what depends on it. */
export function forget(stage: Stage, level: Level): void {
  leave(stage, level, forgetIn(stage.state.getState().choice, level));
}

/** Loads everything that the present choice leads to, from the top. */
export function loadAll(stage: Stage): void {
  const { lists, ask, state } = stage;
  const { tenant, subscription } = state.getState().choice;
  void lists.tenants.load(ask.tenants(), (items) => {
    const proposal = items.find(({ home }) => home) ?? (items.length === 1 ? items[0] : undefined);
    settle(stage, 'tenant', (id) => items.some((item) => item.id === id), proposal?.id);
  });
  if (tenant !== undefined) follow.tenant?.(stage);
  if (subscription !== undefined) follow.subscription?.(stage);
}

/** Begins anew, for somebody else. */
export function forgetAll({ state, lists }: Stage): void {
  state.setState(nothingChosen, true);
  for (const list of Object.values(lists)) list.clear();
}

const inSubscription = [
  'resourceGroups',
  'regions',
  'offer',
  'quotas',
  'containerGroups',
  'registries',
  'repositories',
  'tags',
] as const;

/** The lists that a choice leads to, directly or over others. */
const listsBelow: Readonly<Record<Level, readonly (keyof Lists)[]>> = {
  tenant: ['subscriptions', ...inSubscription],
  subscription: inSubscription,
  resourceGroup: [],
  region: ['offer', 'quotas'],
  registry: ['repositories', 'tags'],
  repository: ['tags'],
  tag: [],
};

/** What is loaded when a choice is made. */
const follow: Partial<Record<Level, (stage: Stage) => void>> = {
  tenant: (stage) => {
    const { lists, ask, state } = stage;
    void lists.subscriptions.load(ask.subscriptions(state.getState().choice), (items) => {
      const usable = items.filter((item) => item.state !== 'disabled');
      const only = usable.length === 1 ? usable[0] : undefined;
      settle(stage, 'subscription', (id) => usable.some((item) => item.id === id), only?.id);
    });
  },
  subscription: (stage) => {
    const { lists, ask, state } = stage;
    const { choice } = state.getState();
    void lists.resourceGroups.load(ask.resourceGroups(choice), (items) =>
      settle(stage, 'resourceGroup', (name) => items.some((item) => item.name === name)),
    );
    void lists.regions.load(ask.regions(choice, tellRegistered(stage, choice)), (items) => {
      settle(stage, 'region', (name) => items.some((item) => item.name === name));
      if (lists.offer.state.getState().phase === 'idle') follow.region?.(stage);
    });
    void lists.registries.load(ask.registries(choice), (items) => {
      settle(stage, 'registry', (name) => items.some((item) => item.name === name));
      if (lists.repositories.state.getState().phase === 'idle') follow.registry?.(stage);
    });
  },
  region: ({ lists, ask, state }) => {
    const { choice } = state.getState();
    const region = lists.regions.state.getState().items.find(({ name }) => name === choice.region);
    if (region?.offered !== true) return;
    void lists.offer.load(ask.offer(choice));
    void lists.quotas.load(ask.quotas(choice));
  },
  registry: (stage) => {
    const registry = registryOf(stage);
    if (!registry) return;
    const { lists, ask, state } = stage;
    void lists.repositories.load(ask.repositories(state.getState().choice, registry));
  },
  repository: (stage) => {
    const registry = registryOf(stage);
    if (!registry) return;
    const { lists, ask, state } = stage;
    void lists.tags.load(ask.tags(state.getState().choice, registry));
  },
};

/** Once a list is whole: what was chosen and is not in it is open again, and said; where nothing is chosen, what suggests itself is taken. */
function settle(stage: Stage, level: Level, isThere: (chosen: string) => boolean, proposal?: string): void {
  const { choice, gone } = stage.state.getState();
  const chosen = choice[level];
  if (chosen === undefined) {
    // What went away is not replaced behind the user's back.
    if (proposal !== undefined && gone[level] === undefined) take(stage, level, proposal);
  } else if (!isThere(chosen)) {
    leave(stage, level, forgetIn(choice, level));
    stage.state.setState({ gone: { ...stage.state.getState().gone, [level]: chosen } });
  }
}

/** Puts another choice in the place of the present one, and forgets what was loaded for that. */
function leave({ state, lists }: Stage, level: Level, choice: Choice): void {
  const { gone, registered } = state.getState();
  const asBefore = level === 'tenant' || level === 'subscription' ? undefined : registered;
  state.setState({ choice, gone: forgetIn(gone, level), registered: asBefore });
  for (const list of listsBelow[level]) lists[list].clear();
}

function tellRegistered({ state }: Stage, { subscription }: Choice): (registered: boolean) => void {
  return (registered) => {
    if (state.getState().choice.subscription === subscription) state.setState({ registered });
  };
}

function registryOf({ state, lists }: Stage): Registry | undefined {
  return lists.registries.state.getState().items.find(({ name }) => name === state.getState().choice.registry);
}
