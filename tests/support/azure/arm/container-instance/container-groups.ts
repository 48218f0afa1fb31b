import type { Cloud } from '../../cloud';
import type { ContainerGroup } from '../../world/state';
import { ArmError, resourceNotFound } from '../arm-error';
import { newEtag } from '../conditions';
import type { Operations } from '../operations';
import { page } from '../paging';
import { requestBody } from '../request-schema';
import { requireGroup } from '../resource-groups';
import { mayDo } from '../roles';
import { type ArmAnswer, type ArmCall, type ArmRoute, groupScope, isSame, param, subscriptionScope } from '../route';
import {
  containerGroupType as type,
  containerGroupVersions as apiVersions,
  createGroup,
  updateGroup,
} from './group-request';
import { checkSteady, type Lifecycle } from './lifecycle';
import type { GroupProperties } from './properties';
import { groupView } from './view';

/** What a PATCH may have: only tags are taken. */
const patchSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    location: { type: 'string' },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    zones: { type: 'array', items: { type: 'string' } },
  },
};

/** Microsoft.ContainerInstance, container groups. */
export function containerGroupRoutes(cloud: Cloud, operations: Operations, lifecycle: Lifecycle): readonly ArmRoute[] {
  const { state, settings } = cloud;
  const groups = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`;
  const path = `${groups}/{name}`;

  function list(call: ArmCall, scope: string): ArmAnswer {
    const inScope = state.containerGroups.filter(
      ({ id }) =>
        id.toLowerCase().startsWith(`${scope.toLowerCase()}/`) &&
        mayDo(state, call.caller.objectId, `${type}/read`, id),
    );
    // A list has no instance views; only the group itself has.
    return page(
      cloud,
      call,
      inScope.map((group) => groupView(group)),
    );
  }

  async function get(call: ArmCall): Promise<ArmAnswer> {
    const group = requireContainerGroup(cloud, call);
    const isUnderWay = await operations.pollTarget(group.id);
    const running = await lifecycle.inspect(group);
    return { status: 200, body: groupView(isUnderWay ? { ...group, provisioningState: 'Pending' } : group, running) };
  }

  function put(call: ArmCall): ArmAnswer {
    const there = find(cloud, call);
    const group = there ? updateGroup(cloud, call, there) : createGroup(cloud, call);
    const operation = lifecycle.start(group, call.effect);
    const isSilent =
      call.effect?.kind === 'provisioning-fails' || settings.containerGroupOperations === 'provisioning-state';
    const headers = isSilent ? {} : operations.headers(call, operation, pollAt(group, 'azure-asyncoperation'));
    return { status: there ? 200 : 201, body: groupView({ ...group, provisioningState: 'Pending' }), headers };
  }

  function patch(call: ArmCall): ArmAnswer {
    const group = requireContainerGroup(cloud, call);
    const { tags } = requestBody(call, patchSchema) as { tags?: Record<string, string> };
    Object.assign(group, { ...(tags && { tags }), etag: newEtag() });
    return { status: 200, body: groupView(group) };
  }

  function remove(call: ArmCall): ArmAnswer {
    requireGroup(cloud, call.params);
    const group = find(cloud, call);
    if (!group) return { status: 204 };
    checkSteady(group);
    const operation = lifecycle.remove(group, call.effect);
    return { status: 202, headers: operations.headers(call, operation, pollAt(group, 'location')) };
  }

  async function act(call: ArmCall, what: 'start' | 'stop' | 'restart'): Promise<ArmAnswer> {
    const group = requireContainerGroup(cloud, call);
    checkSteady(group);
    if (what === 'stop') {
      await lifecycle.stop(group);
      return { status: 204 };
    }
    const operation = lifecycle.start(group, call.effect);
    if (what === 'restart') return { status: 204 };
    return { status: 202, headers: operations.headers(call, operation, pollAt(group, 'location')) };
  }

  async function logs(call: ArmCall): Promise<ArmAnswer> {
    const group = requireContainerGroup(cloud, call);
    const container = param(call, 'container');
    const { containers } = group.properties as unknown as GroupProperties;
    if (!containers.some(({ name }) => name === container)) {
      throw new ArmError(
        404,
        'ContainerNotFound',
        `The container '${container}' in container group '${group.name}' is not found.`,
      );
    }
    const tail = call.url.searchParams.get('tail');
    const timestamps = call.url.searchParams.get('timestamps') === 'true';
    const content = await cloud.runner.logs(group.id, container, { ...(tail && { tail: Number(tail) }), timestamps });
    return { status: 200, body: { content } };
  }

  const scope = (params: ArmCall['params']): string => `${groupScope(params)}/providers/${type}/${params['name']}`;
  const common = { apiVersions, path, scope };
  const action = (what: 'start' | 'stop' | 'restart'): ArmRoute => ({
    ...common,
    method: 'POST',
    path: `${path}/${what}`,
    action: `${type}/${what}/action`,
    handle: (call) => act(call, what),
  });
  return [
    {
      ...common,
      method: 'GET',
      path: `/subscriptions/{subscription}/providers/${type}`,
      scope: subscriptionScope,
      action: `${type}/read`,
      filtered: true,
      handle: (call) => list(call, subscriptionScope(call.params)),
    },
    {
      ...common,
      method: 'GET',
      path: groups,
      scope: groupScope,
      action: `${type}/read`,
      filtered: true,
      handle: (call) => list(call, requireGroup(cloud, call.params).id),
    },
    { ...common, method: 'GET', action: `${type}/read`, handle: get },
    { ...common, method: 'PUT', action: `${type}/write`, handle: put },
    { ...common, method: 'PATCH', action: `${type}/write`, handle: patch },
    { ...common, method: 'DELETE', action: `${type}/delete`, handle: remove },
    action('start'),
    action('stop'),
    action('restart'),
    {
      ...common,
      method: 'GET',
      path: `${path}/containers/{container}/logs`,
      action: `${type}/containers/logs/read`,
      handle: logs,
    },
  ];
}

function find({ state }: Cloud, call: ArmCall): ContainerGroup | undefined {
  const wanted = `${groupScope(call.params)}/providers/${type}/${param(call, 'name')}`;
  return state.containerGroups.find(({ id }) => isSame(id, wanted));
}

function requireContainerGroup(cloud: Cloud, call: ArmCall): ContainerGroup {
  const resourceGroup = requireGroup(cloud, call.params);
  const found = find(cloud, call);
  if (!found) throw resourceNotFound(`${type}/${param(call, 'name')}`, resourceGroup.name);
  return found;
}

function pollAt(group: ContainerGroup, how: 'azure-asyncoperation' | 'location') {
  return { how, of: `Microsoft.ContainerInstance/locations/${group.location}` };
}
