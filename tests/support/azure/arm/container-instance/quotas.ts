import type { Cloud } from '../../cloud';
import type { ContainerGroup } from '../../world/state';
import { ArmError, noCapacity } from '../arm-error';
import type { Region } from '../regions';
import { type GroupProperties, totalOf } from './properties';

const USUAL = 100;

/** What a subscription has used of what it may use in a region. */
export interface Usage {
  readonly name: string;
  readonly localizedName: string;
  readonly current: number;
  readonly limit: number;
}

/** Container groups and processor cores, and a count for each kind of GPU. */
export function usagesOf(
  cloud: Cloud,
  subscription: string,
  region: Region,
  except?: ContainerGroup,
): readonly Usage[] {
  const prefix = `/subscriptions/${subscription}/`.toLowerCase();
  const groups = cloud.state.containerGroups.filter(
    (group) => group.id.toLowerCase().startsWith(prefix) && group.location === region.name && group !== except,
  );
  const cores = groups.reduce((sum, { properties }) => sum + totalOf(properties as unknown as GroupProperties).cpu, 0);
  const limit = (name: string, usual: number): number =>
    cloud.state.quotas[`${subscription}/${region.name}/${name}`.toLowerCase()] ?? usual;
  return [
    {
      name: 'ContainerGroups',
      localizedName: 'Container Groups',
      current: groups.length,
      limit: limit('ContainerGroups', USUAL),
    },
    { name: 'StandardCores', localizedName: 'Standard Cores', current: cores, limit: limit('StandardCores', USUAL) },
    ...Object.keys(region.gpus).map((sku) => ({
      name: `Standard${sku}Cores`,
      localizedName: `Standard ${sku} GPU Cores`,
      current: 0,
      limit: limit(`Standard${sku}Cores`, 0),
    })),
  ];
}

/** Whether region and subscription have room for a group. @throws ArmError 400 ContainerGroupQuotaReached, 409 ServiceUnavailable */
export function checkRoom(
  cloud: Cloud,
  subscription: string,
  region: Region,
  properties: GroupProperties,
  there?: ContainerGroup,
): void {
  const { cpu, memoryInGB, gpus } = totalOf(properties);
  if (cpu > region.maxCpu || memoryInGB > region.maxMemoryInGB)
    throw noCapacity(region.name, cpu, memoryInGB, properties.osType);
  const sku = properties.containers.map((container) => container.properties.resources.requests.gpu?.sku).find(Boolean);
  if (sku !== undefined && gpus > (region.gpus[sku] ?? 0))
    throw noCapacity(region.name, cpu, memoryInGB, properties.osType);
  const wanted: Record<string, number> = { ContainerGroups: 1, StandardCores: cpu, [`Standard${sku}Cores`]: gpus };
  const over = usagesOf(cloud, subscription, region, there).find(
    ({ name, current, limit }) => current + (wanted[name] ?? 0) > limit,
  );
  if (!over) return;
  throw new ArmError(
    400,
    'ContainerGroupQuotaReached',
    `Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota '${over.name}' exceeded in region '${region.name}'. Limit: '${over.limit}', Usage: '${over.current}' Requested: '${wanted[over.name]}'.`,
  );
}
