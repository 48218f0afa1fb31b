import type { Quota, RegionOffer } from '../../shared/azure/contract';
import type { GroupPlace } from '../../shared/container-instances/group-place';
import type { Arm } from './arm';
import { isGone } from './errors';
import { operationProblem } from './operation-problem';

/** learn.microsoft.com/rest/api/container-instances/container-groups: what we ask for, with the SDK and without it. */
export const apiVersion = '2025-09-01';

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

/** What a container wrote since it was last started: its last lines (Containers - List Logs). */
export async function readLogs(
  arm: Arm,
  { subscription, resourceGroup, name }: GroupPlace,
  container: string,
  lines: number,
): Promise<string> {
  const client = await openClient(arm, subscription);
  const { content } = await client.containers.listLogs(resourceGroup, name, container, { tail: lines });
  return content ?? '';
}

/** Deletes a group, and ends when it is gone; at once where there is none (Container Groups - Delete). */
export async function deleteGroup(
  arm: Arm,
  { subscription, resourceGroup, name }: GroupPlace,
  signal?: AbortSignal,
): Promise<void> {
  const client = await openClient(arm, subscription);
  const options = signal ? { abortSignal: signal } : {};
  try {
    const deletion = await client.containerGroups.beginDelete(resourceGroup, name, options);
    await deletion.pollUntilDone(options);
  } catch (cause) {
    // The resource group may have gone with it.
    if (!isGone(cause)) throw operationProblem(cause, name);
  }
}

async function openClient({ credential, options }: Arm, subscription: string) {
  const { ContainerInstanceManagementClient } = await import('@azure/arm-containerinstance');
  return new ContainerInstanceManagementClient(credential, subscription, { ...options, apiVersion });
}
