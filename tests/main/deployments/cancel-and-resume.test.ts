import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import type { Facts } from '../../../shared/problem';
import { begin, current, deploy, over, promiseOf, statesOf, targetSteps, untilAborted, World } from './world';

const gone = { id: '00000000-0000-4000-8000-000000000000' };

describe('A cancel', () => {
  it.each(targetSteps.map((code, index) => ({ code, index })))(
    'during $code aborts it, begins no other, and leaves what was done',
    async ({ code, index }) => {
      const world = new World();
      const { begun, run } = untilAborted();
      world.steps.set(code, run);
      const engine = world.open();
      const id = await begin(engine, world.serviceId);
      await begun;
      await engine.cancel({ id });
      const deployment = await current(engine, id);
      expect(deployment.state).toBe('cancelled');
      const [done, waiting] = [Array<string>(index + 1).fill('done'), Array<string>(2 - index).fill('waiting')];
      expect(statesOf(deployment)).toBe([...done, 'cancelled', ...waiting].join(' '));
      expect(world.written(id)).toEqual(deployment);
      expect(world.deployed).toEqual([]);

      world.steps.set(code, () => ({}));
      world.done.length = 0;
      await engine.resume({ id });
      expect((await over(engine, id)).state).toBe('done');
      expect(world.done).toEqual([...targetSteps.slice(index), 'service told']);
    },
  );

  it('at once ends it before the target does anything', async () => {
    const world = new World();
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await engine.cancel({ id });
    const deployment = await current(engine, id);
    expect(deployment.state).toBe('cancelled');
    expect(world.done).not.toContain(targetSteps[1]);
    await engine.resume({ id });
    expect((await over(engine, id)).state).toBe('done');
  });

  it('that a step does not heed is answered all the same; it runs until it settles, and nothing is begun beside it', async () => {
    const world = new World();
    const deaf = promiseOf<Facts>();
    const begun = promiseOf<void>();
    world.steps.set('this-computer.call-model', () => {
      begun.resolve();
      return deaf.promise;
    });
    const engine = world.open({ patience: 20 });
    const id = await begin(engine, world.serviceId);
    await begun.promise;
    await engine.cancel({ id });
    expect((await current(engine, id)).state).toBe('running');
    await expect(engine.plan({ serviceId: world.serviceId, change: deploy })).rejects.toMatchObject({
      code: 'deployment.running',
    });
    deaf.resolve({ status: 200 });
    const deployment = await over(engine, id);
    expect(deployment.state).toBe('cancelled');
    // It was done, so it is not done again.
    expect(statesOf(deployment)).toBe('done done done waiting');
  });

  it('that comes too late for the last step cancels nothing', async () => {
    const world = new World();
    const [deaf, begun] = [promiseOf<Facts>(), promiseOf<void>()];
    world.steps.set('this-computer.start-gateway', () => {
      begun.resolve();
      return deaf.promise;
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await begun.promise;
    const cancelled = engine.cancel({ id });
    deaf.resolve({ port: 1 });
    await cancelled;
    expect((await current(engine, id)).state).toBe('done');
    expect(world.deployed).toEqual([{ port: 1 }]);
  });

  it('of what is over changes nothing, and of what nobody knows is refused', async () => {
    const world = new World();
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    const deployment = await over(engine, id);
    await engine.cancel({ id });
    expect(await current(engine, id)).toEqual(deployment);
    await expect(engine.cancel(gone)).rejects.toMatchObject({ code: 'deployment.gone' });
  });
});

describe('Going on', () => {
  const failedOnce = async () => {
    const world = new World();
    let turn = 0;
    world.steps.set('this-computer.start-model', () => ({ model: 5001 }));
    world.steps.set('this-computer.call-model', () => {
      if (++turn === 1) throw new AppError('service.model-not-answering', { address: 'x', reason: 'refused' });
      return { status: 200 };
    });
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await over(engine, id);
    return { world, engine, id };
  };

  it('begins at the step that did not succeed, with what those before it learned', async () => {
    const { world, engine, id } = await failedOnce();
    world.done.length = 0;
    await engine.resume({ id });
    const deployment = await over(engine, id);
    expect(deployment.state).toBe('done');
    expect(world.done).toEqual([...targetSteps.slice(1), 'service told']);
    expect(world.deployed).toEqual([{ model: 5001, status: 200 }]);
  });

  it('shows no old end while it runs again', async () => {
    const { world, engine, id } = await failedOnce();
    world.events.length = 0;
    await engine.resume({ id });
    await over(engine, id);
    expect(world.events[0]).toMatchObject({ state: 'running' });
    expect(world.events[0]).not.toHaveProperty('ended');
    expect(statesOf(world.events[0]!)).toBe('done done waiting waiting');
  });

  it('is the same after Latchkey was closed', async () => {
    const { world, id } = await failedOnce();
    const engine = world.open();
    await engine.resume({ id });
    expect((await over(engine, id)).state).toBe('done');
    expect(world.deployed).toEqual([{ model: 5001, status: 200 }]);
  });

  it('is refused where the service is to be something else by now', async () => {
    const { world, engine, id } = await failedOnce();
    world.order = { ...world.order, settings: { port: 1 } };
    const before = await current(engine, id);
    await expect(engine.resume({ id })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
    expect(await current(engine, id)).toEqual(before);
  });

  it('is refused where it can’t be written down, and then nothing of it is so', async () => {
    const { world, engine, id } = await failedOnce();
    const before = await current(engine, id);
    world.journalProblem = new AppError('file.not-written', { name: 'x', reason: 'no-space' });
    await expect(engine.resume({ id })).rejects.toMatchObject({ code: 'file.not-written' });
    expect(await current(engine, id)).toEqual(before);
  });

  it('twice at once is going on once', async () => {
    const { world, engine, id } = await failedOnce();
    world.done.length = 0;
    const both = await Promise.allSettled([engine.resume({ id }), engine.resume({ id })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await over(engine, id);
    expect(world.done).toEqual([...targetSteps.slice(1), 'service told']);
  });

  it('does nothing for what is done, and is refused for what nobody knows', async () => {
    const { world, engine, id } = await failedOnce();
    await engine.resume({ id });
    const deployment = await over(engine, id);
    world.done.length = 0;
    await engine.resume({ id });
    expect(await current(engine, id)).toEqual(deployment);
    expect(world.done).toEqual([]);
    await expect(engine.resume(gone)).rejects.toMatchObject({ code: 'deployment.gone' });
  });
});

describe('What is known', () => {
  it('has the newest first, and of those that are over the newest fifty', async () => {
    const world = new World();
    const engine = world.open();
    const ids: string[] = [];
    for (let turn = 0; turn < 52; turn++) {
      const id = await begin(engine, world.serviceId);
      await over(engine, id);
      ids.unshift(id);
    }
    await expect.poll(() => world.files.size).toBe(50);
    const listed = async (from = engine): Promise<string[]> => (await from.list()).deployments.map(({ id }) => id);
    expect(await listed()).toEqual(ids.slice(0, 50));
    expect(await listed(world.open())).toEqual(ids.slice(0, 50));
  });

  it('goes on beyond the newest fifty as long as a target needs what it wrote down there', async () => {
    const world = new World();
    const other = crypto.randomUUID();
    world.steps.set('this-computer.start-model', async ({ remember, order }) => {
      if (order.serviceId === other) await remember({ was: 'a group' });
      return {};
    });
    world.steps.set('this-computer.call-model', ({ order }) => {
      if (order.serviceId === other) throw new AppError('service.model-not-answering', { address: 'x' });
      return {};
    });
    const engine = world.open();
    const needed = await begin(engine, other);
    await over(engine, needed);
    for (let turn = 0; turn < 52; turn++) await over(engine, await begin(engine, world.serviceId));
    await expect.poll(() => world.files.size).toBe(51);
    expect([...world.files.keys()]).toContain(needed);
    world.steps.clear();
    await engine.resume({ id: needed });
    await expect.poll(() => [...world.files.keys()]).not.toContain(needed);
  });

  it('is interrupted where Latchkey ended in the middle, and says so on the disk too', async () => {
    const world = new World();
    const { begun, run } = untilAborted();
    world.steps.set('this-computer.call-model', run);
    const id = await begin(world.open(), world.serviceId);
    await begun;
    const engine = world.open();
    const deployment = await current(engine, id);
    expect(deployment.state).toBe('interrupted');
    expect(statesOf(deployment)).toBe('done done interrupted waiting');
    expect(world.written(id)).toEqual(deployment);
    world.steps.delete('this-computer.call-model');
    await engine.resume({ id });
    expect((await over(engine, id)).state).toBe('done');
  });

  it('goes with its service, also in the middle of it', async () => {
    const world = new World();
    const other = crypto.randomUUID();
    const engine = world.open();
    const kept = await begin(engine, other);
    await over(engine, kept);
    await over(engine, await begin(engine, world.serviceId));
    const { begun, run } = untilAborted();
    world.steps.set('this-computer.call-model', run);
    await begin(engine, world.serviceId);
    await begun;
    await engine.forget(world.serviceId);
    expect((await engine.list()).deployments.map(({ id }) => id)).toEqual([kept]);
    expect([...world.files.keys()]).toEqual([kept]);
  });

  it('stays forgotten when a step that could not be stopped ends afterwards', async () => {
    const world = new World();
    const [deaf, begun] = [promiseOf<Facts>(), promiseOf<void>()];
    world.steps.set('this-computer.call-model', () => {
      begun.resolve();
      return deaf.promise;
    });
    const engine = world.open({ patience: 10 });
    await begin(engine, world.serviceId);
    await begun.promise;
    await engine.forget(world.serviceId);
    deaf.resolve({});
    await expect.poll(() => world.events.at(-1)?.state).toBe('cancelled');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await engine.list()).deployments).toEqual([]);
    expect(world.files.size).toBe(0);
  });
});
