import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import type { StepWork } from '../../../src-main/deployments/targets';
import { begin, canary, current, deploy, over, promiseOf, statesOf, targetSteps, untilAborted, World } from './world';

describe('A deployment', () => {
  it('does the steps in order, hands on what they learned, and tells the service', async () => {
    const world = new World();
    const heard: unknown[] = [];
    world.steps.set('this-computer.start-model', () => ({ model: 5001, status: 1 }));
    world.steps.set('this-computer.call-model', ({ learned }) => {
      heard.push(learned);
      return { status: 200 };
    });
    world.steps.set('this-computer.start-gateway', async ({ learned, gateway }) => {
      heard.push(learned);
      expect((await gateway()).apiKeys.primary).toBe(canary);
      return { port: 8443 };
    });
    const engine = world.open();
    const deployment = await over(engine, await begin(engine, world.serviceId));
    expect(deployment.state).toBe('done');
    expect(deployment.ended).toMatch(/^2027-03-14T/u);
    expect(statesOf(deployment)).toBe('done done done done');
    expect(world.done).toEqual(['keys made', ...targetSteps, 'gateway asked for', 'service told']);
    expect(heard).toEqual([
      { model: 5001, status: 1 },
      { model: 5001, status: 200 },
    ]);
    expect(world.deployed).toEqual([{ model: 5001, status: 200, port: 8443 }]);
  });

  it('is written down before and after each step', async () => {
    const world = new World();
    const seen: string[] = [];
    let id = '';
    const known = promiseOf<void>();
    for (const code of targetSteps) {
      world.steps.set(code, async () => {
        await known.promise;
        seen.push(statesOf(world.written(id)));
        return {};
      });
    }
    const engine = world.open();
    id = await begin(engine, world.serviceId);
    known.resolve();
    await over(engine, id);
    expect(seen).toEqual(['done running waiting waiting', 'done done running waiting', 'done done done running']);
    expect(world.written(id)).toEqual(await current(engine, id));
  });

  it('stops at the step that did not succeed, with its problem and the time it took', async () => {
    const world = new World();
    world.steps.set('this-computer.call-model', () => {
      throw new AppError('service.model-not-answering', { address: 'x', reason: 'refused' });
    });
    const engine = world.open();
    const deployment = await over(engine, await begin(engine, world.serviceId));
    expect(deployment.state).toBe('failed');
    expect(statesOf(deployment)).toBe('done done failed waiting');
    expect(deployment.steps[2]?.at).toEqual({
      state: 'failed',
      milliseconds: expect.any(Number),
      problem: { code: 'service.model-not-answering', facts: { address: 'x', reason: 'refused' } },
    });
    expect(world.deployed).toEqual([]);
  });

  it('says nothing of what was not foreseen but a reference', async () => {
    const world = new World();
    world.steps.set('this-computer.call-model', () => {
      throw new Error(canary);
    });
    const engine = world.open();
    const deployment = await over(engine, await begin(engine, world.serviceId));
    expect(deployment.steps[2]?.at).toMatchObject({
      problem: { code: 'unexpected', facts: { reference: 'reference-1' } },
    });
    expect(JSON.stringify([world.events, [...world.files.values()]])).not.toContain(canary);
  });

  it('is not done before the service heard of it', async () => {
    const world = new World();
    let isRefused = true;
    const engine = world.open();
    world.deployed.push = () => {
      if (isRefused) throw new AppError('library.not-saved', { name: 'score' });
      return 0;
    };
    const id = await begin(engine, world.serviceId);
    const deployment = await over(engine, id);
    expect(statesOf(deployment)).toBe('done done done failed');
    isRefused = false;
    await engine.resume({ id });
    expect((await over(engine, id)).state).toBe('done');
  });

  it('never writes a secret anywhere, whatever becomes of it', async () => {
    const world = new World();
    world.steps.set('this-computer.start-model', async ({ gateway }) => ({ port: (await gateway()).port }));
    world.steps.set('this-computer.start-gateway', async ({ gateway, report }) => {
      const { port } = await gateway();
      report({ port });
      throw new AppError('gateway.port-taken', { port });
    });
    const engine = world.open();
    await over(engine, await begin(engine, world.serviceId));
    expect(world.done.filter((what) => what === 'gateway asked for')).toHaveLength(2);
    expect(JSON.stringify([world.events, [...world.files.values()], await engine.list()])).not.toContain(canary);
  });
});

describe('A change of what runs', () => {
  it('is a deployment as every other: its kind is in the journal, and the service hears of it', async () => {
    const world = new World();
    world.keys = 'kept';
    const engine = world.open();
    const change = { kind: 'rotate-key', slot: 'secondary' } as const;
    const deployment = await over(engine, await begin(engine, world.serviceId, undefined, change));
    expect(world.done).toEqual(['next secondary key made', ...targetSteps, 'service told']);
    expect(deployment.change).toEqual(change);
    expect(JSON.parse(world.files.get(deployment.id) ?? '')).toMatchObject({
      order: { change },
      deployment: { change },
    });
  });

  it('gives its steps what the service holds, and none of it to the journal', async () => {
    const world = new World();
    world.held.set('environment/model/PASSWORD', canary);
    const seen: unknown[] = [];
    world.steps.set('this-computer.start-gateway', async ({ held, deploymentId }) => {
      seen.push((await held()).get('environment/model/PASSWORD'), deploymentId);
      return {};
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId, undefined, { kind: 'restart' });
    await over(engine, id);
    expect(seen).toEqual([canary, id]);
    expect(JSON.stringify([world.events, [...world.files.values()], await engine.list()])).not.toContain(canary);
  });
});

describe('What a target writes down for itself', () => {
  it('is there for the steps that follow and after a kill, and in nothing that is shown', async () => {
    const world = new World();
    const seen: unknown[] = [];
    world.steps.set('this-computer.start-model', async ({ remember, memo }) => {
      seen.push(memo);
      await remember({ was: 'a group' });
      return {};
    });
    world.steps.set('this-computer.call-model', ({ memo }) => {
      seen.push(memo);
      throw new AppError('service.model-not-answering', { address: 'x', reason: 'refused' });
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await over(engine, id);
    world.steps.set('this-computer.call-model', ({ memo }) => ({ seen: seen.push(memo) }));
    const again = world.open();
    await again.resume({ id });
    expect((await over(again, id)).state).toBe('done');
    expect(seen).toEqual([undefined, { was: 'a group' }, { was: 'a group' }]);
    expect(JSON.stringify([world.events, await again.list()])).not.toContain('a group');
  });

  /** The first step writes down what was, and the second does not succeed. */
  function worldThatRemembers(): World {
    const world = new World();
    world.steps.set('this-computer.start-model', async ({ remember }) => {
      await remember({ was: 'a group' });
      return {};
    });
    world.steps.set('this-computer.call-model', () => {
      throw new AppError('service.model-not-answering', { address: 'x', reason: 'refused' });
    });
    return world;
  }
  const told = (world: World): unknown => world.planned.at(-1)?.memo;

  it('is known to the next plan, and to the deployment that is made of it, through any number of ends of Latchkey', async () => {
    const world = worldThatRemembers();
    const engine = world.open();
    expect(await engine.hasMemo(world.serviceId)).toBe(false);
    await over(engine, await begin(engine, world.serviceId));
    expect(await engine.hasMemo(world.serviceId)).toBe(true);
    world.steps.delete('this-computer.start-model');
    const seen: unknown[] = [];
    world.steps.set('this-computer.start-gateway', ({ memo }) => ({ seen: seen.push(memo) }));
    for (const _turn of [1, 2]) {
      const again = world.open();
      await over(again, await begin(again, world.serviceId));
      expect(told(world)).toEqual({ was: 'a group' });
    }
    world.steps.delete('this-computer.call-model');
    const last = world.open();
    await over(last, await begin(last, world.serviceId));
    expect(seen).toEqual([{ was: 'a group' }]);
    expect(await last.hasMemo(world.serviceId)).toBe(false);
  });

  it('is of one service: the plan of another knows nothing of it', async () => {
    const world = worldThatRemembers();
    const engine = world.open();
    await over(engine, await begin(engine, world.serviceId));
    await engine.plan({ serviceId: crypto.randomUUID(), change: deploy });
    expect(told(world)).toBeUndefined();
  });

  it('is forgotten everywhere once a deployment of the service is done, also where an older one is gone on with', async () => {
    for (const finish of ['begin', 'resume'] as const) {
      const world = worldThatRemembers();
      const engine = world.open();
      const first = await begin(engine, world.serviceId);
      await over(engine, first);
      await over(engine, await begin(engine, world.serviceId));
      world.steps.delete('this-computer.call-model');
      if (finish === 'begin') await over(engine, await begin(engine, world.serviceId));
      else await engine.resume({ id: first }).then(() => over(engine, first));
      await engine.plan({ serviceId: world.serviceId, change: deploy });
      expect(told(world)).toBeUndefined();
      await expect.poll(() => [...world.files.values()].join()).not.toContain('a group');
    }
  });

  it('is forgotten where Latchkey ended just when the deployment was done', async () => {
    const world = worldThatRemembers();
    const engine = world.open();
    await over(engine, await begin(engine, world.serviceId));
    world.steps.delete('this-computer.call-model');
    const done = await begin(engine, world.serviceId);
    const before = new Map(world.files);
    await over(engine, done);
    await expect.poll(() => [...world.files.values()].join()).not.toContain('a group');
    // Only the first of the writes had come to the disk.
    const ended = JSON.parse(world.files.get(done) ?? '') as object;
    for (const [id, text] of before) world.files.set(id, text);
    world.files.set(done, JSON.stringify({ ...ended, memo: { was: 'a group' } }));
    await world.open().plan({ serviceId: world.serviceId, change: deploy });
    expect(told(world)).toBeUndefined();
    expect([...world.files.values()].join()).not.toContain('a group');
  });

  it('that can’t be written ends the step before it goes on', async () => {
    const world = new World();
    const problem = new AppError('file.not-written', { name: 'x', reason: 'no-space' });
    world.steps.set('this-computer.start-model', async ({ remember }) => {
      world.journalProblem = problem;
      await remember({ was: 'a group' });
      world.done.push('went on');
      return {};
    });
    const engine = world.open();
    const deployment = await over(engine, await begin(engine, world.serviceId));
    expect(deployment.steps[1]?.at).toMatchObject({ state: 'failed', problem: problem.toProblem() });
    expect(world.done).not.toContain('went on');
  });
});

describe('A start is refused', () => {
  it('while values are missing that the target asked for', async () => {
    const world = new World();
    const ask = { kind: 'environment', container: 'model' } as const;
    world.besides = {
      asks: [
        { ...ask, id: 'environment/model/A', name: 'A' },
        { ...ask, id: 'environment/model/B', name: 'B' },
      ],
    };
    const engine = world.open();
    await expect(begin(engine, world.serviceId)).rejects.toMatchObject({
      code: 'deployment.values-missing',
      facts: { count: 2 },
    });
    expect(world.done).toEqual([]);
    world.besides = {};
    expect((await over(engine, await begin(engine, world.serviceId))).state).toBe('done');
  });

  it('where values were given since, so that the target is asked again', async () => {
    const world = new World();
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    world.order = { ...world.order, held: ['environment/model/A'] };
    await expect(engine.start({ planId })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
  });

  it('of what can’t be taken back, unless its host name was typed', async () => {
    const world = new World();
    world.besides = { mustConfirm: true };
    const engine = world.open();
    const remove = { kind: 'delete' } as const;
    await expect(begin(engine, world.serviceId, 'yes', remove)).rejects.toMatchObject({
      code: 'deployment.not-confirmed',
    });
    expect(world.done).toEqual([]);
    const id = await begin(engine, world.serviceId, 'score.contoso.com', remove);
    expect((await over(engine, id)).state).toBe('done');
  });

  it('for a plan that nobody made, or that another one took the place of', async () => {
    const world = new World();
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    await engine.plan({ serviceId: world.serviceId, change: deploy });
    await expect(engine.start({ planId })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
  });

  it('where the service changed since, in any of its choices', async () => {
    const world = new World();
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    const { order } = world;
    for (const change of [{ settings: { port: 8444 } }, { tls: false }, { certificate: undefined }]) {
      world.order = { ...order, ...change };
      await expect(engine.start({ planId })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
    }
    expect(world.done).toEqual([]);
    world.order = { ...order };
    expect((await over(engine, (await engine.start({ planId })).id)).state).toBe('done');
  });

  it('a second time', async () => {
    const world = new World();
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    const starts = await Promise.allSettled([engine.start({ planId }), engine.start({ planId })]);
    expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(starts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'deployment.running' },
    });
    await over(engine, (await engine.list()).deployments[0]!.id);
    await expect(engine.start({ planId })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
    expect((await engine.list()).deployments).toHaveLength(1);
  });

  it('where it can’t be written down: then nothing is done', async () => {
    const world = new World();
    const engine = world.open();
    world.journalProblem = new AppError('file.not-written', { name: 'x', reason: 'no-space' });
    await expect(begin(engine, world.serviceId)).rejects.toMatchObject({ code: 'file.not-written' });
    expect(world.done).toEqual([]);
    expect((await engine.list()).deployments).toEqual([]);
    world.journalProblem = undefined;
    expect((await over(engine, await begin(engine, world.serviceId))).state).toBe('done');
  });

  describe('for a development certificate that others would meet', () => {
    const development = (hostName: string): World => {
      const world = new World();
      world.isReal = true;
      const certificate = { name: 'x', notAfter: '2027-06-01T00:00:00Z', developmentOnly: true, sha256: 'ab' };
      world.order = { ...world.order, hostName, certificate };
      return world;
    };

    it.each([undefined, '', ' ', 'contoso.com', 'score.contoso.com.evil.example', 'score'])(
      'unless its host name was typed: not by %o',
      async (confirmed) => {
        const world = development('score.contoso.com');
        await expect(begin(world.open(), world.serviceId, confirmed)).rejects.toMatchObject({
          code: 'deployment.not-confirmed',
          facts: { hostName: 'score.contoso.com' },
        });
        expect(world.done).toEqual([]);
      },
    );

    it.each([
      ['score.contoso.com', ' Score.Contoso.com '],
      ['xn--mnchen-3ya.example', 'MÜNCHEN.example'],
      ['xn--mnchen-3ya.example', 'XN--mnchen-3ya.example'],
    ])('and not when %s is confirmed by %o', async (hostName, confirmed) => {
      const world = development(hostName);
      const engine = world.open();
      expect((await over(engine, await begin(engine, world.serviceId, confirmed))).state).toBe('done');
    });
  });
});

describe('One at a time', () => {
  it('runs for a service; another service is not held up', async () => {
    const world = new World();
    const { begun, run } = untilAborted();
    const other = crypto.randomUUID();
    world.steps.set('this-computer.call-model', (work: StepWork) => (work.order.serviceId === other ? {} : run(work)));
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    const { id } = await engine.start({ planId });
    await begun;
    expect((await over(engine, await begin(engine, other))).state).toBe('done');
    await expect(engine.resume({ id })).rejects.toMatchObject({ code: 'deployment.running' });
    await engine.cancel({ id });
    expect((await over(engine, id)).state).toBe('cancelled');
  });
});

describe('A journal that can’t be written any more', () => {
  it('keeps the next step from being begun, and it is done when there is room again', async () => {
    const world = new World();
    const problem = new AppError('file.not-written', { name: 'x', reason: 'no-space' });
    world.steps.set('this-computer.start-model', () => {
      world.journalProblem = problem;
      return { model: 5001 };
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    const deployment = await over(engine, id);
    expect(statesOf(deployment)).toBe('done done failed waiting');
    expect(deployment.steps[2]?.at).toMatchObject({ problem: problem.toProblem() });
    expect(world.done).not.toContain('this-computer.call-model');
    // The disk still says that the step before is under way: after a restart that one runs again, which is safe.
    expect(statesOf(world.written(id))).toBe('done running waiting waiting');
    world.journalProblem = undefined;
    await engine.resume({ id });
    expect((await over(engine, id)).state).toBe('done');
    expect(world.deployed).toEqual([{ model: 5001 }]);
    expect(world.done.filter((what) => what === 'this-computer.start-model')).toHaveLength(1);
  });
});

describe('What a step says of itself', () => {
  it('is told, the last of it always, and never after its end', async () => {
    const world = new World();
    const last = promiseOf<StepWork>();
    world.steps.set('this-computer.call-model', async (work) => {
      for (let percent = 0; percent <= 100; percent++) work.report({ percent });
      await expect.poll(() => JSON.stringify(world.events.at(-1))).toContain('"percent":100');
      last.resolve(work);
      return {};
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    const work = await last.promise;
    const deployment = await over(engine, id);
    work.report({ percent: 50 });
    expect(await current(engine, id)).toEqual(deployment);
    const told = world.events.filter((event) => JSON.stringify(event).includes('"percent"'));
    expect(told.length).toBeLessThan(10);
    expect(world.events.at(-1)).toEqual(deployment);
    expect(JSON.stringify([...world.files.values()])).not.toContain('percent');
  });
});
