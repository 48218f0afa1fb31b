import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { browse } from '../../support/azure/scripted-browser';
import { contoso, fabrikam } from '../../support/azure/world/contoso';
import { usualSettings } from '../../support/azure/world/options';
import { connect, msal, post, send, signIn } from './clients';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  Object.assign(emulator.settings, usualSettings);
  emulator.faults.clear();
  emulator.requireNothingMore();
  for (const userName of Object.keys(emulator.state.revoked)) delete emulator.state.revoked[userName];
});

describe('signing in through the browser, with MSAL', () => {
  it('gives tokens for the account that was picked, in its home tenant', async () => {
    const { account, accessToken, idTokenClaims } = await signIn(emulator, msal(emulator), {
      account: contoso.analyst,
    });
    expect(account?.username).toBe(contoso.analyst);
    expect(account?.homeAccountId.split('.')[1]).toBe(contoso.tenant);
    expect(idTokenClaims).toMatchObject({ tid: contoso.tenant, name: 'Adele Vance', aud: contoso.clientId });
    expect(claimsOf(accessToken)).toMatchObject({
      aud: emulator.endpoints.resourceManager,
      tid: contoso.tenant,
      xms_cc: ['CP1'],
    });
  });

  it('ends with access_denied for whoever declines, and for whoever cancels', async () => {
    const declined = signIn(emulator, msal(emulator), { account: contoso.analyst, decision: 'decline' });
    await expect(declined).rejects.toMatchObject({
      errorCode: 'access_denied',
      errorMessage: expect.stringContaining('AADSTS65004'),
    });
    await expect(signIn(emulator, msal(emulator), {})).rejects.toMatchObject({ errorCode: 'access_denied' });
  });

  it('signs the tokens with the key that discovery points at', async () => {
    const { accessToken, idToken } = await signIn(emulator, msal(emulator), { account: contoso.analyst });
    const discovery = JSON.parse(
      (await send(emulator, `${emulator.endpoints.authority}/common/v2.0/.well-known/openid-configuration`)).text,
    );
    const { keys } = JSON.parse((await send(emulator, discovery.jwks_uri)).text);
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    for (const token of [accessToken, idToken]) {
      const [header, payload, signature] = token.split('.') as [string, string, string];
      expect(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(
        true,
      );
    }
  });

  it('refuses an account in a tenant where it is neither at home nor a guest, on the page', async () => {
    const { authority, clientId, scope } = emulator.endpoints;
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: 'http://localhost:1',
      scope,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const page = `${authority}/${fabrikam.tenant}/oauth2/v2.0/authorize?${query}`;
    const shown = await browse(page, emulator.ca, { account: contoso.reader });
    expect(shown).toMatchObject({ status: 400, text: expect.stringContaining('AADSTS50020') });
  });

  it('never sends a browser to an address that is not registered', async () => {
    const { authority, clientId, scope } = emulator.endpoints;
    for (const redirect_uri of ['http://localhost.evil.example', 'https://evil.example', 'http://localhost:80/path']) {
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri,
        scope,
        code_challenge: 'x',
        code_challenge_method: 'S256',
      });
      const shown = await send(emulator, `${authority}/common/oauth2/v2.0/authorize?${query}`);
      expect(shown).toMatchObject({ status: 400, text: expect.stringContaining('AADSTS50011') });
    }
  });
});

describe('the token endpoint', () => {
  const tokenAt = (tenant: string): string => `${emulator.endpoints.authority}/${tenant}/oauth2/v2.0/token`;
  const common = () => ({ client_id: contoso.clientId, scope: `${emulator.endpoints.scope} offline_access openid` });

  async function authorizationCode(challenge: string): Promise<string> {
    const query = new URLSearchParams({
      client_id: contoso.clientId,
      response_type: 'code',
      redirect_uri: 'http://localhost:1',
      scope: emulator.endpoints.scope,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const { authority } = emulator.endpoints;
    const { headers } = await post(emulator, `${authority}/common/oauth2/v2.0/authorize/decide?${query}`, {
      account: contoso.analyst,
      decision: 'accept',
    });
    return new URL(headers['location'] ?? '').searchParams.get('code') ?? '';
  }

  // RFC 7636, appendix B.
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const redeem = (code: string, code_verifier: string) =>
    post(emulator, tokenAt('common'), {
      ...common(),
      grant_type: 'authorization_code',
      code,
      code_verifier,
      redirect_uri: 'http://localhost:1',
    });

  it('takes a code with its verifier once, and not with another one', async () => {
    const code = await authorizationCode(challenge);
    expect(errorOf(await redeem(code, 'wrong'))).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
    expect((await redeem(code, verifier)).status).toBe(200);
    expect(errorOf(await redeem(code, verifier))).toMatchObject({ error_codes: [54005] });
  });

  it('hands out a new refresh token with each renewal, and the old one goes on working, as in Entra', async () => {
    const first = JSON.parse((await redeem(await authorizationCode(challenge), verifier)).text) as {
      refresh_token: string;
    };
    const renew = (refresh_token: string) =>
      post(emulator, tokenAt('common'), { ...common(), grant_type: 'refresh_token', refresh_token });
    const second = JSON.parse((await renew(first.refresh_token)).text) as { refresh_token: string };
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await renew(first.refresh_token)).status).toBe(200);
    expect((await renew(second.refresh_token)).status).toBe(200);
  });

  it('says errors as Entra does', async () => {
    const reply = await post(emulator, tokenAt(contoso.tenant), {
      ...common(),
      grant_type: 'refresh_token',
      refresh_token: 'nonsense',
    });
    expect(reply.status).toBe(400);
    expect(errorOf(reply)).toEqual({
      error: 'invalid_grant',
      error_description: expect.stringMatching(/^AADSTS70000: .* Trace ID: .* Correlation ID: .* Timestamp: /u),
      error_codes: [70000],
      timestamp: expect.any(String),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
      error_uri: `${emulator.endpoints.authority}/error?code=70000`,
    });
    expect(errorOf(await post(emulator, tokenAt('nowhere.example'), common()))).toMatchObject({ error_codes: [90002] });
    expect(errorOf(await post(emulator, tokenAt('common'), { client_id: 'x' }))).toMatchObject({
      error_codes: [700016],
    });
    expect(
      errorOf(await post(emulator, tokenAt('common'), { ...common(), scope: 'https://graph.example/.default' })),
    ).toMatchObject({ error_codes: [500011] });
  });
});

describe('silent renewal', () => {
  it('renews a token that is about to end, and hands a cached one out otherwise', async () => {
    const { application, account } = await connect(emulator);
    const renew = () => application.acquireTokenSilent({ scopes: [emulator.endpoints.scope], account });
    const calls = () => emulator.journal.entries().filter(({ path }) => path.endsWith('/token')).length;
    const before = calls();
    await renew();
    expect(calls()).toBe(before);
    emulator.settings.accessTokenLifetime = 60;
    const { application: shortLived, account: again } = await connect(emulator);
    const since = calls();
    await shortLived.acquireTokenSilent({ scopes: [emulator.endpoints.scope], account: again });
    expect(calls()).toBe(since + 1);
  });

  it('gets tokens of a tenant in which the account is a guest, with the refresh token from home', async () => {
    const { application, account } = await connect(emulator);
    const authority = `${emulator.endpoints.authority}/${fabrikam.tenant}`;
    const asked = { scopes: [emulator.endpoints.scope], authority };
    const trapped = await application.acquireTokenSilent({ ...asked, account });
    expect(claimsOf(trapped.accessToken)['tid'], 'the guest-tenant trap of MSAL').toBe(contoso.tenant);
    const guest = await application.acquireTokenSilent({
      ...asked,
      account: { ...account, tenantId: fabrikam.tenant },
    });
    expect(claimsOf(guest.accessToken)).toMatchObject({ tid: fabrikam.tenant, unique_name: contoso.analyst });
    expect(claimsOf(guest.accessToken)['oid']).not.toBe(claimsOf(trapped.accessToken)['oid']);
  });

  it('is refused where the account does not belong to the tenant', async () => {
    const { application, account } = await connect(emulator, contoso.reader);
    const authority = `${emulator.endpoints.authority}/${fabrikam.tenant}`;
    const asked = application.acquireTokenSilent({
      scopes: [emulator.endpoints.scope],
      authority,
      account: { ...account, tenantId: fabrikam.tenant },
    });
    await expect(asked).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      errorMessage: expect.stringContaining('AADSTS50020'),
    });
  });

  it('needs an interactive sign-in with the claims of a policy of conditional access, and no other', async () => {
    const { application, account } = await connect(emulator);
    emulator.requireMore({ tenant: contoso.tenant, userName: contoso.analyst });
    const renew = () =>
      application.acquireTokenSilent({ scopes: [emulator.endpoints.scope], account, forceRefresh: true });
    const challenge = await renew().catch((cause: unknown) => cause as { claims: string });
    expect(challenge).toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorCode: 'interaction_required',
      subError: 'basic_action',
      claims: expect.stringContaining('capolids'),
    });
    await signIn(emulator, application, { account: contoso.analyst });
    await expect(renew(), 'a sign-in without the claims').rejects.toMatchObject({ errorCode: 'interaction_required' });
    await signIn(
      emulator,
      application,
      { account: contoso.analyst },
      { claims: (challenge as { claims: string }).claims },
    );
    await expect(renew()).resolves.toMatchObject({ accessToken: expect.any(String) });
  });

  it('is over when the sessions of the account are revoked, until it signs in again', async () => {
    const { application, account } = await connect(emulator);
    emulator.revoke(contoso.analyst);
    const renew = () =>
      application.acquireTokenSilent({ scopes: [emulator.endpoints.scope], account, forceRefresh: true });
    await expect(renew()).rejects.toMatchObject({ errorMessage: expect.stringContaining('AADSTS50173') });
  });
});

describe('signing in with a device code', () => {
  const begin = (interval: number, onCode: (code: { userCode: string; verificationUri: string }) => unknown) => {
    emulator.settings.deviceCodeInterval = interval;
    const application = msal(emulator);
    return application.acquireTokenByDeviceCode({
      scopes: [emulator.endpoints.scope],
      deviceCodeCallback: (code) => void onCode(code),
    });
  };

  it('waits until the code is typed and an account signed in', async () => {
    const result = await begin(1, ({ verificationUri, userCode }) =>
      browse(verificationUri, emulator.ca, { userCode: userCode.toLowerCase(), account: contoso.analyst }),
    );
    expect(result?.account?.username).toBe(contoso.analyst);
  });

  it('hears when the person declines, and when the organisation forbids it', async () => {
    const declined = begin(1, ({ verificationUri, userCode }) =>
      browse(verificationUri, emulator.ca, { userCode, account: contoso.analyst, decision: 'decline' }),
    );
    await expect(declined).rejects.toMatchObject({ errorMessage: expect.stringContaining('authorization_declined') });
    emulator.settings.deviceCodeBlocked = true;
    const blocked = begin(1, ({ verificationUri, userCode }) =>
      browse(verificationUri, emulator.ca, { userCode, account: contoso.analyst }),
    );
    // MSAL keeps only the code of what ends a device code, not its words.
    await expect(blocked).rejects.toMatchObject({ errorMessage: 'invalid_grant' });
  });

  it('answers a poll with pending, slow_down and expired_token', async () => {
    const { authority, scope } = emulator.endpoints;
    emulator.settings.deviceCodeInterval = 3600;
    const code = async (): Promise<string> =>
      JSON.parse(
        (await post(emulator, `${authority}/common/oauth2/v2.0/devicecode`, { client_id: contoso.clientId, scope }))
          .text,
      ).device_code;
    const poll = async (device_code: string) =>
      errorOf(
        await post(emulator, `${authority}/common/oauth2/v2.0/token`, {
          client_id: contoso.clientId,
          grant_type: 'device_code',
          device_code,
          scope,
        }),
      );
    const waiting = await code();
    expect(await poll(waiting)).toMatchObject({ error: 'authorization_pending' });
    expect(await poll(waiting)).toMatchObject({ error: 'slow_down' });
    emulator.settings.deviceCodeLifetime = -1;
    expect(await poll(await code())).toMatchObject({ error: 'expired_token', error_codes: [70020] });
  });

  it('asks again for a code that nobody was given', async () => {
    const shown = await send(emulator, `${emulator.endpoints.authority}/devicelogin`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'user_code=NONSENSE1',
    });
    expect(shown.text).toContain('That code didn’t work');
  });
});

it('knows a canary of every token and of the registries’ passwords', async () => {
  const { idToken, accessToken } = await signIn(emulator, msal(emulator), { account: contoso.analyst });
  const canaries = emulator.canaries();
  for (const token of [idToken, accessToken]) {
    expect(canaries.filter((canary) => token.includes(canary))).toHaveLength(1);
    expect(canaries).toContain(claimsOf(token)['canary']);
  }
  for (const { token } of emulator.state.refreshTokens)
    expect(canaries.some((canary) => token.includes(canary))).toBe(true);
  expect(canaries).toContain(emulator.state.registries[0]?.passwords[0]);
});

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

function errorOf({ text }: { text: string }): Record<string, unknown> {
  return JSON.parse(text);
}
