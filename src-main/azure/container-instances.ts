import type { Quota, RegionOffer } from '../../shared/azure/contract';
import type { Arm } from './arm';

/** What container groups can be in a region (Location - List Capabilities): Linux, with a public address. */
export async function readRegionOffer(arm: Arm, subscription: string, region: string): Promise<RegionOffer> {
  const client = await openClient(arm, subscription);
  const gpus = new Set<string>();
  let largest: RegionOffer['largest'];
  for await (const { osType, ipAddressType, gpu, capabilities } of client.location.listCapabilities(region)) {
    if (osType !== 'Linux' || ipAddressType !== 'Public') continue;
    const { maxCpu, maxMemoryInGB } = capabilities ?? {};
    if (gpu !== undefined && gpu !== 'None') gpus.add(gpu);
    else if (maxCpu !== undefined && maxMemoryInGB !== undefined) largest = { cpu: maxCpu, memoryGb: maxMemoryInGB };
  }
  return { gpus: [...gpus], ...(largest && { largest }) };
}

/** How much of a subscription's quotas is used in a region (Location - List Usage). */
export async function readQuotas(arm: Arm, subscription: string, region: string): Promise<Quota[]> {
  const client = await openClient(arm, subscription);
  const quotas: Quota[] = [];
  for await (const { name, currentValue, limit } of client.location.listUsage(region)) {
    if (name?.value === undefined || currentValue === undefined || limit === undefined) continue;
    quotas.push({ name: name.value, displayName: name.localizedValue ?? name.value, used: currentValue, limit });
  }
  return quotas;
}

async function openClient({ credential, options }: Arm, subscription: string) {
  const { ContainerInstanceManagementClient } = await import('@azure/arm-containerinstance');
  return new ContainerInstanceManagementClient(credential, subscription, options);
}
