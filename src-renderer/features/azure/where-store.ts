import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { forget, forgetAll, loadAll, type Stage, take } from './following';
import { createLists, type Lists, questions } from './lists';
import { type Choice, type Level, nothingChosen, type WhereState } from './where-state';

/** Choosing where services on Azure go. */
export interface WhereStore {
  readonly state: StoreApi<WhereState>;
  readonly lists: Lists;
  /** Begins with what was chosen last; `who` is the account and the cloud: while they stay the same, so does everything here. None: nobody. */
  open(who: string | undefined): Promise<void>;
  choose(level: Level, value: string): void;
  /** Goes where a service is, which may be elsewhere than where one last worked. */
  goTo(place: Pick<Choice, PlaceLevel>): void;
  /** Asks for the container groups of the subscription, where nobody has yet. */
  loadContainerGroups(): void;
  /** Opens the choice of repository and tag again: it was made for something else. */
  forgetImage(): void;
  /** Answers what stands in the way; a group that was created is chosen. */
  createResourceGroup(name: string, region: string): Promise<Problem | undefined>;
  setImageFrom(imageFrom: WhereState['imageFrom']): void;
  typeImage(typed: string): void;
  readImage(): Promise<void>;
  dismiss(): void;
}

const placeLevels = ['tenant', 'subscription', 'resourceGroup', 'region'] as const;
type PlaceLevel = (typeof placeLevels)[number];

/** Makes the store; nothing is asked for before `open`. */
export function createWhereStore(call: CallMain): WhereStore {
  const state = createStore<WhereState>(() => nothingChosen);
  const lists = createLists();
  const stage: Stage = { state, lists, ask: questions(call) };

  const change = (part: Partial<WhereState>): void => state.setState(part);
  const remember = async (): Promise<void> => {
    const { repository: _repository, tag: _tag, ...remembered } = state.getState().choice;
    const outcome = await call('azure.remember-choice', remembered);
    change({ problem: outcome.ok ? undefined : outcome.problem });
  };
  const choose = (level: Level, value: string): void => {
    if (state.getState().choice[level] === value) return;
    take(stage, level, value);
    if (level !== 'repository' && level !== 'tag') void remember();
  };
  return {
    state,
    lists,
    choose,
    open: opener(call, stage),
    goTo: (place) => {
      if (goTo(stage, place)) void remember();
    },
    loadContainerGroups: () => loadContainerGroups(stage),
    forgetImage: () => forget(stage, 'repository'),
    createResourceGroup: (name, region) => createGroup(call, stage, { name, region }, choose),
    ...imageActions(call, state),
    dismiss: () => change({ problem: undefined }),
  };
}

/** Begins anew for each who is somebody else. */
function opener(call: CallMain, stage: Stage): WhereStore['open'] {
  let openFor: string | undefined;
  let opening: Promise<void> = Promise.resolve();
  const begin = async (who: string | undefined): Promise<void> => {
    openFor = who;
    forgetAll(stage);
    if (who === undefined) return;
    const outcome = await call('azure.last-choice', {});
    if (openFor !== who) return;
    const choice = outcome.ok ? outcome.value : {};
    stage.state.setState({ choice, problem: outcome.ok ? undefined : outcome.problem });
    loadAll(stage);
  };
  return (who) => {
    if (who !== openFor) opening = begin(who);
    return opening;
  };
}

/** Answers whether that is anywhere else. */
function goTo(stage: Stage, place: Pick<Choice, PlaceLevel>): boolean {
  const before = stage.state.getState().choice;
  for (const level of placeLevels) {
    const value = place[level];
    // What a choice above has opened again is chosen again.
    if (value !== undefined && stage.state.getState().choice[level] !== value) take(stage, level, value);
  }
  const { choice } = stage.state.getState();
  return placeLevels.some((level) => choice[level] !== before[level]);
}

function loadContainerGroups({ state, lists, ask }: Stage): void {
  const { choice } = state.getState();
  const { containerGroups } = lists;
  if (containerGroups.state.getState().phase === 'idle') void containerGroups.load(ask.containerGroups(choice));
}

async function createGroup(
  call: CallMain,
  { state, lists }: Stage,
  wanted: { readonly name: string; readonly region: string },
  choose: WhereStore['choose'],
): Promise<Problem | undefined> {
  const { tenant = '', subscription = '' } = state.getState().choice;
  const outcome = await call('azure.create-resource-group', { tenant, subscription, ...wanted });
  if (!outcome.ok) return outcome.problem;
  const { name } = outcome.value;
  // The user may have gone on to another subscription meanwhile: it is not of that one.
  if (state.getState().choice.subscription !== subscription) return undefined;
  const known = lists.resourceGroups.state.getState().items;
  if (!known.some((group) => group.name === name)) lists.resourceGroups.add(outcome.value);
  choose('resourceGroup', name);
  return undefined;
}

function imageActions(
  call: CallMain,
  state: StoreApi<WhereState>,
): Pick<WhereStore, 'setImageFrom' | 'typeImage' | 'readImage'> {
  return {
    setImageFrom: (imageFrom) => state.setState({ imageFrom }),
    typeImage: (typed) => state.setState({ publicImage: { typed } }),
    readImage: async () => {
      const { typed } = state.getState().publicImage;
      const outcome = await call('azure.read-image-name', { name: typed });
      // The user has typed on: that answer is about something else.
      if (state.getState().publicImage.typed !== typed) return;
      const understood = outcome.ok ? { read: outcome.value } : { problem: outcome.problem };
      state.setState({ publicImage: { typed, ...understood } });
    },
  };
}
