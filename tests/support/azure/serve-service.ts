import { setTimeout as wait } from 'node:timers/promises';
import type { Effect, Faults } from './faults';
import type { Answer, Call } from './http/exchange';
import type { Journal, Service } from './journal';

/** What a service says for itself; the rest is the same for all of them. */
export interface ServiceParts {
  readonly service: Service;
  /** Answers a call. An `effect` that is left is for the handler: it concerns what the call starts. */
  readonly handle: (call: Call, effect: Effect | undefined) => Answer | Promise<Answer>;
  /** The service's own way of saying that something went wrong. */
  readonly fail: (call: Call, effect: FailingEffect) => Answer | Promise<Answer>;
}

/** An effect that is an answer of the service. */
export type FailingEffect = Extract<Effect, { kind: 'claims-challenge' | 'status' }>;

/** Puts the journal and the faults around a service. */
export function serveService({ service, handle, fail }: ServiceParts, { journal, faults }: Around) {
  return async (call: Call): Promise<Answer> => {
    const effect = faults.take(service, call.method, call.url.pathname);
    const answer = await underEffect(call, effect);
    journal.add({ service, method: call.method, path: call.url.pathname, status: answer.drop ? 0 : answer.status });
    return answer;
  };

  async function underEffect(call: Call, effect: Effect | undefined): Promise<Answer> {
    switch (effect?.kind) {
      case 'drop':
        return { status: 0, drop: true };
      case 'drop-after':
        return { ...(await handle(call, undefined)), drop: true };
      case 'slow':
        await wait(effect.milliseconds);
        return handle(call, undefined);
      case 'claims-challenge':
      case 'status':
        return fail(call, effect);
      case undefined:
      case 'no-capacity':
      case 'operation-fails':
      case 'provisioning-fails':
        return handle(call, effect);
    }
  }
}

interface Around {
  readonly journal: Journal;
  readonly faults: Faults;
}
