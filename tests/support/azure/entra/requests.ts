import { type Cloud, findTenant } from '../cloud';
import type { Account, AccessPolicy } from '../world/state';
import { EntraError, entraErrors } from './errors';
import { resourceOf } from './issue';

/** What a request says that every endpoint must know. */
export interface Asked {
  readonly tenantNamed: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
}

/** Reads the common parameters. @throws EntraError for an unknown tenant, application or resource. */
export function readAsked(cloud: Cloud, tenantNamed: string, parameters: URLSearchParams): Asked {
  const clientId = parameters.get('client_id') ?? '';
  if (!isEveryTenant(tenantNamed) && !findTenant(cloud.state, tenantNamed))
    throw entraErrors.tenantNotFound(tenantNamed);
  if (!cloud.state.applications.some((application) => application.clientId === clientId)) {
    throw entraErrors.applicationNotFound(clientId, tenantNamed);
  }
  const scopes = (parameters.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const resource = resourceOf(scopes);
  // A person's own name and picture come with the OpenID scopes alone; everything else must be a resource that is there.
  if (resource !== undefined && resource !== cloud.endpoints.resourceManager) {
    throw entraErrors.resourceNotFound(resource, tenantNamed);
  }
  return { tenantNamed, clientId, scopes, claims: parameters.get('claims') ?? undefined };
}

/** `/organizations` and `/common` are every tenant: the account's own one then. */
export function isEveryTenant(named: string): boolean {
  return ['organizations', 'common'].includes(named.toLowerCase());
}

/** The tenant that tokens are issued in. @throws EntraError 50020 where the account is neither at home nor a guest there. */
export function tenantFor(cloud: Cloud, named: string, account: Account): string {
  if (isEveryTenant(named)) return account.homeTenant;
  const tenant = findTenant(cloud.state, named);
  if (!tenant) throw entraErrors.tenantNotFound(named);
  if (!account.objectIds[tenant.id]) throw entraErrors.notInTenant(account.userName, tenant.name);
  return tenant.id;
}

/** The policies that stand between this account and tokens of this tenant. */
export function policiesFor({ state }: Cloud, tenant: string, account: Account): readonly AccessPolicy[] {
  return state.policies.filter(
    (policy) => policy.tenant === tenant && (policy.userName ?? account.userName) === account.userName,
  );
}

/** The claims challenge of a policy, as Entra writes it. */
export function claimsOf(policy: AccessPolicy): string {
  return JSON.stringify({ access_token: { capolids: { essential: true, values: [policy.id] } } });
}

/** The policies that `claims` answers to, and what the client says that it can do. */
export function readClaims(claims: string | undefined): {
  satisfied: readonly string[];
  capabilities: readonly string[];
} {
  if (!claims) return { satisfied: [], capabilities: [] };
  const asked = accessTokenClaims(claims);
  return { satisfied: asked['capolids']?.values ?? [], capabilities: asked['xms_cc']?.values ?? [] };
}

function accessTokenClaims(claims: string): Record<string, { values?: string[] } | undefined> {
  try {
    return (JSON.parse(claims) as { access_token?: Record<string, { values?: string[] }> }).access_token ?? {};
  } catch {
    throw new EntraError('invalid_request', 50146, "The 'claims' parameter is no valid JSON.");
  }
}
