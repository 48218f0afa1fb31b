import type { ReactNode } from 'react';
import type { Listing } from './list-store';
import { ListField } from './ListField';
import type { Option } from './options';
import type { Listings } from './use-lists';
import type { Level, WhereState } from './where-state';
import type { WhereStore } from './where-store';

/** Which list each part of the choice is chosen from. */
const listOf = {
  tenant: 'tenants',
  subscription: 'subscriptions',
  resourceGroup: 'resourceGroups',
  region: 'regions',
  registry: 'registries',
  repository: 'repositories',
  tag: 'tags',
} as const satisfies Record<Level, keyof Listings>;

type ItemOf<L extends Level> = Listings[(typeof listOf)[L]] extends Listing<infer Item> ? Item : never;

/** What every list of the page is drawn from. */
export interface Choosing {
  readonly where: WhereState;
  readonly listings: Listings;
  readonly store: WhereStore;
}

/** The list of one part of the choice: what is chosen, what is not there any more, and what choosing does follow from which part it is. */
export function LevelField<L extends Level>(
  props: Choosing & {
    readonly level: L;
    readonly label: string;
    readonly option: (item: ItemOf<L>) => Option;
    /** What is said of a list without entries. */
    readonly none: string;
  },
): ReactNode {
  const { level, where, listings, store, label, option, none } = props;
  const list = listOf[level];
  return (
    <ListField
      label={label}
      listing={listings[list] as Listing<ItemOf<L>>}
      option={option}
      chosen={where.choice[level]}
      none={none}
      gone={where.gone[level]}
      onChoose={(key) => store.choose(level, key)}
      onAgain={() => void store.lists[list].again()}
    />
  );
}
