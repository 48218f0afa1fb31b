import type { Facts } from '../../shared/problem';

/** Roles by what they are for: learn.microsoft.com/azure/role-based-access-control/built-in-roles; the first that fits. */
const roles: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.ContainerRegistry\/registries\/(?:pull|artifacts|catalog)/iu, 'AcrPull'],
  [/^Microsoft\.Network\/dnsZones\/.*(?:write|delete)$/iu, 'DNS Zone Contributor'],
  [/^Microsoft\.Authorization\/.*(?:write|delete)$/iu, 'User Access Administrator'],
  [/\/read$/iu, 'Reader'],
];

const CREATES_GROUP = /^Microsoft\.Resources\/subscriptions\/resourceGroups\/write$/iu;

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
  // The scope of a group that is to be created is the group, which nobody owns yet: its subscription decides.
  const place = CREATES_GROUP.test(action) ? scope.replace(/\/resourceGroups\/.*$/iu, '') : scope;
  return { action, role, ...placeOf(place) };
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
