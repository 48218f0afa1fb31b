import { z } from 'zod';
import type { Registry } from '../../shared/azure/contract';
import { AppError } from '../app-error';
import type { RegistryLogin } from '../targets/container-instances/ports';
import type { Arm } from './arm';
import { requestArm } from './arm-request';
import { isRegistryHost } from './clouds';
import type { Page } from './pages';
import { resourceGroupOf } from './resource-groups';

/** learn.microsoft.com/rest/api/containerregistry/registries */
const apiVersion = '2023-07-01';

const registrySchema = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  properties: z.object({ loginServer: z.string().default(''), adminUserEnabled: z.boolean().default(false) }),
});
const listSchema = z.object({ value: z.array(registrySchema), nextLink: z.string().optional() });
const credentialsSchema = z.object({
  username: z.string(),
  passwords: z.array(z.object({ value: z.string() })).min(1),
});

/** Where a registry is in Resource Manager. */
export interface RegistryPath {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly registry: string;
}

/** One page of a subscription's registries. */
export async function listRegistries(arm: Arm, subscription: string, link?: string): Promise<Page<Registry>> {
  const first = `${arm.options.endpoint}/subscriptions/${subscription}/providers/Microsoft.ContainerRegistry/registries?api-version=${apiVersion}`;
  const { value, nextLink } = listSchema.parse(await requestArm(arm, { method: 'GET', url: link ?? first }));
  return { items: value.map(describe), ...(nextLink && { link: nextLink }) };
}

/**
 * The address of a registry, as Resource Manager has it.
 * SECURITY: tokens are exchanged at that address, so it comes from Azure and not from the page, and has to be one of this cloud.
 * @throws {AppError} `azure.registry-elsewhere`
 */
export async function loginServerOf(arm: Arm, path: RegistryPath): Promise<string> {
  const { loginServer } = describe(
    registrySchema.parse(await requestArm(arm, { method: 'GET', url: addressOf(arm, path) })),
  );
  if (isRegistryHost(arm.access.cloud, loginServer)) return loginServer;
  throw new AppError('azure.registry-elsewhere', { name: path.registry, host: loginServer });
}

/** The registry's admin user, where it has one. @throws {AppError} `azure.registry-without-user` */
export async function readPullCredentials(arm: Arm, path: RegistryPath): Promise<RegistryLogin> {
  const { adminUser, loginServer: server } = describe(
    registrySchema.parse(await requestArm(arm, { method: 'GET', url: addressOf(arm, path) })),
  );
  if (!adminUser) throw new AppError('azure.registry-without-user', { name: path.registry });
  const answer = await requestArm(arm, { method: 'POST', url: addressOf(arm, path, '/listCredentials') });
  const { username, passwords } = credentialsSchema.parse(answer);
  return { server, userName: username, password: passwords[0]?.value ?? '' };
}

function addressOf({ options }: Arm, { subscription, resourceGroup, registry }: RegistryPath, action = ''): string {
  const group = `/subscriptions/${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
  const path = `${group}/providers/Microsoft.ContainerRegistry/registries/${encodeURIComponent(registry)}${action}`;
  return `${options.endpoint}${path}?api-version=${apiVersion}`;
}

function describe({ id, name, location, properties }: z.infer<typeof registrySchema>): Registry {
  const { loginServer, adminUserEnabled } = properties;
  const resourceGroup = resourceGroupOf(id);
  return { name, resourceGroup, loginServer, region: location, adminUser: adminUserEnabled };
}
