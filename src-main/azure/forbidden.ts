import type { Facts } from '../../shared/problem';

/** Roles by what they are for: learn.microsoft.com/azure/role-based-access-control/built-in-roles; the first that fits. */
const roles: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.ContainerRegistry\/registries\/(?:pull|artifacts|catalog)/iu, 'AcrPull'],
  [/^Microsoft\.Network\/dnsZones\/.*(?:write|delete)$/iu, 'DNS Zone Contributor'],
  [/^Microsoft\.Authorization\/.*(?:write|delete)$/iu, 'User Access Administrator'],
  [/\/read$/iu, 'Reader'],
];

const CREATES_GROUP = /^Microsoft\.Resources\/subscriptions\/resourceGroups\/write$/iu;
const CREATES_CONTAINERS = /^Microsoft\.ContainerInstance\/containerGroups\/write$/iu;

/** Where somebody would have to be given a role. */
interface Place {
  readonly scope: 'tenant' | 'subscription' | 'resource-group' | 'resource';
  readonly name: string;
}

/**
 * The facts of `azure.forbidden` from Resource Manager's sentence (AuthorizationFailed): "… does not have authorization to perform
 * action 'A' over scope 'S' …".
 */
export function forbiddenFacts(message: string, url: string): Facts {
  const action = /action '([\w./*-]{1,200})'/u.exec(message)?.[1] ?? '';
  const scope = /scope '([^']{1,500})'/u.exec(message)?.[1] ?? (URL.canParse(url) ? new URL(url).pathname : '');
  const [, role = 'Contributor'] = roles.find(([pattern]) => pattern.test(action)) ?? [];
  return { action, role, ...placeOf(ownedPart(scope, action)) };
}

/** The scope of something that is to be created is that thing, which nobody owns yet: what it will be in decides. */
function ownedPart(scope: string, action: string): string {
  if (CREATES_GROUP.test(action)) return scope.replace(/\/resourceGroups\/.*$/iu, '');
  return CREATES_CONTAINERS.test(action) ? scope.replace(/\/providers\/.*$/iu, '') : scope;
}

function placeOf(scope: string): Place {
  const [, subscription = '', group, resource] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+)(?:\/providers\/.*\/([^/]+))?)?/iu.exec(scope) ?? [];
  if (resource !== undefined) return { scope: 'resource', name: decode(resource) };
  if (group !== undefined) return { scope: 'resource-group', name: decode(group) };
  return subscription === '' ? { scope: 'tenant', name: '' } : { scope: 'subscription', name: subscription };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
