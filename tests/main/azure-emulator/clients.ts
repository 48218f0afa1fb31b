import { request as httpsRequest } from 'node:https';
import { ContainerInstanceManagementClient } from '@azure/arm-containerinstance';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { type AccountInfo, type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import type { Emulator } from '../../support/azure/emulator';
import { browse, type Choice } from '../../support/azure/scripted-browser';
import { contoso } from '../../support/azure/world/contoso';

/** What one HTTP request came to. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request to the emulator, trusting its authority. Rejects where the connection breaks. */
export async function send(
  { ca }: Pick<Emulator, 'ca'>,
  address: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = httpsRequest(
      address,
      { method, ca, agent: false, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Posts a form. */
export async function post(
  emulator: Pick<Emulator, 'ca'>,
  address: string,
  fields: Record<string, string>,
): Promise<Reply> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(emulator, address, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

/** MSAL as Latchkey uses it: its own network module, the loopback redirect, CP1. */
export function msal(emulator: Emulator, tenant = 'organizations'): PublicClientApplication {
  const { authority, clientId } = emulator.endpoints;
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `${authority}/${tenant}`,
      knownAuthorities: [new URL(authority).host],
      clientCapabilities: ['CP1'],
    },
    system: { networkClient: networkFor(emulator) },
  });
}

/** Signs in through the pages of the emulator. */
export async function signIn(
  emulator: Emulator,
  application: PublicClientApplication,
  choice: Choice,
  more: { claims?: string } = {},
) {
  let page: Promise<unknown> | undefined;
  const result = await application.acquireTokenInteractive({
    scopes: [emulator.endpoints.scope],
    prompt: 'select_account',
    ...more,
    openBrowser: async (url) => {
      // Not awaited: the application answers the browser's last request only after this has returned.
      page = browse(url, emulator.ca, choice);
    },
  });
  await page;
  return result;
}

/** The SDK's clients, signed in as one account in one tenant. */
export async function connect(emulator: Emulator, account: string = contoso.analyst, tenant: string = contoso.tenant) {
  const application = msal(emulator);
  const { account: signedIn } = await signIn(emulator, application, { account });
  if (!signedIn) throw new Error('Nobody signed in.');
  const credential = credentialOf(emulator, application, signedIn, tenant);
  const { resourceManager: endpoint, scope } = emulator.endpoints;
  const options = {
    endpoint,
    credentialScopes: scope,
    credentials: { scopes: [scope] },
    tlsOptions: { ca: emulator.ca },
    retryOptions: { retryDelayInMs: 1, maxRetries: 3 },
  };
  const subscription = contoso.subscription;
  return {
    application,
    account: signedIn,
    token: async (): Promise<string> => (await credential.getToken([], {})).token,
    subscriptions: new SubscriptionClient(credential, options),
    resources: (id: string = subscription) => new ResourceManagementClient(credential, id, options),
    containers: (id: string = subscription) => new ContainerInstanceManagementClient(credential, id, options),
    options,
  };
}

/** Everything that a paged list has. */
export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

function credentialOf(emulator: Emulator, application: PublicClientApplication, account: AccountInfo, tenant: string) {
  return {
    getToken: async (_scopes: string | string[], { claims }: { claims?: string | undefined } = {}) => {
      const result = await application.acquireTokenSilent({
        scopes: [emulator.endpoints.scope],
        authority: `${emulator.endpoints.authority}/${tenant}`,
        account: { ...account, tenantId: tenant },
        ...(claims && { claims }),
      });
      return { token: result.accessToken, expiresOnTimestamp: result.expiresOn?.getTime() ?? 0 };
    },
  };
}

function networkFor(emulator: Emulator): INetworkModule {
  const reply = async (
    url: string,
    method: string,
    options: { headers?: Record<string, string>; body?: string } = {},
  ) => {
    const { headers, body } = options;
    const {
      status,
      headers: answered,
      text,
    } = await send(emulator, url, { method, ...(headers && { headers }), ...(body !== undefined && { body }) });
    return { headers: answered, status, body: JSON.parse(text) as never };
  };
  return {
    sendGetRequestAsync: (url, options) => reply(url, 'GET', options),
    sendPostRequestAsync: (url, options) => reply(url, 'POST', options),
  };
}
