import type { ReactNode } from 'react';
import type { ContainerGroupItem, RegionOffer, Registry } from '../../../shared/azure/contract';
import type { GroupDraft, PlaceDraft } from './container-group-draft';

/** What the wizard shows of Azure: another feature knows how to ask for it, and app/ joins the two. */
export interface AzureView {
  /** What the chosen region offers, once Azure has said so. */
  readonly offer: RegionOffer | undefined;
  /** Signing in, and where the service goes: it begins `at` where it is, and says what is chosen as it changes. */
  readonly place: (asked: {
    readonly at: PlaceDraft;
    /** What is there already is found in a subscription; what is new goes into a resource group and a region; a place can be settled. */
    readonly within: 'subscription' | 'region' | 'settled';
    readonly onPlace: (place: PlaceDraft) => void;
  }) => ReactNode;
  /** Picks an image from the subscription's registries; nothing while the choice is open. */
  readonly images: (asked: {
    readonly chosen: string;
    readonly onPick: (picked: { readonly reference: string; readonly registry: Registry } | undefined) => void;
  }) => ReactNode;
  /** Picks one of the subscription's container groups. */
  readonly groups: (asked: {
    readonly chosen: Pick<GroupDraft, 'resourceGroup' | 'name'> | undefined;
    readonly missing: string | undefined;
    readonly onChoose: (group: ContainerGroupItem, regionName: string) => void;
  }) => ReactNode;
}
