import { randomInt } from 'node:crypto';
import { type Cloud, findAccount } from '../cloud';
import { type Answer, type Call, form, json } from '../http/exchange';
import { EntraError, entraErrors } from './errors';
import { plantCanary } from './issue';
import { consentPage, deviceCodePage, messagePage, pickAccountPage } from './pages';
import { readAsked, readClaims, tenantFor } from './requests';

/** A sign-in that waits for somebody to type its code (RFC 8628). */
export interface DeviceSignIn {
  readonly userCode: string;
  readonly clientId: string;
  readonly tenantNamed: string;
  readonly scopes: readonly string[];
  readonly satisfied: readonly string[];
  readonly expiresAt: number;
  outcome: 'pending' | 'declined' | { readonly userName: string } | 'used';
  lastPoll: number;
}

const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789';

/** The device authorization endpoint and the pages at its verification address. Sign-ins are put into `waiting`. */
export function createDeviceCode(cloud: Cloud, waiting: Map<string, DeviceSignIn>) {
  /** POST: a new code (RFC 8628 section 3.2). */
  function begin(call: Call): Answer {
    const { clientId, scopes, tenantNamed, claims } = readAsked(cloud, call.params['tenant'] ?? '', form(call));
    const { deviceCodeInterval: interval, deviceCodeLifetime: lifetime } = cloud.settings;
    const userCode = Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const deviceCode = `D${plantCanary(cloud)}`;
    waiting.set(deviceCode, {
      userCode,
      clientId,
      tenantNamed,
      scopes,
      satisfied: readClaims(claims).satisfied,
      expiresAt: Date.now() + lifetime * 1000,
      outcome: 'pending',
      lastPoll: 0,
    });
    const verificationUri = `${cloud.endpoints.authority}/devicelogin`;
    return json(200, {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: lifetime,
      interval,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    });
  }

  /** GET and POST /devicelogin: the code, then the account, then the decision. */
  function page(call: Call): Answer {
    if (call.method === 'GET') return deviceCodePage('/devicelogin');
    const fields = form(call);
    const typed = (fields.get('user_code') ?? call.url.searchParams.get('code') ?? '').trim().toUpperCase();
    const signIn = Array.from(waiting.values()).find(({ userCode }) => userCode === typed);
    if (signIn?.outcome !== 'pending' || signIn.expiresAt < Date.now()) {
      return deviceCodePage('/devicelogin', 'That code didn’t work. Check the code and try again.');
    }
    return decide(signIn, fields, `/devicelogin?code=${encodeURIComponent(typed)}`);
  }

  function decide(signIn: DeviceSignIn, fields: URLSearchParams, action: string): Answer {
    const account = findAccount(cloud.state, fields.get('account') ?? '');
    const decision = fields.get('decision');
    if (fields.has('account') && !account) return decline(signIn);
    if (!account) return pickAccountPage(cloud, signIn.tenantNamed, action);
    try {
      tenantFor(cloud, signIn.tenantNamed, account);
    } catch (cause) {
      if (cause instanceof EntraError)
        return messagePage('Sorry, but we’re having trouble signing you in.', cause.message, 400);
      throw cause;
    }
    if (decision === null) {
      const application = cloud.state.applications.find(({ clientId }) => clientId === signIn.clientId)?.name ?? '';
      return consentPage({ account: account.userName, application, challenged: signIn.satisfied.length > 0, action });
    }
    if (decision !== 'accept') return decline(signIn);
    Object.assign(signIn, { outcome: { userName: account.userName } });
    return messagePage('You have signed in', 'You may now close this window.');
  }

  return { begin, page };
}

function decline(signIn: DeviceSignIn): Answer {
  Object.assign(signIn, { outcome: 'declined' });
  return messagePage('You declined', 'The app on your device was told. You may now close this window.');
}

/** What a poll of the token endpoint gets to hear while, or because, there are no tokens (RFC 8628 section 3.5). */
export function refuseDeviceCode(cloud: Cloud, signIn: DeviceSignIn | undefined): EntraError | undefined {
  if (!signIn || signIn.outcome === 'used') {
    return new EntraError(
      'invalid_grant',
      70008,
      'The provided authorization code or refresh token has expired due to inactivity.',
    );
  }
  if (signIn.expiresAt < Date.now()) {
    return new EntraError(
      'expired_token',
      70020,
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    );
  }
  if (cloud.settings.deviceCodeBlocked && signIn.outcome !== 'pending') return entraErrors.deviceCodeBlocked();
  if (signIn.outcome === 'declined') {
    return new EntraError('authorization_declined', 65004, 'User declined to consent to access the app.');
  }
  if (signIn.outcome !== 'pending') return undefined;
  // Half of the interval is the least that nobody's clock or busy computer makes out of a whole one.
  const tooSoon = Date.now() - signIn.lastPoll < cloud.settings.deviceCodeInterval * 500;
  Object.assign(signIn, { lastPoll: Date.now() });
  return tooSoon
    ? new EntraError('slow_down', 70016, 'OAuth 2.0 device flow: the client polls too often.')
    : new EntraError(
        'authorization_pending',
        70016,
        'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
      );
}
