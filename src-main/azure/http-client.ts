import type { createHttpHeaders, HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { AppError } from '../app-error';
import type { Send } from './transport';

/** The SDKs' way to the network over ours. */
export function createHttpClient(send: Send, makeHeaders: typeof createHttpHeaders): HttpClient {
  return {
    sendRequest: async (request) => {
      const { status, headers, text } = await send({
        method: request.method,
        url: request.url,
        headers: request.headers.toJSON(),
        body: bodyOf(request),
        signal: signalOf(request),
      });
      // A network's own page has a good status, too; the SDKs would take it for an empty list.
      if (status < 300 && text !== '' && !/json/u.test(headers['content-type'] ?? '')) {
        throw new AppError('azure.not-understood', { host: new URL(request.url).host });
      }
      return { request, status, headers: makeHeaders({ ...headers }), bodyAsText: text };
    },
  };
}

/** The SDKs' pipelines have made every signal one of the platform's by then, which `fetch` takes and lets go of by itself. */
function signalOf({ abortSignal }: PipelineRequest): AbortSignal | undefined {
  if (abortSignal === undefined || abortSignal instanceof AbortSignal) return abortSignal;
  throw new TypeError('a signal that is not of the platform');
}

/** Everything that is sent to Azure from here is text. */
function bodyOf({ body }: PipelineRequest): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  throw new TypeError('a request body that is not text');
}
