import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cloud } from '../cloud';
import type { Operation, OperationKind } from '../world/state';
import { ArmError } from './arm-error';
import type { ArmAnswer, ArmCall, ArmRoute } from './route';
import { param } from './route';

/** Where a poll waits for the work: a client that polls without pause must not spin. */
const PATIENCE = 50;

/** What an operation came to: undefined is success. */
export type Outcome = { readonly code: string; readonly message: string } | undefined;

/** How an operation is polled. */
export interface PollAt {
  readonly how: 'azure-asyncoperation' | 'location';
  readonly of: string;
}

/** Runs what takes long, and answers those who ask how it goes. */
export interface Operations {
  /** Begins; `work` answers an error where it fails. The operation is in the state before this answers. */
  begin(kind: OperationKind, target: string, work: () => Promise<Outcome>): Operation;
  /** Goes on with what was under way when the emulator ended. */
  resume(work: (operation: Operation) => Promise<Outcome>): void;
  /** Where to ask how it goes, and when. `of` is the part of the path before `/operations`, such as PROVIDER/locations/REGION. */
  headers(call: ArmCall, operation: Operation, where: PollAt): Record<string, string | undefined>;
  /** Whether something is being done to a resource, for those who look at its provisioningState: this look counts as a poll. */
  pollTarget(id: string): Promise<boolean>;
  /** Everything that is under way has ended. */
  settled(): Promise<void>;
  readonly routes: readonly ArmRoute[];
}

/** The engine of long-running operations, the same for every provider. */
export function createOperations(cloud: Cloud): Operations {
  const { state, settings, endpoints } = cloud;
  const running = new Map<string, Promise<void>>();

  function run(operation: Operation, work: () => Promise<Outcome>): void {
    const done = (async () => {
      const error = await work();
      operation.status = error ? 'Failed' : 'Succeeded';
      operation.error = error && { code: error.code, message: error.message };
      operation.endTime = new Date().toISOString();
      running.delete(operation.id);
      await cloud.save();
    })();
    running.set(operation.id, done);
  }

  return {
    begin: (kind, target, work) => {
      const operation: Operation = {
        id: randomUUID(),
        kind,
        target,
        startTime: new Date().toISOString(),
        status: 'InProgress',
        pollsLeft: settings.operationPolls,
      };
      state.operations.push(operation);
      run(operation, work);
      return operation;
    },
    resume: (work) => {
      for (const operation of state.operations) {
        if (operation.status === 'InProgress') run(operation, () => work(operation));
      }
    },
    headers: ({ params, apiVersion }, { id }, { how, of }) => {
      const kind = how === 'location' ? 'operationResults' : 'operations';
      const path = `/subscriptions/${params['subscription']}${of && `/providers/${of}`}/${kind}/${id}`;
      return { [how]: `${endpoints.resourceManager}${path}?api-version=${apiVersion}`, ...retryAfter() };
    },
    pollTarget: async (id) => {
      const operation = state.operations.findLast((one) => one.target === id);
      return operation !== undefined && !(await isOverAfterPoll(operation));
    },
    settled: async () => {
      await Promise.all(running.values());
    },
    routes: [
      pollRoute('/providers/{namespace}/locations/{location}/operations', status),
      pollRoute('/providers/{namespace}/locations/{location}/operationResults', result),
      pollRoute('/operationResults', result),
    ],
  };

  async function polled(call: ArmCall): Promise<{ operation: Operation; isOver: boolean }> {
    const operation = state.operations.find(({ id }) => id === param(call, 'id'));
    if (!operation) throw new ArmError(404, 'NotFound', 'The operation could not be found.');
    return { operation, isOver: await isOverAfterPoll(operation) };
  }

  /** Waits a moment for the work, and uses one poll up. */
  async function isOverAfterPoll(operation: Operation): Promise<boolean> {
    const work = running.get(operation.id);
    if (work) await Promise.race([work, wait(PATIENCE)]);
    const isOver = operation.status !== 'InProgress' && operation.pollsLeft <= 0;
    operation.pollsLeft -= 1;
    return isOver;
  }

  /** Azure-AsyncOperation: always 200, the status is in the body. */
  async function status(call: ArmCall): Promise<ArmAnswer> {
    const { operation, isOver } = await polled(call);
    const { id, startTime, endTime, error } = operation;
    const name = { id: call.url.pathname, name: id, startTime };
    if (!isOver) return { status: 200, body: { ...name, status: 'InProgress' }, headers: retryAfter() };
    return { status: 200, body: { ...name, endTime, status: operation.status, ...(error && { error }) } };
  }

  /** Location: 202 until it is over. */
  async function result(call: ArmCall): Promise<ArmAnswer> {
    const { operation, isOver } = await polled(call);
    if (!isOver) {
      const location = new URL(`${call.url.pathname}${call.url.search}`, endpoints.resourceManager).href;
      return { status: 202, headers: { location, ...retryAfter() } };
    }
    if (operation.error) return { status: 409, body: { error: operation.error } };
    return { status: 200 };
  }

  function retryAfter(): Record<string, string | undefined> {
    return { 'retry-after': settings.operationRetryAfter?.toString() };
  }

  function pollRoute(where: string, handle: (call: ArmCall) => Promise<ArmAnswer>): ArmRoute {
    return { method: 'GET', path: `/subscriptions/{subscription}${where}/{id}`, apiVersions: [], handle };
  }
}
