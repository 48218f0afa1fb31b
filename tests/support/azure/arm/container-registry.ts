import type { Cloud } from '../cloud';
import type { Registry } from '../world/state';
import { ArmError, resourceNotFound } from './arm-error';
import { page } from './paging';
import { requireGroup } from './resource-groups';
import { mayDo } from './roles';
import { type ArmCall, type ArmRoute, groupScope, isSame, param, subscriptionScope } from './route';

const apiVersions = ['2023-07-01', '2025-04-01'];
const type = 'Microsoft.ContainerRegistry/registries';

/** Microsoft.ContainerRegistry: registries are there from the start; what they hold is asked of their own login servers. */
export function containerRegistryRoutes(cloud: Cloud): readonly ArmRoute[] {
  const group = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries';
  const within = (call: ArmCall, scope: string) =>
    cloud.state.registries.filter(
      ({ id }) =>
        id.toLowerCase().startsWith(`${scope.toLowerCase()}/`) &&
        mayDo(cloud.state, call.caller.objectId, `${type}/read`, id),
    );

  function registryOf(call: ArmCall): Registry {
    const resourceGroup = requireGroup(cloud, call.params);
    const name = param(call, 'name');
    const found = within(call, groupScope(call.params)).find((registry) => isSame(registry.name, name));
    if (!found) throw resourceNotFound(`${type}/${name}`, resourceGroup.name);
    return found;
  }

  return [
    {
      method: 'GET',
      path: '/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/registries',
      scope: subscriptionScope,
      apiVersions,
      action: `${type}/read`,
      filtered: true,
      handle: (call) =>
        page(
          cloud,
          call,
          within(call, subscriptionScope(call.params)).map((one) => view(cloud, one)),
        ),
    },
    {
      method: 'GET',
      path: group,
      scope: groupScope,
      apiVersions,
      action: `${type}/read`,
      filtered: true,
      handle: (call) => {
        requireGroup(cloud, call.params);
        return page(
          cloud,
          call,
          within(call, groupScope(call.params)).map((one) => view(cloud, one)),
        );
      },
    },
    {
      method: 'GET',
      path: `${group}/{name}`,
      apiVersions,
      action: `${type}/read`,
      handle: (call) => ({ status: 200, body: view(cloud, registryOf(call)) }),
    },
    {
      method: 'POST',
      path: `${group}/{name}/listCredentials`,
      scope: (params) => `${groupScope(params)}/providers/${type}/${params['name']}`,
      apiVersions,
      action: `${type}/listCredentials/action`,
      handle: (call) => ({ status: 200, body: credentials(registryOf(call)) }),
    },
  ];
}

function credentials({ name, adminUserEnabled, passwords: [first, second] }: Registry): object {
  if (!adminUserEnabled) {
    throw new ArmError(
      400,
      'UnAuthorizedForCredentialOperations',
      `Cannot perform credential operations for ${name} as admin user is disabled. Kindly enable admin user as per docs: https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account`,
    );
  }
  const passwords = [
    { name: 'password', value: first },
    { name: 'password2', value: second },
  ];
  return { username: name, passwords };
}

function view(cloud: Cloud, { id, name, location, sku, adminUserEnabled }: Registry): object {
  return {
    id,
    name,
    type,
    location,
    tags: {},
    sku: { name: sku, tier: sku },
    properties: {
      loginServer: cloud.endpoints.registries[name],
      creationDate: '2026-01-15T09:00:00Z',
      provisioningState: 'Succeeded',
      adminUserEnabled,
      publicNetworkAccess: 'Enabled',
      anonymousPullEnabled: false,
    },
  };
}
