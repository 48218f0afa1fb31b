import type { AuthError, INetworkModule, NetworkResponse } from '@azure/msal-node';
import { AppError } from '../app-error';
import type { AzureRequest, Send } from './transport';

/** Makes an error of MSAL's own. */
export type MakeError = (code: string, message?: string) => AuthError;

/**
 * MSAL's way to the network over ours. MSAL replaces errors that it doesn't know by a word of its own, so that a problem of ours
 * travels as the cause of one of MSAL's; and what Entra says of a device code it shortens to a word, so that its number would be
 * lost.
 */
export function createNetworkModule(send: Send, makeError: MakeError): INetworkModule {
  const exchange = async <T>(request: AzureRequest): Promise<NetworkResponse<T>> => {
    const { status, headers, body } = await ask(request);
    const refused = isAboutDeviceCode(request) ? refusalIn(body) : undefined;
    if (refused) throw makeError(refused.error, refused.description);
    return { status, headers: { ...headers }, body: body as T };
  };
  const ask = async (request: AzureRequest) => {
    try {
      const { status, headers, text } = await send(request);
      return { status, headers, body: parse(text, request.url) };
    } catch (cause) {
      throw Object.assign(makeError('network_error'), { cause });
    }
  };
  return {
    sendGetRequestAsync: (url, options) => exchange({ method: 'GET', url, headers: options?.headers ?? {} }),
    sendPostRequestAsync: (url, options) =>
      exchange({ method: 'POST', url, headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('azure.not-understood', { host: new URL(url).host }, { cause });
  }
}

function isAboutDeviceCode({ url, body = '' }: AzureRequest): boolean {
  return new URL(url).pathname.endsWith('/devicecode') || new URLSearchParams(body).get('grant_type') === 'device_code';
}

/** RFC 6749 section 5.2; that nobody has typed the code yet is no refusal (RFC 8628 section 3.5). */
function refusalIn(body: unknown): { readonly error: string; readonly description: string } | undefined {
  const { error, error_description: description } = (body ?? {}) as { error?: unknown; error_description?: unknown };
  if (typeof error !== 'string' || error === 'authorization_pending') return undefined;
  return { error, description: typeof description === 'string' ? description : '' };
}
