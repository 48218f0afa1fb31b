import type { Cloud } from '../cloud';
import { findAccount, nowInSeconds } from '../cloud';
import { verifyJwt } from '../entra/signing-key';
import type { Call } from '../http/exchange';
import { ArmError } from './arm-error';

/** Who calls, as the token says it. */
export interface Caller {
  readonly userName: string;
  readonly objectId: string;
  readonly tenant: string;
}

/** Checks the bearer token: signature, audience, expiry, revocation. @throws ArmError 401 */
export function readCaller(cloud: Cloud, call: Call): Caller {
  const [scheme, token] = (call.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) {
    throw unauthorized(cloud, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
  }
  const claims = verifyJwt(cloud.signingKey, token);
  if (!claims) throw unauthorized(cloud, 'InvalidAuthenticationToken', 'The access token is invalid.');
  return callerOf(cloud, claims);
}

/** Checks a token's claims as Resource Manager does. @throws ArmError 401 */
export function callerOf(cloud: Cloud, claims: Readonly<Record<string, unknown>>): Caller {
  const { resourceManager } = cloud.endpoints;
  if (claims['aud'] !== resourceManager) {
    throw unauthorized(
      cloud,
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${String(claims['aud'])}'. It should exactly match with one of the allowed audiences '${resourceManager}','${resourceManager}/'.`,
    );
  }
  if (Number(claims['exp']) <= nowInSeconds()) {
    throw unauthorized(
      cloud,
      'ExpiredAuthenticationToken',
      `The access token expiry UTC time '${new Date(Number(claims['exp']) * 1000).toISOString()}' is earlier than current UTC time '${new Date().toISOString()}'.`,
    );
  }
  const caller = {
    userName: String(claims['unique_name']),
    objectId: String(claims['oid']),
    tenant: String(claims['tid']),
  };
  const account = findAccount(cloud.state, caller.userName);
  const revokedAt = cloud.state.revoked[account?.userName ?? ''] ?? 0;
  if (Number(claims['issuedAt']) < revokedAt) throw claimsChallenge(cloud, notBefore(revokedAt));
  return caller;
}

/** 401 with a claims challenge (continuous access evaluation): the client must bring a token that answers `claims`. */
export function claimsChallenge(cloud: Cloud, claims: string): ArmError {
  const encoded = Buffer.from(claims).toString('base64');
  return new ArmError(
    401,
    'TokenCreatedWithOutdatedPolicies',
    'Continuous access evaluation resulted in claims challenge.',
    {
      headers: {
        'www-authenticate': `Bearer realm="", authorization_uri="${cloud.endpoints.authority}/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
      },
    },
  );
}

/** Claims that only a token from `milliseconds` on answers. */
export function notBefore(milliseconds: number): string {
  const value = Math.floor(milliseconds / 1000).toString();
  return JSON.stringify({ access_token: { nbf: { essential: true, value } } });
}

/** 401 for a token of another tenant than the subscription's: its message and header say which one to sign in to. */
export function wrongTenant(cloud: Cloud, caller: Caller, tenant: string): ArmError {
  const { authority } = cloud.endpoints;
  return new ArmError(
    401,
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer '${authority}/${caller.tenant}/'. It must match the tenant '${authority}/${tenant}/' associated with this subscription. Please use the authority (URL) '${authority}/${tenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
    {
      headers: {
        'www-authenticate': `Bearer authorization_uri="${authority}/${tenant}", error="invalid_token", error_description="The access token is from the wrong issuer. It must match the tenant associated with this subscription. Please use correct authority to get the token."`,
      },
    },
  );
}

/** 401 as Resource Manager says it; the header names where to sign in. */
export function unauthorized(cloud: Cloud, code: string, message: string): ArmError {
  const error = code === 'AuthenticationFailed' ? '' : `, error="invalid_token", error_description="${message}"`;
  return new ArmError(401, code, message, {
    headers: { 'www-authenticate': `Bearer authorization_uri="${cloud.endpoints.authority}/common"${error}` },
  });
}
