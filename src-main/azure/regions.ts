import type { Region } from '../../shared/azure/contract';
import type { Target } from '../../shared/certificates/finding';
import type { Arm } from './arm';
import { readProvider } from './resource-groups';
import { listLocations } from './subscriptions';

/** A target that is in Azure. */
export type AzureTarget = Exclude<Target, 'this-computer'>;

/** What has to be possible in a region for a target. */
const needs: Readonly<Record<AzureTarget, { readonly namespace: string; readonly type: string }>> = {
  'container-instances': { namespace: 'Microsoft.ContainerInstance', type: 'containerGroups' },
  kubernetes: { namespace: 'Microsoft.ContainerService', type: 'managedClusters' },
  fpga: { namespace: 'Microsoft.ContainerService', type: 'managedClusters' },
};

/** The regions of a subscription, those that offer the target first; and whether the subscription is registered for it. */
export async function listRegions(
  arm: Arm,
  subscription: string,
  target: AzureTarget,
): Promise<{ regions: Region[]; registered: boolean }> {
  const { namespace, type } = needs[target];
  const [locations, provider] = await Promise.all([
    listLocations(arm, subscription),
    readProvider(arm, subscription, namespace),
  ]);
  const offered = provider.resourceTypes?.find(
    ({ resourceType }) => resourceType?.toLowerCase() === type.toLowerCase(),
  );
  const names = new Set((offered?.locations ?? []).map(comparable));
  const regions = locations
    // Logical ones ("Europe", "Global") are places to store data in, and nothing runs there.
    .filter(({ name, metadata }) => name !== undefined && metadata?.regionType !== 'Logical')
    .map(({ name = '', displayName, metadata }) => ({
      name,
      displayName: displayName ?? name,
      geography: metadata?.geographyGroup ?? '',
      offered: names.has(comparable(displayName ?? name)) || names.has(comparable(name)),
    }));
  return { regions: regions.toSorted(byOffer), registered: provider.registrationState === 'Registered' };
}

function byOffer(one: Region, other: Region): number {
  if (one.offered !== other.offered) return one.offered ? -1 : 1;
  return one.displayName.localeCompare(other.displayName, 'en');
}

/** Providers say `West Europe` where locations say `westeurope`. */
function comparable(name: string): string {
  return name.toLowerCase().replaceAll(' ', '');
}
