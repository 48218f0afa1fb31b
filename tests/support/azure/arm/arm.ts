import { randomUUID } from 'node:crypto';
import type { Cloud } from '../cloud';
import type { Effect } from '../faults';
import { type Answer, type Call, json } from '../http/exchange';
import { createRouter } from '../http/router';
import type { FailingEffect } from '../serve-service';
import { ArmError } from './arm-error';
import { authorizationRoutes } from './authorization';
import { type Caller, readCaller } from './bearer';
import { containerGroupRoutes } from './container-instance/container-groups';
import { createLifecycle } from './container-instance/lifecycle';
import { containerInstanceLocationRoutes } from './container-instance/locations';
import { containerRegistryRoutes } from './container-registry';
import { dnsZoneRoutes } from './dns/dns-zones';
import { checkApiVersion, checkRole, checkSubscription, notFound, readApiVersion, readBody } from './door';
import { failureFor } from './fail-arm';
import { metadataRoutes } from './metadata';
import { createOperations, type Operations } from './operations';
import { providerRoutes, requireRegistration } from './providers';
import { resourceGroupRoutes } from './resource-groups';
import { type ArmAnswer, type ArmCall, type ArmRoute } from './route';
import { subscriptionRoutes } from './subscriptions';

/** Azure Resource Manager. */
export interface Arm {
  readonly handle: (call: Call, effect: Effect | undefined) => Promise<Answer>;
  readonly fail: (call: Call, effect: FailingEffect) => Answer;
  readonly operations: Operations;
  /** To be called once, when a state of an earlier run was taken over. */
  readonly goOn: () => Promise<void>;
}

/** Puts the providers behind one door, which checks everything that is the same for all of them. */
export function createArm(cloud: Cloud): Arm {
  const operations = createOperations(cloud);
  const lifecycle = createLifecycle(cloud, operations);
  const routes: ArmRoute[] = [
    ...metadataRoutes(cloud),
    ...subscriptionRoutes(cloud),
    ...providerRoutes(cloud),
    ...authorizationRoutes(cloud),
    ...resourceGroupRoutes(cloud, operations, lifecycle),
    ...containerGroupRoutes(cloud, operations, lifecycle),
    ...containerInstanceLocationRoutes(cloud),
    ...containerRegistryRoutes(cloud),
    ...dnsZoneRoutes(cloud),
    ...operations.routes,
  ];
  const find = createRouter(routes);

  async function handle(call: Call, effect: Effect | undefined): Promise<Answer> {
    return answering(call, async () => {
      const match = find(call.method, call.url.pathname);
      const apiVersion = readApiVersion(call);
      if (match.found?.path.startsWith('/metadata')) {
        return match.found.handle({
          ...call,
          params: match.params,
          apiVersion,
          caller: NOBODY,
          body: undefined,
          effect,
        });
      }
      const caller = readCaller(cloud, call);
      checkSubscription(cloud, caller, call.url.pathname);
      if (!match.found) throw notFound(call, match.otherMethods);
      checkApiVersion(match.found, call, apiVersion);
      checkRole(cloud, caller, match.found, { ...call, params: match.params });
      requireRegistration(cloud, call);
      const armCall: ArmCall = { ...call, params: match.params, caller, apiVersion, body: readBody(call), effect };
      const answer = await match.found.handle(armCall);
      if (call.method !== 'GET') await cloud.save();
      return answer;
    });
  }

  async function answering(call: Call, work: () => Promise<ArmAnswer>): Promise<Answer> {
    try {
      const { status, body, headers } = await work();
      const all = { ...standardHeaders(call), ...headers };
      return body === undefined ? { status, headers: all } : json(status, body, all);
    } catch (cause) {
      if (cause instanceof ArmError) return fromError(call, cause);
      throw cause;
    }
  }

  /** What ran before runs again, and what was under way goes on. */
  async function goOn(): Promise<void> {
    await lifecycle.startAgain();
    operations.resume(lifecycle.resume);
  }

  return { handle, fail: (call, effect) => fromError(call, failureFor(cloud, call, effect)), operations, goOn };
}

const NOBODY: Caller = { userName: '', objectId: '', tenant: '' };

function fromError(call: Call, error: ArmError): Answer {
  return json(error.status, error.body(), { ...standardHeaders(call), ...error.more.headers });
}

/** What support asks for, and what is left of the caller's share. */
function standardHeaders({ method, headers }: Call): Record<string, string | undefined> {
  const id = randomUUID();
  const kind = method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';
  return {
    'cache-control': 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': headers['x-ms-correlation-request-id']?.toString() ?? id,
    'x-ms-client-request-id': headers['x-ms-client-request-id']?.toString(),
    'x-ms-routing-request-id': `EMULATOR:${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z:${id}`,
    [`x-ms-ratelimit-remaining-subscription-${kind}`]: kind === 'reads' ? '11999' : '1199',
  };
}
