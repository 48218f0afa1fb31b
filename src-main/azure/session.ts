import { createHash } from 'node:crypto';
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { Account } from '../../shared/sign-in/contract';
import { AppError } from '../app-error';
import type { AzureCloud } from './clouds';
import type { Asked } from './interactive';
import { createNetworkModule } from './network-module';
import { needsInteraction, signInProblem } from './sign-in-problem';
import type { TokenCache } from './token-cache';
import type { Send } from './transport';

/** A token, as the SDKs take it. */
export interface Token {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** What a token is wanted for. */
export interface TokenRequest {
  readonly accountId: string;
  readonly tenant: string;
  /** What Resource Manager asked for (a claims challenge): JSON. */
  readonly claims?: string | undefined;
}

/** The accounts and tokens of one cloud and one registration. Tokens leave it for the SDKs' headers and nowhere else. */
export class AzureSession {
  readonly key: string;
  #app: Promise<PublicClientApplication> | undefined;
  readonly #again = new Map<string, Promise<Token>>();

  constructor(
    readonly cloud: AzureCloud,
    readonly clientId: string,
    private readonly ports: {
      readonly send: Send;
      readonly cache: TokenCache;
      /** Asks an account to sign in once more. */
      readonly signInAgain: (session: AzureSession, asked: Asked) => Promise<AuthenticationResult>;
    },
  ) {
    this.key = sessionKey(cloud, clientId);
  }

  get cache(): TokenCache {
    return this.ports.cache;
  }

  /** Who is signed in. MSAL is not loaded to say that nobody is. */
  async accounts(): Promise<readonly Account[]> {
    if (this.clientId === '' || (await this.cache.isEmpty())) return [];
    return (await this.#accounts()).map((account) => ({
      id: idOf(account),
      userName: account.username,
      name: account.name ?? '',
      tenant: homeTenantOf(account),
    }));
  }

  /** Signs somebody in by `how`, and answers the account's id. */
  async signIn(how: (app: PublicClientApplication, asked: Asked) => Promise<AuthenticationResult>): Promise<string> {
    const { scope, authority } = this.cloud;
    // Personal accounts have no subscriptions of their own kind: work and school accounts, and guests of their tenants, do.
    const { account } = await how(await this.app(), { scope, authority: `${authority}/organizations` });
    if (!account) throw new AppError('sign-in.declined', { reason: 'other', entra: '' });
    return idOf(account);
  }

  /**
   * A token for Resource Manager: from memory, renewed silently, or after one prompt that all calls for this account and tenant
   * share. @throws {AppError} `sign-in.needed` and those of signing in
   */
  async token({ accountId, tenant, claims }: TokenRequest): Promise<Token> {
    const account = (await this.#accounts()).find((one) => idOf(one) === accountId);
    if (!account) throw new AppError('sign-in.needed');
    const { scope } = this.cloud;
    const asked = { scope, authority: `${this.cloud.authority}/${tenant}`, claims };
    try {
      // MSAL looks for tokens in the account's tenant and not in the authority's: a guest would get the home tenant's.
      const there = { ...account, tenantId: tenant };
      const app = await this.app();
      return asToken(
        await app.acquireTokenSilent({
          scopes: [scope],
          account: there,
          authority: asked.authority,
          ...(claims !== undefined && { claims }),
        }),
      );
    } catch (cause) {
      if (!needsInteraction(cause)) throw signInProblem(cause);
      return await this.#signInAgain(account, tenant, { ...asked, account, claims: cause.claims || claims });
    }
  }

  /** Forgets an account with every token of it, in all tenants. */
  async signOut(accountId: string): Promise<void> {
    const app = await this.app();
    for (const account of await app.getAllAccounts()) {
      if (idOf(account) === accountId) await app.signOut({ account });
    }
  }

  /** MSAL for this cloud, loaded on first use. */
  app(): Promise<PublicClientApplication> {
    this.#app ??= this.#open();
    return this.#app;
  }

  #signInAgain(account: AccountInfo, tenant: string, asked: Asked): Promise<Token> {
    const key = `${idOf(account)} ${tenant}`;
    const pending = this.#again.get(key);
    if (pending) return pending;
    const again = this.ports
      .signInAgain(this, asked)
      .then((result) => {
        if (result.account && idOf(result.account) === idOf(account)) return asToken(result);
        throw new AppError('sign-in.declined', { reason: 'other-account', userName: account.username });
      })
      .finally(() => this.#again.delete(key));
    this.#again.set(key, again);
    return again;
  }

  async #open(): Promise<PublicClientApplication> {
    const { AuthError, PublicClientApplication: Application } = await import('@azure/msal-node');
    const { authority } = this.cloud;
    const { host } = new URL(authority);
    const endpoints = `${authority}/{tenantid}`;
    return new Application({
      auth: {
        clientId: this.clientId,
        authority: `${authority}/organizations`,
        // SECURITY: where people and tokens go is the table's word and not what a server says: MSAL asks nobody for it.
        knownAuthorities: [host],
        cloudDiscoveryMetadata: JSON.stringify({
          tenant_discovery_endpoint: `${endpoints}/v2.0/.well-known/openid-configuration`,
          metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
        }),
        authorityMetadata: JSON.stringify({
          issuer: `${endpoints}/v2.0`,
          authorization_endpoint: `${endpoints}/oauth2/v2.0/authorize`,
          token_endpoint: `${endpoints}/oauth2/v2.0/token`,
          end_session_endpoint: `${endpoints}/oauth2/v2.0/logout`,
          jwks_uri: `${endpoints}/discovery/v2.0/keys`,
        }),
        // Continuous access evaluation: without this Azure would not say which claims it misses.
        clientCapabilities: ['CP1'],
      },
      cache: { cachePlugin: this.cache },
      system: {
        networkClient: createNetworkModule(this.ports.send, (code, message) => new AuthError(code, '', message)),
        loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false },
      },
    });
  }

  /** One a person: MSAL has one for each tenant that tokens were got for. The home tenant's says the name. */
  async #accounts(): Promise<readonly AccountInfo[]> {
    const people = new Map<string, AccountInfo>();
    for (const account of await (await this.app()).getAllAccounts()) {
      const isAtHome = account.tenantId === homeTenantOf(account);
      if (isAtHome || !people.has(account.homeAccountId)) people.set(account.homeAccountId, account);
    }
    return [...people.values()];
  }
}

/** Under which a cloud's and registration's accounts are kept. */
export function sessionKey({ authority, resourceManager }: AzureCloud, clientId: string): string {
  return createHash('sha256').update([authority, resourceManager, clientId].join('\n')).digest('hex').slice(0, 16);
}

/** An id of our own (RFC 9562 version 8) that is always the same and from which nobody reads Azure's. */
function idOf({ homeAccountId, environment }: AccountInfo): string {
  const hex = createHash('sha256').update(`${environment}\n${homeAccountId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `homeAccountId` is OBJECT.TENANT. */
function homeTenantOf({ homeAccountId, tenantId }: AccountInfo): string {
  return homeAccountId.split('.')[1] ?? tenantId;
}

function asToken({ accessToken, expiresOn }: AuthenticationResult): Token {
  return { token: accessToken, expiresOnTimestamp: expiresOn?.getTime() ?? Date.now() };
}
