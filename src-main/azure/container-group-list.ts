import { z } from 'zod';
import type { ContainerGroupItem } from '../../shared/azure/contract';
import { latchkeyTagNames, tagIn } from '../../shared/container-instances/tags';
import type { Arm } from './arm';
import { requestArm } from './arm-request';
import { apiVersion } from './container-instances';
import { resourceGroupOf } from './resource-groups';
import type { Page } from './pages';

const groupSchema = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    osType: z.string().default(''),
    ipAddress: z.object({ ip: z.string().optional(), fqdn: z.string().optional() }).nullish(),
  }),
});
const listSchema = z.object({ value: z.array(groupSchema), nextLink: z.string().nullish() });

/** One page of a subscription's container groups (Container Groups - List). */
export async function listContainerGroups(
  arm: Arm,
  subscription: string,
  link?: string,
): Promise<Page<ContainerGroupItem>> {
  const first = `${arm.options.endpoint}/subscriptions/${subscription}/providers/Microsoft.ContainerInstance/containerGroups?api-version=${apiVersion}`;
  const { value, nextLink } = listSchema.parse(await requestArm(arm, { method: 'GET', url: link ?? first }));
  return { items: value.map(describe), ...(nextLink && { link: nextLink }) };
}

function describe({ id, name, location, tags, properties }: z.infer<typeof groupSchema>): ContainerGroupItem {
  const { osType, ipAddress } = properties;
  const hostName = tagIn(tags, latchkeyTagNames.hostName);
  return {
    name,
    resourceGroup: resourceGroupOf(id),
    region: location,
    osType,
    ...(ipAddress?.ip !== undefined && { address: ipAddress.ip }),
    ...(ipAddress?.fqdn !== undefined && { fqdn: ipAddress.fqdn }),
    ...(hostName !== undefined && { latchkey: { hostName } }),
    securable: osType === 'Linux',
  };
}
