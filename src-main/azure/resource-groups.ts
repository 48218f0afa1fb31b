import type { ResourceGroup } from '../../shared/azure/contract';
import { AppError } from '../app-error';
import type { Arm } from './arm';
import { isGone } from './errors';
import { type Page, pageOf } from './pages';

/** One page of a subscription's resource groups (Resource Groups - List). */
export async function listResourceGroups(arm: Arm, subscription: string, link?: string): Promise<Page<ResourceGroup>> {
  const { client, getContinuationToken } = await openClient(arm, subscription);
  return pageOf(client.resourceGroups.list(), link, getContinuationToken, ({ name, location }) =>
    name === undefined ? undefined : { name, region: location },
  );
}

/**
 * Creates a resource group; one that is there in that region stays as it is. It is looked for first, because writing one that is
 * there would take its tags away.
 * @throws {AppError} `azure.group-name-unusable`, `azure.group-elsewhere`; what the SDK throws
 */
export async function createResourceGroup(
  arm: Arm,
  subscription: string,
  { name, region }: ResourceGroup,
): Promise<ResourceGroup> {
  checkGroupName(name);
  const { client } = await openClient(arm, subscription);
  const there = await client.resourceGroups.get(name).catch((cause: unknown) => {
    if (isGone(cause)) return undefined;
    throw cause;
  });
  if (there && there.location !== region) {
    throw new AppError('azure.group-elsewhere', { name, region, existing: there.location });
  }
  const group = there ?? (await client.resourceGroups.createOrUpdate(name, { location: region }));
  return { name: group.name ?? name, region: group.location };
}

/** Azure's rules: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources. */
function checkGroupName(name: string): void {
  const reason =
    (name === '' && 'empty') ||
    (name.length > 90 && 'length') ||
    (!/^[\p{L}\p{N}_().-]+$/u.test(name) && 'characters') ||
    (name.endsWith('.') && 'dot');
  if (reason) throw new AppError('azure.group-name-unusable', { name: name.slice(0, 100), reason });
}

/** The parts of Azure that resource types come from, and whether a subscription uses them (Providers - Get). */
export async function readProvider(arm: Arm, subscription: string, namespace: string) {
  const { client } = await openClient(arm, subscription);
  return client.providers.get(namespace);
}

/** Begins to let a subscription use a part of Azure (Providers - Register); `readProvider` says when it may. */
export async function beginRegistration(arm: Arm, subscription: string, namespace: string): Promise<void> {
  const { client } = await openClient(arm, subscription);
  await client.providers.register(namespace);
}

/** The resource group that something is in, by its id; empty where it is in none. */
export function resourceGroupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)\//iu.exec(id)?.[1] ?? '';
}

async function openClient({ credential, options }: Arm, subscription: string) {
  const { getContinuationToken, ResourceManagementClient } = await import('@azure/arm-resources');
  return { client: new ResourceManagementClient(credential, subscription, options), getContinuationToken };
}
