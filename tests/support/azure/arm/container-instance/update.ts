import { isDeepStrictEqual } from 'node:util';
import type { ContainerGroup } from '../../world/state';
import { ArmError } from '../arm-error';
import { type GroupProperties, totalOf } from './properties';

/**
 * Refuses an update of what can't be updated in place: operating system, processors, memory, GPUs, restart policy, network, zones.
 * Adding a container changes what the group asks for in all, so it is refused, too.
 * @throws ArmError 400 InvalidContainerGroupUpdate, 409 InvalidResourceLocation
 */
export function checkUpdate(
  there: ContainerGroup,
  wanted: { location: string; zones: unknown; properties: GroupProperties },
): void {
  const { name, location } = there;
  if (location !== wanted.location) {
    throw new ArmError(
      409,
      'InvalidResourceLocation',
      `The resource '${name}' already exists in location '${location}'. A resource with the same name cannot be created in location '${wanted.location}'. Please select a new resource name.`,
    );
  }
  const before = fixedParts(there.properties as unknown as GroupProperties, there.top['zones']);
  if (there.isStopped || !isDeepStrictEqual(before, fixedParts(wanted.properties, wanted.zones))) {
    throw new ArmError(
      400,
      'InvalidContainerGroupUpdate',
      `The updates on container group '${name}' are invalid. If you are going to update the os type, restart policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first and then create a new one.`,
    );
  }
}

function fixedParts(properties: GroupProperties, zones: unknown): object {
  const {
    osType,
    restartPolicy = 'Always',
    sku = 'Standard',
    priority = 'Regular',
    subnetIds = [],
    ipAddress,
  } = properties;
  const gpu = properties.containers
    .map((container) => container.properties.resources.requests.gpu?.sku)
    .filter(Boolean);
  return {
    osType,
    restartPolicy,
    sku,
    priority,
    subnetIds,
    type: ipAddress?.type,
    total: totalOf(properties),
    gpu,
    zones,
  };
}
