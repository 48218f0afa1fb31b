import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../support/azure/faults';
import { openEngine } from './open-engine';
import { openModel, useStates } from './open-states';
import { existingGroup, keys, model, newGroup, orderOf } from './open-target';
import { foundIn } from './open-world';

const { made, side, put, asked, sent } = useStates();
const held = { 'environment/scorer/TOKEN': 'CANARYxTOKENx5d1f' };

type Status = Extract<Effect, { kind: 'status' }>['status'];
type Step = 'create-group' | 'delete-group' | 'wait-group';
const status = (of: Status, retryAfter?: number): Effect => ({ kind: 'status', status: of, retryAfter });
const claims: Effect = { kind: 'claims-challenge' };
const drop: Effect = { kind: 'drop' };
const dropAfter: Effect = { kind: 'drop-after' };
const slow: Effect = { kind: 'slow', milliseconds: 20 };
const events = [{ name: 'Failed', message: 'Failed to pull image "x": manifest unknown', type: 'Warning' as const }];
const operationFails: Effect = { kind: 'operation-fails', code: 'InaccessibleImage', message: 'Not accessible.' };

/** What happens to the first request of that kind once a step has begun, and what the deployment comes to by itself. */
type Row = readonly [effect: Effect, problem: string | undefined, taken?: number];

const toPut: readonly Row[] = [
  [claims, undefined],
  [status(429), undefined],
  [status(429, 0), undefined],
  [slow, undefined],
  [status(401), 'sign-in.needed'],
  [status(403), 'azure.forbidden'],
  [status(404), 'azure.not-found'],
  [status(409), 'azure.conflict'],
  [status(429, 60), 'azure.throttled'],
  [status(500), 'azure.unavailable'],
  [status(503), 'azure.unavailable'],
  [drop, 'azure.offline'],
  // It was taken, and is not sent again.
  [dropAfter, 'azure.offline', 0],
  [{ kind: 'no-capacity' }, 'azure.no-capacity'],
  // It was taken and did not come up: that is tried again.
  [operationFails, 'azure.operation-failed', 2],
  [{ kind: 'provisioning-fails', events }, 'azure.operation-failed', 2],
];
const toLook: readonly Row[] = [
  ...[claims, status(404), status(429), status(429, 60), status(500), status(503), drop, dropAfter, slow].map(
    (effect): Row => [effect, undefined],
  ),
  [status(401), 'sign-in.needed'],
  [status(403), 'azure.forbidden'],
  [status(409), 'azure.conflict'],
];
const toDelete: readonly Row[] = [
  [claims, undefined],
  [status(429), undefined],
  [slow, undefined],
  [status(403), 'azure.forbidden'],
  [status(409), 'azure.conflict'],
  [status(503), 'azure.unavailable'],
  [drop, 'azure.offline'],
  // It was taken, and is seen to be gone.
  [dropAfter, undefined, 0],
  [operationFails, 'azure.operation-failed', 2],
];
const toFollow: readonly Row[] = [claims, status(429), status(503), drop, slow].map((effect): Row => [
  effect,
  undefined,
]);

const casesOf = (rows: readonly Row[]) => rows.map(([effect, problem, times = 1]) => ({ effect, problem, times }));

/** A fault that waits for the step. */
function during(
  engine: ReturnType<typeof openEngine>,
  step: Step,
  fault: { method: string; path: string; effect: Effect },
) {
  engine.seen.changed = ({ steps }) => {
    if (steps.find(({ at }) => at.state === 'running')?.step.code !== `container-instances.${step}`) return;
    engine.seen.changed = () => undefined;
    made.emulator.faults.add({ ...fault, service: 'arm' });
  };
}

/** By itself or at the second go it is done, and nothing that is secret was written or is in an error that nobody foresaw. */
async function expectDone(engine: ReturnType<typeof openEngine>, problem: string | undefined): Promise<void> {
  const first = await engine.deploy();
  const failed = first.steps.flatMap(({ at }) => (at.state === 'failed' ? [at.problem.code] : []));
  expect(failed).toEqual(problem === undefined ? [] : [problem]);
  expect(made.emulator.faults.waiting()).toEqual([]);
  const last = problem === undefined ? first : await engine.resume(first.id);
  expect(last).toMatchObject({ state: 'done' });
  expect(engine.seen.unforeseen).toEqual([]);
  const written = [engine.written(), inspect([first, last], { depth: 9 })].map((text) => Buffer.from(text));
  const secrets = [...made.emulator.canaries(), ...Object.values(keys), ...Object.values(held), 'PRIVATE KEY'];
  expect(foundIn(written, secrets)).toEqual([]);
}

const taken = (method: string, name: string) =>
  asked().filter((call) => new RegExp(`^${method} ${name} 2`, 'u').test(call)).length;

describe('A new group', () => {
  const order = orderOf({ containerGroup: newGroup('churn'), model: model() });

  it.each(casesOf(toPut))(
    'is there once, whatever happens when it is sent: $effect',
    async ({ effect, problem, times }) => {
      const engine = openEngine(made.groups, () => order, side());
      during(engine, 'create-group', { method: 'PUT', path: '/churn$', effect });
      await expectDone(engine, problem);
      expect(taken('PUT', 'churn')).toBe(times);
      expect(made.emulator.state.containerGroups).toHaveLength(1);
    },
  );

  it.each(casesOf(toLook))(
    'is waited for, whatever happens to one of the looks at it: $effect',
    async ({ effect, problem }) => {
      const engine = openEngine(made.groups, () => order, side());
      during(engine, 'wait-group', { method: 'GET', path: '/churn$', effect });
      await expectDone(engine, problem);
      expect(taken('PUT', 'churn')).toBe(1);
      expect(made.emulator.state.containerGroups).toHaveLength(1);
    },
  );
});

describe('A group that is made anew', () => {
  const settings = { containerGroup: existingGroup('open', 'scorer'), model: model() };
  const order = orderOf(settings, { held: Object.keys(held) });
  const there = openModel({}, { environmentVariables: [{ name: 'TOKEN', secureValue: Object.values(held)[0] }] });

  /** The one that was there, with what was added to it. */
  function expectWhole(): void {
    expect(made.emulator.state.containerGroups).toHaveLength(1);
    expect(sent('open')?.tags).toMatchObject({ owner: 'the analysts', 'latchkey-host': 'score.contoso.test' });
    expect(sent('open')?.properties.containers.map(({ name }) => name)).toEqual(['scorer', 'gateway']);
    expect(sent('open')?.properties.containers[0]?.properties.environmentVariables).toEqual([
      { name: 'TOKEN', secureValue: Object.values(held)[0] },
    ]);
  }

  it.each(casesOf(toDelete))(
    'loses nothing, whatever happens when it is deleted: $effect',
    async ({ effect, problem, times }) => {
      await put('open', there);
      const engine = openEngine(made.groups, () => order, side({ held }));
      during(engine, 'delete-group', { method: 'DELETE', path: '/open$', effect });
      await expectDone(engine, problem);
      expect(taken('DELETE', 'open')).toBe(times);
      expect(taken('PUT', 'open')).toBe(1);
      expectWhole();
    },
  );

  it.each(casesOf(toFollow))(
    'is gone, whatever happens to one of the looks at its end: $effect',
    async ({ effect }) => {
      await put('open', there);
      const engine = openEngine(made.groups, () => order, side({ held }));
      during(engine, 'delete-group', { method: 'GET', path: '/operationResults/', effect });
      await expectDone(engine, undefined);
      expect([taken('DELETE', 'open'), taken('PUT', 'open')]).toEqual([1, 1]);
      expectWhole();
    },
  );

  it.each(casesOf(toPut))(
    'comes again, whatever happens when it is sent: $effect',
    async ({ effect, problem, times }) => {
      await put('open', there);
      const engine = openEngine(made.groups, () => order, side({ held }));
      during(engine, 'create-group', { method: 'PUT', path: '/open$', effect });
      await expectDone(engine, problem);
      expect(taken('DELETE', 'open')).toBe(1);
      expect(taken('PUT', 'open')).toBe(times);
      expectWhole();
    },
  );
});
