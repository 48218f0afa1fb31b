import { isDeepStrictEqual } from 'node:util';
import { totalOf } from './group-total';
import type { WireGroup } from './ports';

/**
 * Whether Azure is known to take a change only as another group: learn.microsoft.com/azure/container-instances/
 * container-instances-update ("Properties that require container delete") names operating system, processors, memory, GPUs,
 * restart policy, network and zone, and an earlier version of it the ports. A container more changes the first of these.
 */
export function needsRecreate(before: WireGroup, after: WireGroup): boolean {
  return !isDeepStrictEqual(fixedParts(before), fixedParts(after));
}

/** A region as Azure compares it: `West Europe` is `westeurope`. */
export function regionNameOf(location: string): string {
  return location.toLowerCase().replaceAll(' ', '');
}

function fixedParts(group: WireGroup): object {
  const { osType = 'Linux', restartPolicy = 'Always', ipAddress, containers, initContainers = [] } = group.properties;
  const { sku = 'Standard', priority = 'Regular', subnetIds = [], dnsConfig } = group.properties;
  const names = (of: readonly { readonly name: string }[]): readonly string[] => of.map(({ name }) => name).sort();
  return {
    location: regionNameOf(group.location),
    zones: group.zones ?? [],
    osType,
    restartPolicy,
    sku,
    priority,
    network: [subnetIds, dnsConfig],
    total: totalOf(group),
    containers: [names(containers), names(initContainers)],
    address: ipAddress?.type,
    ports: (ipAddress?.ports ?? []).map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`).sort(),
  };
}
