import type { AccountInfo, AuthenticationResult, DeviceCodeRequest, PublicClientApplication } from '@azure/msal-node';
import { AppError } from '../app-error';

/** What somebody signs in for. */
export interface Asked {
  readonly scope: string;
  /** With its tenant: `https://login.microsoftonline.com/organizations`. */
  readonly authority: string;
  /** Who has to sign in; anybody where it is left out. */
  readonly account?: AccountInfo | undefined;
  /** What Azure asks for besides (OpenID Connect Core section 5.5): JSON. */
  readonly claims?: string | undefined;
}

/** The code to type, and where. */
export interface DeviceCode {
  readonly code: string;
  readonly address: string;
  /** ISO 8601 in UTC. */
  readonly expires: string;
}

const closing = 'You can close this tab and go back to Latchkey.';

/**
 * Signs in with the system's browser: authorization code with PKCE (RFC 7636), to a port of this computer that is open only
 * meanwhile (RFC 8252 section 7.3); the code arrives as a form, so that it is in no address. MSAL can't be told to stop: it is
 * sent the answer that Azure sends when the user declines.
 * @throws the signal's reason, or what MSAL throws.
 */
export async function signInWithBrowser(
  app: PublicClientApplication,
  { scope, authority, account, claims }: Asked,
  { openBrowser, signal }: { openBrowser: (address: string) => Promise<void>; signal: AbortSignal },
): Promise<AuthenticationResult> {
  let address: string | undefined;
  const stop = (): void => void decline(address);
  signal.addEventListener('abort', stop);
  try {
    return await app.acquireTokenInteractive({
      scopes: [scope],
      authority,
      ...(account ? { account, loginHint: account.username } : { prompt: 'select_account' }),
      ...(claims !== undefined && { claims }),
      successTemplate: pageSaying('You are signed in', closing),
      errorTemplate: pageSaying('You were not signed in', `Latchkey says why. ${closing}`),
      openBrowser: async (opened) => {
        signal.throwIfAborted();
        address = opened;
        await openBrowser(opened);
      },
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw cause;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Signs in with a code that is typed in any browser (RFC 8628). @throws the signal's reason, or what MSAL throws */
export async function signInWithDeviceCode(
  app: PublicClientApplication,
  { scope, authority, claims }: Asked,
  { show, signal }: { show: (code: DeviceCode) => void; signal: AbortSignal },
): Promise<AuthenticationResult> {
  const request: DeviceCodeRequest & { cancel?: boolean } = {
    scopes: [scope],
    authority,
    ...(claims !== undefined && { claims }),
    deviceCodeCallback: ({ userCode, verificationUri, expiresIn }) =>
      show({
        code: userCode,
        address: verificationUri,
        expires: new Date(Date.now() + expiresIn * 1000).toISOString(),
      }),
  };
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      // MSAL looks at this before it asks the next time, seconds later; whoever cancels doesn't wait for that.
      request.cancel = true;
      reject(signal.reason as Error);
    });
  });
  const result = await Promise.race([app.acquireTokenByDeviceCode(request), stopped]);
  if (!result) throw new AppError('sign-in.expired');
  return result;
}

/** Answers MSAL's own little server as Azure would (OAuth 2.0 Form Post Response Mode): it closes then. */
async function decline(address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const asked = new URL(address).searchParams;
  const redirect = new URL(asked.get('redirect_uri') ?? 'http://localhost');
  redirect.hostname = '127.0.0.1';
  const body = new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' });
  await fetch(redirect, { method: 'POST', body }).catch(() => undefined);
}

function pageSaying(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem"><h1>${title}</h1><p>${text}</p></body></html>`;
}
