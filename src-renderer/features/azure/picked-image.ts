import type { Registry } from '../../../shared/azure/contract';
import type { Listings } from './use-lists';
import type { WhereState } from './where-state';

/** An image of one of the subscription's registries. */
export interface PickedImage {
  /** Its whole name: `contoso.azurecr.io/churn:12`. */
  readonly reference: string;
  readonly registry: Registry;
}

/** The image that is chosen, once registry, repository and tag are. */
export function pickedImage({ choice }: WhereState, listings: Pick<Listings, 'registries'>): PickedImage | undefined {
  const registry = listings.registries.items.find(({ name }) => name === choice.registry);
  if (registry === undefined || choice.repository === undefined || choice.tag === undefined) return undefined;
  return { reference: `${registry.loginServer}/${choice.repository}:${choice.tag}`, registry };
}
