import { randomUUID } from 'node:crypto';
import { type Answer, json } from '../http/exchange';

/** What Entra ID says when it doesn't do what was asked: an OAuth error and one of its own numbers. */
export class EntraError extends Error {
  constructor(
    readonly error: string,
    readonly code: number,
    readonly text: string,
    readonly more: Readonly<Record<string, string>> = {},
  ) {
    super(`AADSTS${code}: ${text}`);
  }
}

/** The error as the token and device code endpoints say it (RFC 6749 section 5.2, with Entra's fields). */
export function tokenError(error: EntraError, authority: string, status = 400): Answer {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return json(status, {
    error: error.error,
    error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${authority}/error?code=${error.code}`,
    ...error.more,
  });
}

/** The errors that more than one endpoint has. */
export const entraErrors = {
  tenantNotFound: (tenant: string) =>
    new EntraError(
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  applicationNotFound: (clientId: string, tenant: string) =>
    new EntraError(
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  notInTenant: (userName: string, tenant: string) =>
    new EntraError(
      'invalid_grant',
      50020,
      `User account '${userName}' from identity provider does not exist in tenant '${tenant}' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
    ),
  resourceNotFound: (resource: string, tenant: string) =>
    new EntraError(
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  declined: () => new EntraError('access_denied', 65004, 'User declined to consent to access the app.'),
  revoked: () =>
    new EntraError(
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    ),
  interactionRequired: (resource: string, claims: string) =>
    new EntraError(
      'interaction_required',
      50076,
      `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${resource}'.`,
      { suberror: 'basic_action', claims },
    ),
  deviceCodeBlocked: () =>
    new EntraError(
      'invalid_grant',
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    ),
} as const;
