import type { Cloud } from '../cloud';
import type { RoleAssignment } from '../world/state';
import { page } from './paging';
import { roleDefinitionId, roles, rolesAt } from './roles';
import { type ArmRoute, param } from './route';

const apiVersions = ['2022-04-01'];

/** Microsoft.Authorization, as far as "which role do I lack?" needs it; roles are assigned in the world, not by calls. */
export function authorizationRoutes(cloud: Cloud): readonly ArmRoute[] {
  const { state } = cloud;
  return ['/subscriptions/{subscription}', '/subscriptions/{subscription}/resourceGroups/{group}'].flatMap((scope) => {
    const provider = `${scope}/providers/Microsoft.Authorization`;
    const scopeOf = (params: Readonly<Record<string, string>>): string =>
      scope.replaceAll(/\{(\w+)\}/gu, (_, name: string) => params[name] ?? '');
    return [
      {
        method: 'GET',
        path: `${provider}/permissions`,
        apiVersions,
        // One's own, which everyone may know.
        handle: (call) =>
          page(
            cloud,
            call,
            rolesAt(state, call.caller.objectId, scopeOf(call.params)).map(({ actions, notActions }) => ({
              actions,
              notActions,
              dataActions: [],
              notDataActions: [],
            })),
          ),
      },
      {
        method: 'GET',
        path: `${provider}/roleAssignments`,
        apiVersions,
        action: 'Microsoft.Authorization/roleAssignments/read',
        scope: scopeOf,
        handle: (call) => {
          const wanted = /principalId eq '(?<id>[^']+)'/u.exec(call.url.searchParams.get('$filter') ?? '')?.groups?.[
            'id'
          ];
          const at = scopeOf(call.params).toLowerCase();
          const found = state.roleAssignments.filter(
            (assignment) =>
              `${at}/`.startsWith(`${assignment.scope.toLowerCase()}/`) &&
              (wanted ?? assignment.principalId) === assignment.principalId,
          );
          return page(
            cloud,
            call,
            found.map((assignment) => assignmentView(param(call, 'subscription'), assignment)),
          );
        },
      },
      {
        method: 'GET',
        path: `${provider}/roleDefinitions`,
        apiVersions,
        action: 'Microsoft.Authorization/roleDefinitions/read',
        scope: scopeOf,
        handle: (call) =>
          page(
            cloud,
            call,
            roles.map(({ name, id, actions, notActions }) => ({
              id: roleDefinitionId(param(call, 'subscription'), name),
              name: id,
              type: 'Microsoft.Authorization/roleDefinitions',
              properties: {
                roleName: name,
                type: 'BuiltInRole',
                permissions: [{ actions, notActions }],
                assignableScopes: ['/'],
              },
            })),
          ),
      },
    ] satisfies ArmRoute[];
  });
}

function assignmentView(subscription: string, { name, role, scope, principalId }: RoleAssignment): object {
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: { roleDefinitionId: roleDefinitionId(subscription, role), principalId, principalType: 'User', scope },
  };
}
