import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Outcome, Problem } from '../../../shared/problem';

/** A list as far as it is loaded. */
export interface Listing<Item> {
  /** `idle`: nothing is asked for. `stopped`: a problem ended it; what came before is there. */
  readonly phase: 'idle' | 'loading' | 'complete' | 'stopped';
  readonly items: readonly Item[];
  readonly problem?: Problem;
}

/** Asks for a page: the first one without a cursor. */
export type FetchPage<Item> = (
  cursor: string | undefined,
) => Promise<Outcome<{ readonly items: readonly Item[]; readonly next?: string | undefined }>>;

/** A list of Azure's that comes page by page. */
export interface ListStore<Item> {
  readonly state: StoreApi<Listing<Item>>;
  /** Loads a list from its beginning. What is still on its way for an earlier one is ignored when it comes. */
  load(fetchPage: FetchPage<Item>, onWhole?: (items: readonly Item[]) => void): Promise<void>;
  /** Goes on where a problem ended it; begins anew where the list is whole, or Azure knows its next page no more. */
  again(): Promise<void>;
  /** Puts in front what was just created. */
  add(item: Item): void;
  /** Forgets the list, and what is on its way. */
  clear(): void;
}

const empty = { phase: 'idle', items: [] } as const;

/** Makes an empty list. */
export function createListStore<Item>(): ListStore<Item> {
  const state = createStore<Listing<Item>>(() => empty);
  let turn = 0;
  let asked: { readonly fetchPage: FetchPage<Item>; readonly onWhole: (items: readonly Item[]) => void } | undefined;
  let cursor: string | undefined;

  const again = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    state.setState({ phase: 'loading', items: cursor === undefined ? [] : state.getState().items }, true);
    do {
      // Each page names the next.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await asked?.fetchPage(cursor);
      if (turn !== mine || outcome === undefined) return;
      const { items } = state.getState();
      if (!outcome.ok) {
        if (outcome.problem.code === 'azure.list-gone') cursor = undefined;
        return state.setState({ phase: 'stopped', items, problem: outcome.problem }, true);
      }
      cursor = outcome.value.next;
      const phase = cursor === undefined ? 'complete' : 'loading';
      state.setState({ phase, items: [...items, ...outcome.value.items] }, true);
    } while (cursor !== undefined);
    asked?.onWhole(state.getState().items);
  };
  return {
    state,
    load: (fetchPage, onWhole = () => undefined) => {
      asked = { fetchPage, onWhole };
      cursor = undefined;
      return again();
    },
    again,
    add: (item) => state.setState({ items: [item, ...state.getState().items] }),
    clear: () => {
      turn += 1;
      asked = undefined;
      cursor = undefined;
      state.setState(empty, true);
    },
  };
}
