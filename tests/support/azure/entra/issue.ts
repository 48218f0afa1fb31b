import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Cloud, nowInSeconds } from '../cloud';
import type { Account } from '../world/state';
import { signJwt } from './signing-key';

/** Who the tokens are for, where, and what for. */
export interface Grant {
  readonly account: Account;
  readonly tenant: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly satisfied: readonly string[];
  readonly nonce?: string | undefined;
  /** What the client can do, such as CP1 (from `claims`); it goes into the token. */
  readonly capabilities?: readonly string[];
}

/** The answer of the token endpoint: access token, and a refresh and an id token where the scopes ask for them. */
export function issueTokens(cloud: Cloud, grant: Grant): Record<string, unknown> {
  const { account, scopes } = grant;
  const lifetime = cloud.settings.accessTokenLifetime;
  return {
    token_type: 'Bearer',
    scope: scopes.filter((scope) => !OPENID_SCOPES.includes(scope)).join(' '),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: accessToken(cloud, grant),
    ...(scopes.includes('offline_access') && { refresh_token: refreshToken(cloud, grant) }),
    ...(scopes.includes('openid') && { id_token: idToken(cloud, grant) }),
    client_info: base64url({ uid: account.objectIds[account.homeTenant], utid: account.homeTenant }),
  };
}

/** Scopes that name no resource (OpenID Connect Core section 5.4 and 11). */
export const OPENID_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/** A random text that only this one thing carries, written down so that tests can look for it where it must not be. */
export function plantCanary(cloud: Cloud): string {
  const canary = `canary${randomBytes(18).toString('hex')}`;
  cloud.state.canaries.push(canary);
  return canary;
}

/** Signs claims; both the canary in them and the signature betray a copy of the token. */
export function signWithCanary(cloud: Cloud, claims: object): string {
  const token = signJwt(cloud.signingKey, { ...claims, canary: plantCanary(cloud), jti: randomUUID() });
  cloud.state.canaries.push(token.slice(token.lastIndexOf('.') + 1));
  return token;
}

/** The resource that scopes are for, such as https://management.azure.com; Entra issues a token for one at a time. */
export function resourceOf(scopes: readonly string[]): string | undefined {
  const named = scopes.find((scope) => !OPENID_SCOPES.includes(scope));
  return named?.replace(/\/+(?:\.default|user_impersonation)$/u, '').replace(/\/$/u, '');
}

function accessToken(cloud: Cloud, { account, tenant, clientId, scopes, capabilities }: Grant): string {
  const now = nowInSeconds();
  return signWithCanary(cloud, {
    aud: resourceOf(scopes),
    iss: `${cloud.endpoints.authority}/${tenant}/`,
    iat: now,
    nbf: now,
    exp: now + cloud.settings.accessTokenLifetime,
    issuedAt: Date.now(),
    appid: clientId,
    idtyp: 'user',
    name: account.name,
    oid: account.objectIds[tenant],
    scp: 'user_impersonation',
    tid: tenant,
    unique_name: account.userName,
    ver: '1.0',
    xms_cc: capabilities,
  });
}

function refreshToken(cloud: Cloud, { account, clientId, satisfied }: Grant): string {
  const token = `1.A${plantCanary(cloud)}.${randomBytes(48).toString('base64url')}`;
  cloud.state.refreshTokens.push({
    token,
    userName: account.userName,
    clientId,
    issuedAt: Date.now(),
    satisfied,
  });
  return token;
}

function idToken(cloud: Cloud, { account, tenant, clientId, nonce }: Grant): string {
  const now = nowInSeconds();
  const oid = account.objectIds[tenant] ?? '';
  return signWithCanary(cloud, {
    aud: clientId,
    iss: `${cloud.endpoints.authority}/${tenant}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: account.name,
    oid,
    preferred_username: account.userName,
    // Pairwise: another application sees another one.
    sub: createHash('sha256').update(`${clientId} ${oid}`).digest('base64url'),
    tid: tenant,
    ver: '2.0',
    // A nonce that nobody sent is no nonce: MSAL takes even null for a mismatch.
    ...(nonce && { nonce }),
  });
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
