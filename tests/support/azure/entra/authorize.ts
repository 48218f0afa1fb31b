import { randomUUID } from 'node:crypto';
import { type Cloud, findAccount } from '../cloud';
import { type Answer, type Call, form } from '../http/exchange';
import { EntraError, entraErrors } from './errors';
import { plantCanary } from './issue';
import { consentPage, formPostPage, messagePage, pickAccountPage } from './pages';
import { readAsked, readClaims, tenantFor } from './requests';

/** What an authorization code stands for until it is redeemed (RFC 6749 section 4.1, RFC 7636). */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly userName: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  readonly satisfied: readonly string[];
  readonly nonce: string | undefined;
  readonly expiresAt: number;
  redeemed: boolean;
}

const LIFETIME = 10 * 60_000;

/** The pages between an application and its authorization code. Codes are put into `codes`. */
export function createAuthorize(cloud: Cloud, codes: Map<string, AuthorizationCode>) {
  /** GET: pick an account. */
  function start(call: Call): Answer {
    return withRequest(call, ({ tenant }) => pickAccountPage(cloud, tenant, next(call, '/account')));
  }

  /** POST: an account was picked; does the application get it? */
  function account(call: Call): Answer {
    return withRequest(call, (request) => {
      const userName = form(call).get('account') ?? '';
      if (userName === '') return respond(call, { error: new EntraError('access_denied', 65004, 'User canceled.') });
      const found = findAccount(cloud.state, userName);
      if (!found) throw entraErrors.notInTenant(userName, request.tenant);
      tenantFor(cloud, request.tenant, found);
      const application = cloud.state.applications.find(({ clientId }) => clientId === request.clientId);
      return consentPage({
        account: found.userName,
        application: application?.name ?? '',
        challenged: readClaims(request.claims).satisfied.length > 0,
        action: next(call, '/decide'),
      });
    });
  }

  /** POST: it does, or it doesn't. */
  function decide(call: Call): Answer {
    return withRequest(call, (request) => {
      const found = findAccount(cloud.state, form(call).get('account') ?? '');
      if (!found) throw entraErrors.notInTenant('', request.tenant);
      if (form(call).get('decision') !== 'accept') return respond(call, { error: entraErrors.declined() });
      const code = `1.A${plantCanary(cloud)}`;
      codes.set(code, {
        clientId: request.clientId,
        redirectUri: request.redirectUri,
        challenge: request.challenge,
        userName: found.userName,
        tenant: tenantFor(cloud, request.tenant, found),
        scopes: request.scopes,
        satisfied: readClaims(request.claims).satisfied,
        nonce: call.url.searchParams.get('nonce') ?? undefined,
        expiresAt: Date.now() + LIFETIME,
        redeemed: false,
      });
      return respond(call, { code });
    });
  }

  /** What can't be sent back to the application is said on a page: sending it somewhere unknown would be worse. */
  function withRequest(call: Call, use: (request: AuthorizeRequest) => Answer): Answer {
    try {
      return use(readRequest(cloud, call));
    } catch (cause) {
      if (cause instanceof EntraError)
        return messagePage('Sorry, but we’re having trouble signing you in.', cause.message, 400);
      throw cause;
    }
  }

  return { start, account, decide };
}

interface AuthorizeRequest {
  readonly tenant: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
}

function readRequest(cloud: Cloud, call: Call): AuthorizeRequest {
  const { searchParams } = call.url;
  const tenant = call.params['tenant'] ?? '';
  const { clientId, scopes, claims } = readAsked(cloud, tenant, searchParams);
  const redirectUri = searchParams.get('redirect_uri') ?? '';
  // Registered as http://localhost: any port, no other path (Entra's exception for loopback redirects, RFC 8252 section 7.3).
  if (!/^http:\/\/localhost(?::\d+)?\/?$/u.test(redirectUri)) {
    throw new EntraError(
      'invalid_request',
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`,
    );
  }
  if (searchParams.get('response_type') !== 'code') {
    throw new EntraError('unsupported_response_type', 700051, 'response_type is not enabled for the application.');
  }
  const challenge = searchParams.get('code_challenge') ?? '';
  if (challenge === '' || searchParams.get('code_challenge_method') !== 'S256') {
    throw new EntraError(
      'invalid_request',
      9002325,
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    );
  }
  return { tenant, clientId, redirectUri, challenge, scopes, claims };
}

function respond({ url: { searchParams } }: Call, outcome: { code: string } | { error: EntraError }): Answer {
  const fields = {
    ...('code' in outcome
      ? { code: outcome.code }
      : { error: outcome.error.error, error_description: outcome.error.message, error_subcode: 'cancel' }),
    state: searchParams.get('state') ?? '',
    session_state: randomUUID(),
  };
  const redirectUri = searchParams.get('redirect_uri') ?? '';
  if (searchParams.get('response_mode') === 'form_post') return formPostPage(redirectUri, fields);
  const location = new URL(redirectUri);
  location.search = new URLSearchParams(fields).toString();
  return { status: 302, headers: { location: location.href } };
}

/** The same request at the next step: everything that was asked goes along in the query. */
function next({ url }: Call, step: string): string {
  return `${url.pathname.replace(/\/(?:account|decide)$/u, '')}${step}${url.search}`;
}
