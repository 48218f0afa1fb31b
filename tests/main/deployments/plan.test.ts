import { describe, expect, it } from 'vitest';
import { planSchema } from '../../../shared/deployments/contract';
import { AppError } from '../../../src-main/app-error';
import { begin, deploy, over, promiseOf, targetSteps, untilAborted, World } from './world';

const password = {
  id: 'registry-password/contoso.azurecr.io',
  kind: 'registry-password',
  name: 'contoso.azurecr.io',
} as const;

describe('A plan', () => {
  it('says what will be done: both keys first, then the steps of the target', async () => {
    const world = new World();
    const plan = await world.open().plan({ serviceId: world.serviceId, change: deploy });
    expect(plan).toMatchObject({
      serviceId: world.serviceId,
      target: 'this-computer',
      hostName: 'score.contoso.com',
      place: ['laptop'],
      seconds: 2,
      warnings: [],
    });
    expect(plan.steps[0]).toEqual({
      code: 'store-api-keys',
      action: 'store',
      facts: { keeping: 'keyring', made: true },
    });
    expect(plan.steps.slice(1).map(({ code }) => code)).toEqual(targetSteps);
    expect(plan).not.toHaveProperty('toConfirm');
  });

  it('touches nothing', async () => {
    const world = new World();
    await world.open().plan({ serviceId: world.serviceId, change: deploy });
    expect(world.done).toEqual([]);
    expect(world.events).toEqual([]);
    expect(world.files.size).toBe(0);
    expect(world.keys).toBe('none');
  });

  it('leaves the keys that a service has', async () => {
    const world = new World();
    world.keys = 'kept';
    const { steps } = await world.open().plan({ serviceId: world.serviceId, change: deploy });
    expect(steps[0]).toMatchObject({ action: 'check', facts: { made: false } });
  });

  it.each(['primary', 'secondary'] as const)(
    'that replaces the %s key makes the new one first, and tells where',
    async (slot) => {
      const world = new World();
      world.keys = 'kept';
      const { steps, change } = await world
        .open()
        .plan({ serviceId: world.serviceId, change: { kind: 'rotate-key', slot } });
      expect(change).toEqual({ kind: 'rotate-key', slot });
      expect(steps[0]).toEqual({ code: 'make-new-key', action: 'create', facts: { slot, keeping: 'keyring' } });
      expect(steps.slice(1).map(({ code }) => code)).toEqual(targetSteps);
    },
  );

  it.each(['restart', 'stop', 'start', 'delete'] as const)('to %s leaves the keys alone', async (kind) => {
    const world = new World();
    const { steps } = await world.open().plan({ serviceId: world.serviceId, change: { kind } });
    expect(steps.map(({ code }) => code)).toEqual(targetSteps);
  });

  it('tells the target whether there are API keys', async () => {
    const world = new World();
    const engine = world.open();
    await engine.plan({ serviceId: world.serviceId, change: deploy });
    world.keys = 'kept';
    await engine.plan({ serviceId: world.serviceId, change: deploy });
    expect(world.planned.map(({ hasApiKeys }) => hasApiKeys)).toEqual([false, true]);
  });

  it('says what the target warns of, asks for and would interrupt', async () => {
    const world = new World();
    world.order = { ...world.order, tls: false };
    world.besides = { warnings: ['recreate'], asks: [password], interruption: 90 };
    const plan = await world.open().plan({ serviceId: world.serviceId, change: deploy });
    expect(plan).toMatchObject({
      warnings: ['tls-off', 'keys-over-plain-http', 'recreate'],
      asks: [password],
      interruption: 90,
    });
    expect(planSchema.parse(plan)).toEqual(plan);
  });

  it('wants the user’s word where the target says that it can’t be taken back', async () => {
    const world = new World();
    world.besides = { mustConfirm: true, warnings: ['delete'] };
    const plan = await world.open().plan({ serviceId: world.serviceId, change: { kind: 'delete' } });
    expect(plan).toMatchObject({ toConfirm: 'score.contoso.com', warnings: ['delete'] });
  });

  it('that only stops or deletes says nothing of TLS and keys', async () => {
    const world = new World();
    world.isReal = true;
    const certificate = { name: 'x', notAfter: '2027-06-01T00:00:00Z', developmentOnly: true, sha256: 'ab' };
    world.order = { ...world.order, certificate, keyAuthentication: false };
    for (const kind of ['restart', 'stop', 'start', 'delete'] as const) {
      const plan = await world.open().plan({ serviceId: world.serviceId, change: { kind } });
      expect(plan.warnings).toEqual([]);
      expect(plan).not.toHaveProperty('toConfirm');
    }
  });

  it('names an international host as people read it', async () => {
    const world = new World();
    world.order = { ...world.order, hostName: 'xn--mnchen-3ya.example' };
    expect((await world.open().plan({ serviceId: world.serviceId, change: deploy })).hostName).toBe('münchen.example');
  });

  it.each([
    { tls: true, keyAuthentication: true, warnings: [] },
    { tls: true, keyAuthentication: false, warnings: ['key-authentication-off'] },
    { tls: false, keyAuthentication: true, warnings: ['tls-off', 'keys-over-plain-http'] },
    { tls: false, keyAuthentication: false, warnings: ['tls-off', 'key-authentication-off'] },
  ])('warns of what is off: TLS $tls, keys $keyAuthentication', async ({ tls, keyAuthentication, warnings }) => {
    const world = new World();
    world.order = { ...world.order, tls, keyAuthentication };
    expect((await world.open().plan({ serviceId: world.serviceId, change: deploy })).warnings).toEqual(warnings);
  });

  it.each([
    { isReal: true, tls: true, developmentOnly: true, toConfirm: 'score.contoso.com' },
    { isReal: false, tls: true, developmentOnly: true, toConfirm: undefined },
    { isReal: true, tls: false, developmentOnly: true, toConfirm: undefined },
    { isReal: true, tls: true, developmentOnly: false, toConfirm: undefined },
  ])(
    'wants the user’s word where others would meet a development certificate: %o',
    async ({ isReal, tls, developmentOnly, toConfirm }) => {
      const world = new World();
      world.isReal = isReal;
      const certificate = { name: 'x', notAfter: '2027-06-01T00:00:00Z', developmentOnly, sha256: 'ab' };
      world.order = { ...world.order, tls, certificate };
      const plan = await world.open().plan({ serviceId: world.serviceId, change: deploy });
      expect(plan.toConfirm).toBe(toConfirm);
      expect(plan.warnings.includes('development-certificate')).toBe(toConfirm !== undefined);
    },
  );

  it('is refused with what the target says, and nothing of it is remembered', async () => {
    const world = new World();
    const engine = world.open();
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    world.planning = async () => {
      throw new AppError('gateway.port-taken', { port: 8443 });
    };
    await expect(engine.plan({ serviceId: world.serviceId, change: deploy })).rejects.toMatchObject({
      code: 'gateway.port-taken',
    });
    await expect(engine.start({ planId })).rejects.toMatchObject({ code: 'deployment.plan-gone' });
  });

  it('is refused while a deployment of the service is under way', async () => {
    const world = new World();
    const { begun, run } = untilAborted();
    world.steps.set('this-computer.call-model', run);
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await begun;
    await expect(engine.plan({ serviceId: world.serviceId, change: deploy })).rejects.toMatchObject({
      code: 'deployment.running',
      facts: { hostName: 'score.contoso.com' },
    });
    await engine.cancel({ id });
    await over(engine, id);
    expect((await engine.plan({ serviceId: world.serviceId, change: deploy })).serviceId).toBe(world.serviceId);
  });

  it('that is asked for again ends the one that is being made', async () => {
    const world = new World();
    const asked = promiseOf<AbortSignal>();
    world.planning = (signal) => {
      asked.resolve(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const engine = world.open();
    const first = engine.plan({ serviceId: world.serviceId, change: deploy }).catch((cause: unknown) => cause);
    await asked.promise;
    world.planning = async () => undefined;
    const { id: planId } = await engine.plan({ serviceId: world.serviceId, change: deploy });
    expect(await first).toMatchObject({ code: 'deployment.plan-gone' });
    const { id } = await engine.start({ planId });
    expect(id).toEqual(expect.any(String));
    await over(engine, id);
  });
});
