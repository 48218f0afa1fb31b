import type { GroupEvent } from './world/state';
import type { Service } from './journal';

/** What happens instead of the usual answer, or to it. */
export type Effect =
  /** 401 with `claims`: what an interactive sign-in or a fresh token must answer. */
  | { readonly kind: 'claims-challenge'; readonly claims?: string | undefined }
  | {
      readonly kind: 'status';
      readonly status: 401 | 403 | 404 | 409 | 429 | 500 | 503;
      readonly retryAfter?: number | undefined;
    }
  /** The connection breaks before anything is answered. Nothing is done. */
  | { readonly kind: 'drop' }
  /** Everything is done, and the connection breaks before the answer. */
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Azure-AsyncOperation ends with this error. */
  | { readonly kind: 'operation-fails'; readonly code: string; readonly message: string }
  /** The resource's provisioningState ends as Failed, with these events in the group's instance view. */
  | { readonly kind: 'provisioning-fails'; readonly events: readonly Pick<GroupEvent, 'name' | 'message' | 'type'>[] }
  /** 409 ServiceUnavailable: the region has no room for the container group of this PUT. */
  | { readonly kind: 'no-capacity' };

/** Which calls a fault is for, and how many of them (one, where nothing is said). */
export interface Fault {
  readonly effect: Effect;
  readonly service?: Service | undefined;
  readonly method?: string | undefined;
  /** A regular expression for the path, without regard to case. */
  readonly path?: string | undefined;
  readonly times?: number | undefined;
}

/** The faults that wait for their calls. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** From now on, for the next calls that match. Earlier ones come first. @throws SyntaxError where `path` is no regular expression */
  add(fault: Fault): void {
    if (fault.path !== undefined) RegExp(fault.path, 'iu');
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** What is to happen to this call: it uses the fault up by one. */
  take(service: Service, method: string, path: string): Effect | undefined {
    const hit = this.#waiting.find(({ fault }) => matches(fault, service, method, path));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== hit);
    return hit.fault.effect;
  }

  /** The faults that are still waiting. */
  waiting(): readonly Fault[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  clear(): void {
    this.#waiting = [];
  }
}

function matches(fault: Fault, service: Service, method: string, path: string): boolean {
  return (
    (fault.service ?? service) === service &&
    (fault.method ?? method).toUpperCase() === method &&
    (fault.path === undefined || new RegExp(fault.path, 'iu').test(path))
  );
}
