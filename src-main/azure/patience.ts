import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { AppError } from '../app-error';

/** Waits, or until `signal` says stop. */
export type Wait = (milliseconds: number, signal?: object) => Promise<void>;

const MOST_RETRIES = 3;
/** Whoever has to wait longer is told so instead of kept waiting. */
const LONGEST_WAIT = 20_000;

/**
 * Asks again where Azure is busy: 429 with and without Retry-After, and 500, 502, 503 and 504 where asking twice changes nothing.
 * Three times at most and never longer than a person waits. The SDKs' own policy doesn't repeat a 429 without the header, and
 * waits for as long as any header says.
 * @throws {AppError} `azure.throttled` where Azure wants a longer wait
 */
export function createPatience(wait: Wait): PipelinePolicy {
  return {
    name: 'patience',
    sendRequest: async (request, next) => {
      for (let retries = 0; ; retries += 1) {
        const response = await next(request);
        if (retries >= MOST_RETRIES || !isWorthAnother(request, response)) return response;
        const milliseconds = retryAfterOf(response) ?? 500 * 2 ** retries;
        if (milliseconds > LONGEST_WAIT) {
          throw new AppError('azure.throttled', { seconds: Math.ceil(milliseconds / 1000) });
        }
        await wait(milliseconds, request.abortSignal);
      }
    },
  };
}

function isWorthAnother({ method }: PipelineRequest, { status }: PipelineResponse): boolean {
  if (status === 429) return true;
  return method === 'GET' && [500, 502, 503, 504].includes(status);
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfterOf({ headers }: PipelineResponse): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/u.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
