import { idFor } from '../world/contoso';
import type { AzureState } from '../world/state';

/** A built-in role: actions it allows, and those it doesn't although a pattern of `actions` has them. */
export interface Role {
  readonly name: string;
  readonly id: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

const role = (name: string, id: string, actions: string[], notActions: string[] = []): Role => ({
  name,
  id,
  actions,
  notActions,
});

/** The built-in roles that matter here, with Azure's own ids. */
export const roles: readonly Role[] = [
  role('Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', ['*']),
  role(
    'Contributor',
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    ['*'],
    ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
  ),
  role('Reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', ['*/read']),
  role('User Access Administrator', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', ['*/read', 'Microsoft.Authorization/*']),
  role('AcrPull', '7f951dda-4ed3-4680-a7ca-43fe172d538d', ['Microsoft.ContainerRegistry/registries/pull/read']),
  role('DNS Zone Contributor', 'befefa01-2a29-4197-83a8-272ff33ce314', [
    'Microsoft.Authorization/*/read',
    'Microsoft.Network/dnsZones/*',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
  ]),
];

/** Whether a principal may do `action` at `scope`: by a role assigned there or above. */
export function mayDo(state: AzureState, principalId: string, action: string, scope: string): boolean {
  return rolesAt(state, principalId, scope).some((one) => allows(one, action));
}

/** The roles that a principal has at `scope`, assigned there or above. */
export function rolesAt(state: AzureState, principalId: string, scope: string): readonly Role[] {
  return state.roleAssignments
    .filter((assignment) => assignment.principalId === principalId && isWithin(scope, assignment.scope))
    .flatMap((assignment) => roles.filter(({ name }) => name === assignment.role));
}

/** Whether a principal has any role at `scope`, above it or below it: then Azure lists the scope. */
export function isVisible(state: AzureState, principalId: string, scope: string): boolean {
  return state.roleAssignments.some(
    (assignment) =>
      assignment.principalId === principalId &&
      (isWithin(scope, assignment.scope) || isWithin(assignment.scope, scope)),
  );
}

/** The id of a role's definition in a subscription. */
export function roleDefinitionId(subscription: string, name: string): string {
  const id = roles.find((one) => one.name === name)?.id ?? idFor(name);
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
}

function isWithin(scope: string, outer: string): boolean {
  return `${scope.toLowerCase()}/`.startsWith(`${outer.toLowerCase()}/`);
}

function allows({ actions, notActions }: Role, action: string): boolean {
  const matches = (pattern: string): boolean =>
    new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`, 'iu').test(action);
  return actions.some(matches) && !notActions.some(matches);
}
