import type { Bridge, EventName, EventPayload, Handlers, Method, Request } from '../../shared/ipc/contract';
import type { Outcome, Problem, ProblemCode } from '../../shared/problem';
import { signedOut } from './azure-samples';
import { details, workshop } from './samples';

/** One call as it came over the bridge. */
export interface MadeCall {
  readonly method: string;
  readonly request: unknown;
  readonly files: readonly unknown[] | undefined;
}

/** Thrown by a test's handler to answer a problem. */
export class Declined extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Declines with a problem. */
export function decline(code: ProblemCode, facts: Problem['facts'] = {}): never {
  throw new Declined({ code, facts });
}

/** Main as the page sees it: answers what the test says, remembers what was asked, sends what the test sends. */
export class FakeBridge implements Bridge {
  readonly made: MadeCall[] = [];
  readonly #listeners = new Set<(event: string) => void>();

  constructor(private readonly handlers: Partial<Handlers> = {}) {}

  async call(method: string, request: unknown, files?: readonly unknown[]): Promise<Outcome<unknown>> {
    this.made.push({ method, request, files });
    const handlers: Record<string, unknown> = { ...usual, ...this.handlers };
    const handler = handlers[method] as ((request: unknown) => unknown) | undefined;
    try {
      return { ok: true, value: (await handler?.(request)) ?? {} };
    } catch (error) {
      if (error instanceof Declined) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  on(listener: (event: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends an event of main's. */
  send<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners) listener(JSON.stringify({ name, payload }));
  }

  /** The requests of one call, in order. */
  requests<M extends Method>(method: M): Request<M>[] {
    return this.made.filter((call) => call.method === method).map((call) => call.request as Request<M>);
  }
}

const usual: Partial<Handlers> = {
  'certificates.workshop': () => workshop(),
  'certificates.details': ({ certificateId }) => details(certificateId),
  'app.choose-folder': () => ({ folder: '/home/ana/tls' }),
  'certificates.save': ({ folder, name }) => ({
    folder,
    files: [
      { name: `${name}.cert.pem`, kind: 'certificate', certificates: 2 },
      { name: `${name}.key.pem`, kind: 'private-key', certificates: 0 },
    ],
  }),
  'certificates.copy-chain': () => ({ certificates: 2 }),
  'app.about': () => ({ version: '0.1.0', electron: '45.4.1', chrome: '150', node: '24', platform: 'linux x64' }),
  'app.appearance': () => ({ appearance: 'system' }),
  'certificates.remembered': () => ({ count: 0 }),
  'library.list': () => ({ keeping: 'keyring', entries: [], leftOut: [] }),
  'requests.list': () => ({ keeping: 'keyring', requests: [], leftOut: [] }),
  'development.authority': () => ({}),
  'services.list': () => ({ keeping: 'keyring', services: [] }),
  'sign-in.state': () => signedOut(),
  'azure.last-choice': () => ({}),
  'azure.tenants': () => ({ items: [] }),
  'azure.subscriptions': () => ({ items: [] }),
  'azure.resource-groups': () => ({ items: [] }),
  'azure.regions': () => ({ regions: [], registered: true }),
  'azure.region-offer': () => ({ gpus: [] }),
  'azure.quotas': () => ({ quotas: [] }),
  'azure.container-groups': () => ({ items: [] }),
  'azure.registries': () => ({ items: [] }),
  'azure.repositories': () => ({ items: [] }),
  'azure.tags': () => ({ items: [] }),
};
