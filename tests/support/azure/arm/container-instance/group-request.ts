import type { Cloud } from '../../cloud';
import schema2023 from '../../schemas/container-instance-2023-05-01.json';
import schema2025 from '../../schemas/container-instance-2025-09-01.json';
import type { ContainerGroup } from '../../world/state';
import { noCapacity } from '../arm-error';
import { newEtag } from '../conditions';
import { publishedBody } from '../request-schema';
import { requireOpenGroup } from '../resource-groups';
import { type ArmCall, isSame, param } from '../route';
import { fqdnFor, nextAddress } from './address';
import { checkImages } from './images';
import { checkSteady } from './lifecycle';
import { regionWithContainers } from './locations';
import { type GroupProperties, totalOf } from './properties';
import { checkRoom } from './quotas';
import { checkRules } from './rules';
import { checkUpdate } from './update';

/** The type of the resource. */
export const containerGroupType = 'Microsoft.ContainerInstance/containerGroups';

const type = containerGroupType;
const schemas: Readonly<Record<string, object>> = { '2023-05-01': schema2023, '2025-09-01': schema2025 };

/** The versions whose schema is here. */
export const containerGroupVersions: readonly string[] = Object.keys(schemas);

interface GroupBody {
  readonly location?: string;
  readonly tags?: Record<string, string>;
  readonly zones?: readonly string[];
  readonly identity?: object;
  readonly properties: GroupProperties;
}

/** A group that was not there. It is in the state when this answers, and nothing runs yet. @throws ArmError as Azure's rules say */
export function createGroup(cloud: Cloud, call: ArmCall): ContainerGroup {
  const resourceGroup = requireOpenGroup(cloud, call.params);
  const name = param(call, 'name');
  const id = `${resourceGroup.id}/providers/${type}/${name}`;
  const parts = checked(cloud, call, id, resourceGroup.location);
  const group = {
    id,
    name,
    type,
    provisioningState: 'Pending',
    isStopped: false,
    address: nextAddress(cloud),
    ...parts,
  };
  cloud.state.containerGroups.push(group);
  return group;
}

/** A PUT over a group that exists replaces it whole: what is left out goes back to what it defaults to. @throws ArmError as Azure's rules say */
export function updateGroup(cloud: Cloud, call: ArmCall, there: ContainerGroup): ContainerGroup {
  checkSteady(there);
  return Object.assign(there, checked(cloud, call, there.id, there.location, there));
}

/** What the request makes of the group, once every rule has taken it. */
function checked(cloud: Cloud, call: ArmCall, id: string, usualLocation: string, there?: ContainerGroup) {
  const document = schemas[call.apiVersion] ?? schema2023;
  const {
    location = usualLocation,
    tags,
    zones,
    identity,
    properties,
  } = publishedBody(call, {
    document,
    definition: 'containerGroups',
    type,
  }) as GroupBody;
  const name = param(call, 'name');
  checkRules(name, properties);
  const region = regionWithContainers(location);
  if (there) checkUpdate(there, { location: region.name, zones, properties });
  if (call.effect?.kind === 'no-capacity') {
    const { cpu, memoryInGB } = totalOf(properties);
    throw noCapacity(region.name, cpu, memoryInGB, properties.osType);
  }
  checkRoom(cloud, param(call, 'subscription'), region, properties, there);
  checkImages(cloud, name, properties);
  return {
    location: region.name,
    tags,
    etag: newEtag(),
    fqdn: fqdnFor(cloud, id, region.name, properties, there),
    top: { ...(zones && { zones }), ...(identity && { identity: identityView(cloud, call, identity) }) },
    properties: properties as unknown as Record<string, unknown>,
  };
}

/** An identity that the system assigns comes back with the principal that it is. */
function identityView(cloud: Cloud, call: ArmCall, identity: { readonly type?: string }): object {
  if (!identity.type?.includes('SystemAssigned')) return identity;
  const subscription = cloud.state.subscriptions.find(({ id }) => isSame(id, param(call, 'subscription')));
  return { ...identity, principalId: newEtag(), tenantId: subscription?.tenant };
}
