import { type Cloud, findTenant } from '../cloud';
import type { Answer, Call } from '../http/exchange';
import { json } from '../http/exchange';
import { createRouter, type Route } from '../http/router';
import type { FailingEffect } from '../serve-service';
import { type AuthorizationCode, createAuthorize } from './authorize';
import { createDeviceCode, type DeviceSignIn } from './device-code';
import { EntraError, entraErrors, tokenError } from './errors';
import { messagePage } from './pages';
import { isEveryTenant } from './requests';
import { createToken } from './token';

interface LoginRoute extends Route {
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

/** Entra ID (v2.0 endpoints), as far as a desktop application meets it. */
export function createLogin(cloud: Cloud): (call: Call) => Promise<Answer> {
  const codes = new Map<string, AuthorizationCode>();
  const devices = new Map<string, DeviceSignIn>();
  const authorize = createAuthorize(cloud, codes);
  const deviceCode = createDeviceCode(cloud, devices);
  const oauth = '/{tenant}/oauth2/v2.0';
  const find = createRouter<LoginRoute>([
    {
      method: 'GET',
      path: '/{tenant}/v2.0/.well-known/openid-configuration',
      handle: (call) => discovery(cloud, call),
    },
    { method: 'GET', path: '/{tenant}/discovery/v2.0/keys', handle: () => json(200, { keys: [cloud.signingKey.jwk] }) },
    { method: 'GET', path: '/{tenant}/discovery/instance', handle: (call) => instance(cloud, call) },
    { method: 'GET', path: `${oauth}/authorize`, handle: authorize.start },
    { method: 'POST', path: `${oauth}/authorize/account`, handle: authorize.account },
    { method: 'POST', path: `${oauth}/authorize/decide`, handle: authorize.decide },
    { method: 'POST', path: `${oauth}/token`, handle: createToken(cloud, { codes, devices }) },
    { method: 'POST', path: `${oauth}/devicecode`, handle: deviceCode.begin },
    {
      method: 'GET',
      path: `${oauth}/logout`,
      handle: () => messagePage('You signed out', 'You may now close this window.'),
    },
    { method: 'GET', path: '/devicelogin', handle: deviceCode.page },
    { method: 'POST', path: '/devicelogin', handle: deviceCode.page },
  ]);
  return async (call) => {
    const match = find(call.method, call.url.pathname);
    if (!match.found) return messagePage('Not found', 'There is nothing here.', match.otherMethods ? 405 : 404);
    try {
      return await match.found.handle({ ...call, params: match.params });
    } catch (cause) {
      if (cause instanceof EntraError) return tokenError(cause, cloud.endpoints.authority);
      throw cause;
    }
  };
}

/** How the service says that it can't answer now. */
export function failLogin(cloud: Cloud, effect: FailingEffect): Answer {
  const status = effect.kind === 'status' ? effect.status : 400;
  const retryAfter = effect.kind === 'status' ? effect.retryAfter : undefined;
  const error =
    status === 429
      ? new EntraError('temporarily_unavailable', 90055, 'There have been too many requests. Try again later.')
      : new EntraError('temporarily_unavailable', 90033, 'A transient error has occurred. Please try again.');
  const answer = tokenError(error, cloud.endpoints.authority, status);
  return { ...answer, headers: { ...answer.headers, 'retry-after': retryAfter?.toString() } };
}

/** OpenID Connect Discovery 1.0. The issuer of `/organizations` is a template, as Entra's is. */
function discovery(cloud: Cloud, { params }: Call): Answer {
  const named = params['tenant'] ?? '';
  const tenant = isEveryTenant(named) ? named : findTenant(cloud.state, named)?.id;
  if (tenant === undefined) throw entraErrors.tenantNotFound(named);
  const { authority } = cloud.endpoints;
  const oauth = `${authority}/${tenant}/oauth2/v2.0`;
  return json(200, {
    issuer: `${authority}/${isEveryTenant(named) ? '{tenantid}' : tenant}/v2.0`,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    end_session_endpoint: `${oauth}/logout`,
    jwks_uri: `${authority}/${tenant}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    tenant_region_scope: null,
  });
}

/** Instance discovery, which MSAL asks of authorities that it wasn't told to know. */
function instance(cloud: Cloud, { params }: Call): Answer {
  const { host } = new URL(cloud.endpoints.authority);
  const endpoint = `${cloud.endpoints.authority}/${params['tenant']}/v2.0/.well-known/openid-configuration`;
  return json(200, {
    tenant_discovery_endpoint: endpoint,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}
