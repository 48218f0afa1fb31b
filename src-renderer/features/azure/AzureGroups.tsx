import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { ContainerGroupItem } from '../../../shared/azure/contract';
import { azureWords, joined } from '../../text/azure';
import { ListField } from './ListField';
import type { Option } from './options';
import type { WhereStore } from './where-store';

const words = azureWords.containerGroups;

/** Picks one of the subscription's container groups; Latchkey's own come first. */
export function AzureGroups(props: {
  readonly store: WhereStore;
  readonly chosen: Pick<ContainerGroupItem, 'resourceGroup' | 'name'> | undefined;
  /** Why the user is kept from going on. */
  readonly missing: string | undefined;
  readonly onChoose: (group: ContainerGroupItem, regionName: string) => void;
}): ReactNode {
  const { store, chosen, missing, onChoose } = props;
  const subscription = useStore(store.state, ({ choice }) => choice.subscription);
  const regions = useStore(store.lists.regions.state).items;
  const listing = useStore(store.lists.containerGroups.state);
  useEffect(() => {
    if (subscription !== undefined) store.loadContainerGroups();
  }, [store, subscription]);
  const isOthers = ({ latchkey }: ContainerGroupItem): number => (latchkey === undefined ? 1 : 0);
  const items = [...listing.items].sort((one, other) => isOthers(one) - isOthers(other));
  const nameOf = (region: string): string => regions.find(({ name }) => name === region)?.displayName ?? region;
  return (
    <ListField
      label={words.label}
      listing={{ ...listing, items }}
      option={(group) => groupOption(group, nameOf(group.region))}
      chosen={chosen && keyOf(chosen)}
      none={words.none}
      missing={missing}
      onChoose={(key) => {
        const group = items.find((item) => keyOf(item) === key);
        if (group) onChoose(group, nameOf(group.region));
      }}
      onAgain={() => void store.lists.containerGroups.again()}
    />
  );
}

function keyOf({ resourceGroup, name }: Pick<ContainerGroupItem, 'resourceGroup' | 'name'>): string {
  return `${resourceGroup}/${name}`;
}

function groupOption(group: ContainerGroupItem, region: string): Option {
  const { name, resourceGroup, fqdn, address = '', latchkey, securable } = group;
  const more = [
    latchkey === undefined ? '' : words.latchkey(latchkey.hostName),
    resourceGroup,
    region,
    fqdn ?? address,
    securable ? '' : words.notSecurable,
  ];
  return { key: keyOf(group), name, more: joined(more), unusable: !securable };
}
