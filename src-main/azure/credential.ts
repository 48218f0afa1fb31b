import type { TokenCredential } from '@azure/core-auth';
import type { AzureAccess } from './access';

/** The SDKs' way to tokens of one tenant. The scope is the cloud's, whatever a client's default is. */
export function createCredential(access: AzureAccess, tenant: string): TokenCredential {
  return { getToken: (_scopes, options) => access.token(tenant, options?.claims) };
}
