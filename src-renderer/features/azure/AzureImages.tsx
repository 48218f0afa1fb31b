import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import own from './AzurePage.module.css';
import { pickedImage, type PickedImage } from './picked-image';
import { RegistryFields } from './RegistryFields';
import { useLists } from './use-lists';
import type { WhereStore } from './where-store';

/** Picks an image of the subscription's registries for one service. */
export function AzureImages(props: {
  readonly store: WhereStore;
  /** The whole name of the service's image; empty while it has none. */
  readonly chosen: string;
  /** Called as the user chooses; with nothing while the choice is open. */
  readonly onPick: (picked: PickedImage | undefined) => void;
}): ReactNode {
  const { store, chosen, onPick } = props;
  const where = useStore(store.state);
  const listings = useLists(store.lists);
  // What another service has, or was looked at on the page Azure, is not this one's.
  useEffect(() => {
    const items = store.lists.registries.state.getState();
    if (pickedImage(store.state.getState(), { registries: items })?.reference !== chosen) store.forgetImage();
    // Only as it opens: afterwards the two are chosen together.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [store]);
  const choosing: WhereStore = {
    ...store,
    choose: (level, value) => {
      if (store.state.getState().choice[level] === value) return;
      store.choose(level, value);
      onPick(pickedImage(store.state.getState(), { registries: store.lists.registries.state.getState() }));
    },
  };
  return (
    <div className={own.fields}>
      <RegistryFields where={where} listings={listings} store={choosing} />
    </div>
  );
}
