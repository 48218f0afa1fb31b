import type { Cloud } from '../cloud';
import type { Resource } from '../world/state';
import { ArmError, resourceGroupNotFound } from './arm-error';
import { newEtag } from './conditions';
import type { Lifecycle } from './container-instance/lifecycle';
import type { Operations, Outcome } from './operations';
import { page } from './paging';
import { findRegion, regions } from './regions';
import { requestBody } from './request-schema';
import { isVisible } from './roles';
import { type ArmAnswer, type ArmCall, type ArmRoute, groupScope, isSame, param, subscriptionScope } from './route';

const apiVersions = ['2021-04-01', '2022-09-01', '2024-03-01', '2024-11-01', '2025-03-01', '2025-04-01'];
const action = 'Microsoft.Resources/subscriptions/resourceGroups';

/** The schema of a group's body: Azure publishes none of its own, because groups come before templates. */
const bodySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    location: { type: 'string' },
    managedBy: { type: 'string' },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    properties: { type: 'object', additionalProperties: false, properties: {} },
  },
};

/** Resource groups (Microsoft.Resources). */
export function resourceGroupRoutes(cloud: Cloud, operations: Operations, lifecycle: Lifecycle): readonly ArmRoute[] {
  const { state } = cloud;
  const path = '/subscriptions/{subscription}/resourceGroups/{group}';

  function list(call: ArmCall): ArmAnswer {
    const prefix = `${subscriptionScope(call.params)}/`.toLowerCase();
    const seen = state.resourceGroups.filter(
      ({ id }) => id.toLowerCase().startsWith(prefix) && isVisible(state, call.caller.objectId, id),
    );
    return page(cloud, call, seen.map(view));
  }

  function put(call: ArmCall): ArmAnswer {
    const name = param(call, 'group');
    const { location, tags } = requestBody(call, bodySchema) as { location?: string; tags?: Record<string, string> };
    checkName(name);
    if (!location)
      throw new ArmError(400, 'LocationRequired', 'The location property is required for this definition.');
    const region = findRegion(location);
    if (!region) throw unknownLocation(location);
    const there = findGroup(cloud, call.params);
    if (there?.provisioningState === 'Deleting') throw beingDeleted(name);
    if (there && there.location !== region.name) {
      throw new ArmError(
        409,
        'InvalidResourceGroupLocation',
        `Invalid resource group location '${region.name}'. The Resource group already exists in location '${there.location}'.`,
      );
    }
    if (there) {
      Object.assign(there, { tags, etag: newEtag() });
      return { status: 200, body: view(there) };
    }
    const group = newGroup(groupScope(call.params), name, region.name, tags);
    state.resourceGroups.push(group);
    return { status: 201, body: view(group) };
  }

  function patch(call: ArmCall): ArmAnswer {
    const { tags } = requestBody(call, bodySchema) as { tags?: Record<string, string> };
    const group = requireGroup(cloud, call.params);
    if (tags) group.tags = tags;
    return { status: 200, body: view(group) };
  }

  function remove(call: ArmCall): ArmAnswer {
    const group = requireGroup(cloud, call.params);
    group.provisioningState = 'Deleting';
    const effect = call.effect?.kind === 'operation-fails' ? call.effect : undefined;
    const operation = operations.begin('delete-resource-group', group.id, async (): Promise<Outcome> => {
      if (effect) group.provisioningState = 'Succeeded';
      else await lifecycle.removeResourceGroup(group.id);
      return effect;
    });
    return { status: 202, headers: operations.headers(call, operation, { how: 'location', of: '' }) };
  }

  const common = { apiVersions, path, scope: groupScope };
  return [
    {
      ...common,
      method: 'GET',
      path: '/subscriptions/{subscription}/resourceGroups',
      scope: subscriptionScope,
      action: `${action}/read`,
      filtered: true,
      handle: list,
    },
    {
      ...common,
      method: 'GET',
      action: `${action}/read`,
      handle: (call) => ({ status: 200, body: view(requireGroup(cloud, call.params)) }),
    },
    {
      ...common,
      method: 'HEAD',
      action: `${action}/read`,
      handle: (call) => ({ status: findGroup(cloud, call.params) ? 204 : 404 }),
    },
    { ...common, method: 'PUT', action: `${action}/write`, handle: put },
    { ...common, method: 'PATCH', action: `${action}/write`, handle: patch },
    { ...common, method: 'DELETE', action: `${action}/delete`, handle: remove },
  ];
}

/** The resource group that the path names. */
export function findGroup({ state }: Cloud, params: ArmCall['params']): Resource | undefined {
  return state.resourceGroups.find(({ id }) => isSame(id, groupScope(params)));
}

/** The resource group that the path names. @throws ArmError 404 */
export function requireGroup(cloud: Cloud, params: ArmCall['params']): Resource {
  const group = findGroup(cloud, params);
  if (!group) throw resourceGroupNotFound(params['group'] ?? '');
  return group;
}

/** The group in which something is about to be made. @throws ArmError 404, and 409 while it is being deleted */
export function requireOpenGroup(cloud: Cloud, params: ArmCall['params']): Resource {
  const group = requireGroup(cloud, params);
  if (group.provisioningState === 'Deleting') throw beingDeleted(group.name);
  return group;
}

function newGroup(id: string, name: string, location: string, tags: Record<string, string> | undefined): Resource {
  const type = 'Microsoft.Resources/resourceGroups';
  return { id, name, type, location, tags, etag: newEtag(), provisioningState: 'Succeeded', top: {}, properties: {} };
}

function view({ id, name, type, location, tags, provisioningState }: Resource): object {
  return { id, name, type, location, ...(tags && { tags }), properties: { provisioningState } };
}

/** Up to 90 letters, digits, underscores, hyphens, periods and parentheses; no period at the end. */
function checkName(name: string): void {
  if (name.length <= 90 && /^[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]$/u.test(name)) return;
  throw new ArmError(
    400,
    'InvalidResourceGroupName',
    `The provided resource group name '${name}' is invalid. It can contain only alphanumerics, underscores, parentheses, hyphens and periods (except at the end), up to 90 characters.`,
  );
}

function unknownLocation(location: string): ArmError {
  const available = regions.map((region) => region.name).join(',');
  return new ArmError(
    400,
    'LocationNotAvailableForResourceGroup',
    `The provided location '${location}' is not available for resource group. List of available regions is '${available}'.`,
  );
}

function beingDeleted(name: string): ArmError {
  return new ArmError(
    409,
    'ResourceGroupBeingDeleted',
    `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
  );
}
