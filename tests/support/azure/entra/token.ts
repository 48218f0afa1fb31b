import { createHash } from 'node:crypto';
import { type Cloud, findAccount } from '../cloud';
import { type Answer, type Call, form, json } from '../http/exchange';
import type { Account } from '../world/state';
import type { AuthorizationCode } from './authorize';
import { type DeviceSignIn, refuseDeviceCode } from './device-code';
import { EntraError, entraErrors } from './errors';
import { type Grant, issueTokens } from './issue';
import { type Asked, claimsOf, policiesFor, readAsked, readClaims, tenantFor } from './requests';

interface Pending {
  readonly codes: Map<string, AuthorizationCode>;
  readonly devices: Map<string, DeviceSignIn>;
}

/** The token endpoint: authorization_code with PKCE, refresh_token and device_code. */
export function createToken(cloud: Cloud, { codes, devices }: Pending) {
  return async (call: Call): Promise<Answer> => {
    const fields = form(call);
    const asked = readAsked(cloud, call.params['tenant'] ?? '', fields);
    const grant = grantFor(asked, fields);
    const answer = issueTokens(cloud, { ...grant, capabilities: readClaims(asked.claims).capabilities });
    await cloud.save();
    return json(200, answer, { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' });
  };

  function grantFor(asked: Asked, fields: URLSearchParams): Grant {
    const type = fields.get('grant_type') ?? '';
    switch (type) {
      case 'authorization_code':
        return byCode(asked, fields);
      case 'refresh_token':
        return byRefreshToken(asked, fields.get('refresh_token') ?? '');
      case 'device_code':
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return byDeviceCode(asked, fields.get('device_code') ?? '');
      default:
        throw new EntraError('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${type}'.`);
    }
  }

  function byCode(asked: Asked, fields: URLSearchParams): Grant {
    const code = codes.get(fields.get('code') ?? '');
    if (!code || code.expiresAt < Date.now()) {
      throw new EntraError(
        'invalid_grant',
        70008,
        'The provided authorization code or refresh token has expired due to inactivity.',
      );
    }
    if (code.redeemed) {
      throw new EntraError(
        'invalid_grant',
        54005,
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
      );
    }
    if (code.clientId !== asked.clientId || code.redirectUri !== fields.get('redirect_uri')) {
      throw new EntraError(
        'invalid_grant',
        500112,
        'The reply address does not match the reply address provided when requesting Authorization code.',
      );
    }
    const verifier = fields.get('code_verifier') ?? '';
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge) {
      throw new EntraError(
        'invalid_grant',
        501481,
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      );
    }
    Object.assign(code, { redeemed: true });
    const scopes = asked.scopes.length > 0 ? asked.scopes : code.scopes;
    return { ...code, account: accountOf(code.userName), clientId: asked.clientId, scopes };
  }

  function byRefreshToken(asked: Asked, sent: string): Grant {
    const known = cloud.state.refreshTokens.find(({ token }) => token === sent);
    if (!known) throw new EntraError('invalid_grant', 70000, 'Provided grant is invalid or malformed.');
    if (known.clientId !== asked.clientId) {
      throw new EntraError(
        'invalid_grant',
        700005,
        'Provided Authorization Code is intended to use against other tenant, thus rejected.',
      );
    }
    const account = accountOf(known.userName);
    if (known.issuedAt < (cloud.state.revoked[account.userName] ?? 0)) throw entraErrors.revoked();
    const tenant = tenantFor(cloud, asked.tenantNamed, account);
    const open = policiesFor(cloud, tenant, account).find(({ id }) => !known.satisfied.includes(id));
    if (open) throw entraErrors.interactionRequired(cloud.endpoints.resourceManager, claimsOf(open));
    return { account, tenant, clientId: asked.clientId, scopes: asked.scopes, satisfied: known.satisfied };
  }

  function byDeviceCode(asked: Asked, sent: string): Grant {
    const signIn = devices.get(sent);
    const refusal = refuseDeviceCode(cloud, signIn);
    if (refusal) throw refusal;
    if (!signIn || typeof signIn.outcome === 'string') throw new Error('A device code without refusal has an account.');
    const account = accountOf(signIn.outcome.userName);
    signIn.outcome = 'used';
    return {
      account,
      tenant: tenantFor(cloud, asked.tenantNamed, account),
      clientId: asked.clientId,
      scopes: asked.scopes.length > 0 ? asked.scopes : signIn.scopes,
      satisfied: signIn.satisfied,
    };
  }

  function accountOf(userName: string): Account {
    const account = findAccount(cloud.state, userName);
    if (!account)
      throw new EntraError('invalid_grant', 50034, `The user account ${userName} does not exist in the directory.`);
    return account;
  }
}
