import { calls, type Handlers, type Method } from '../../shared/ipc/contract';
import type { Outcome, Problem } from '../../shared/problem';
import { AppError } from '../app-error';

/** What the server of the page's calls needs. */
export interface ServeDependencies {
  readonly handlers: Handlers;
  /** Logs what was not foreseen and answers the reference under which it is found. */
  readonly logUnexpected: (cause: unknown, fields: { method: string }) => string;
  /** Development and tests: an answer with a field too many is a mistake, not a leak. */
  readonly checkResponses: boolean;
}

/** One call as it comes over the wire: nothing about it is believed yet. */
export interface IncomingCall {
  readonly trusted: boolean;
  readonly method: unknown;
  readonly request: unknown;
}

/**
 * Makes the server: one call in, one Outcome out. It never rejects, and nothing but code and facts of a problem crosses.
 * SECURITY: every call of the page goes through here; sender, name and request are checked before any use case sees them.
 */
export function createServer(dependencies: ServeDependencies): (call: IncomingCall) => Promise<Outcome<unknown>> {
  return async ({ trusted, method, request }) => {
    if (!trusted) return declined('call.not-trusted');
    if (!isMethod(method)) return declined('call.unknown');
    const parsed = calls[method].request.safeParse(request);
    if (!parsed.success) return declined('call.invalid', { method });
    try {
      const handle = dependencies.handlers[method] as (request: unknown) => unknown;
      const response = await handle(parsed.data);
      return { ok: true, value: dependencies.checkResponses ? calls[method].response.parse(response) : response };
    } catch (cause) {
      if (cause instanceof AppError) return { ok: false, problem: cause.toProblem() };
      return declined('unexpected', { reference: dependencies.logUnexpected(cause, { method }) });
    }
  };
}

/** Own names only: `constructor` and `__proto__` are on every object, and no call of ours. */
function isMethod(method: unknown): method is Method {
  return typeof method === 'string' && Object.hasOwn(calls, method);
}

function declined(code: Problem['code'], facts: Problem['facts'] = {}): Outcome<never> {
  return { ok: false, problem: { code, facts } };
}
