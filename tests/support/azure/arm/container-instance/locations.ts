import type { Cloud } from '../../cloud';
import { ArmError } from '../arm-error';
import { page, whole } from '../paging';
import { findRegion, type Region } from '../regions';
import { type ArmCall, type ArmRoute, param, subscriptionScope } from '../route';
import { usagesOf } from './quotas';

const apiVersions = ['2023-05-01', '2025-09-01'];

/** What ACI says of a region: what a group may be there, and what the subscription has used. */
export function containerInstanceLocationRoutes(cloud: Cloud): readonly ArmRoute[] {
  const path = '/subscriptions/{subscription}/providers/Microsoft.ContainerInstance/locations/{location}';
  const common = { method: 'GET', apiVersions, scope: subscriptionScope, filtered: true };
  return [
    {
      ...common,
      path: `${path}/capabilities`,
      action: 'Microsoft.ContainerInstance/locations/capabilities/read',
      handle: (call) => page(cloud, call, capabilitiesOf(regionOf(call))),
    },
    {
      ...common,
      path: `${path}/usages`,
      action: 'Microsoft.ContainerInstance/locations/usages/read',
      handle: (call) => {
        const usages = usagesOf(cloud, param(call, 'subscription'), regionOf(call));
        return whole(
          usages.map(({ name, localizedName, current, limit }) => ({
            id: `/subscriptions/${param(call, 'subscription')}/providers/Microsoft.ContainerInstance/locations/${regionOf(call).name}/usages/${name}`,
            unit: 'Count',
            currentValue: current,
            limit,
            name: { value: name, localizedValue: localizedName },
          })),
        );
      },
    },
  ];
}

/** The region of a path or a body that has container instances. @throws ArmError 400 */
export function regionWithContainers(location: string): Region {
  const region = findRegion(location);
  if (region?.hasContainerInstances) return region;
  throw new ArmError(
    400,
    'LocationNotAvailableForResourceType',
    `The provided location '${location}' is not available for resource type 'Microsoft.ContainerInstance/containerGroups'.`,
  );
}

function regionOf(call: ArmCall): Region {
  return regionWithContainers(param(call, 'location'));
}

/** Linux with a public address and without, Windows, and one more for each kind of GPU. */
function capabilitiesOf({ displayName, maxCpu, maxMemoryInGB, gpus }: Region): readonly object[] {
  const one = (osType: string, ipAddressType: string, gpu: string, maxGpuCount: number): object => ({
    resourceType: 'containerGroups',
    osType,
    location: displayName,
    ipAddressType,
    gpu,
    capabilities: { maxMemoryInGB, maxCpu, maxGpuCount },
  });
  return [
    one('Linux', 'Public', 'None', 0),
    one('Linux', 'Private', 'None', 0),
    one('Windows', 'Public', 'None', 0),
    ...Object.entries(gpus).map(([gpu, count]) => one('Linux', 'Public', gpu, count)),
  ];
}
