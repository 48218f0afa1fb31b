import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { planSchema, type Step } from '../../../../shared/deployments/contract';
import type { Order, PlanWork, StepWork } from '../../../../src-main/deployments/targets';
import { ThisComputer } from '../../../../src-main/targets/this-computer/this-computer';
import { describeGateway, makePaper, settingsOf } from './fake-gateways';

const never = (): AbortSignal => new AbortController().signal;

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

async function listen(listener: RequestListener = (_, answer) => answer.end('{}')): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port that is free: another program would have to take it in the same moment. */
async function free(): Promise<number> {
  const port = await listen();
  const server = servers.pop()!;
  server.close();
  await once(server, 'close');
  return port;
}

const own = (port: number, path = '/score') =>
  ({ kind: 'address', address: `http://127.0.0.1:${port}${path}` }) as const;

function orderOf(settings: unknown): Order {
  return {
    serviceId: 'a',
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'localhost',
    certificate: { name: 'localhost', notAfter: '2027-01-01T00:00:00Z', developmentOnly: true, sha256: 'ab' },
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    settings,
    held: [],
  };
}

const work = (order: Order, signal = never()): StepWork => ({
  order,
  signal,
  deploymentId: 'd',
  learned: {},
  memo: undefined,
  gateway: async () => describeGateway(),
  held: async () => new Map(),
  remember: async () => undefined,
  report: () => undefined,
});
const planning = (): PlanWork => ({ hasApiKeys: false, memo: undefined, signal: never() });

describe('A plan for this computer', () => {
  it('names the computer and its steps, and starts nothing', async () => {
    const { services, gateways, models } = makePaper();
    const port = await free();
    const plan = await new ThisComputer(services, 'laptop').plan(orderOf(settingsOf({ port })), planning());
    expect(plan).toMatchObject({
      place: ['laptop'],
      steps: [
        { code: 'this-computer.start-model', action: 'start', facts: {} },
        {
          code: 'this-computer.start-gateway',
          action: 'start',
          facts: {
            hostName: 'localhost',
            port,
            tls: true,
            keyAuthentication: true,
            certificate: 'localhost',
            developmentOnly: true,
          },
        },
      ],
    });
    expect(planSchema.shape.steps.parse(plan.steps)).toEqual(plan.steps);
    expect([gateways, models]).toEqual([[], []]);
  });

  it('checks a model of the user’s own by calling it later, not now', async () => {
    let calls = 0;
    const model = await listen(() => (calls += 1));
    const order = orderOf(settingsOf({ port: await free(), model: own(model) }));
    const { steps } = await new ThisComputer(makePaper().services, 'laptop').plan(order, planning());
    expect(steps[0]).toEqual({
      code: 'this-computer.call-model',
      action: 'check',
      facts: { address: `http://127.0.0.1:${model}/score` },
    });
    expect(calls).toBe(0);
  });

  it('is not made for a port that another program holds', async () => {
    const port = await listen();
    const plan = new ThisComputer(makePaper().services, 'laptop').plan(orderOf(settingsOf({ port })), planning());
    await expect(plan).rejects.toMatchObject({
      code: 'gateway.port-taken',
      facts: { port, free: expect.any(Number) },
    });
  });

  it('is made for a port that this very service holds, whose gateway it starts again', async () => {
    const { services } = makePaper();
    const port = await listen();
    const settings = settingsOf({ port });
    await services.start('a', { settings, gateway: async () => describeGateway() });
    const { steps } = await new ThisComputer(services, 'laptop').plan(orderOf(settings), planning());
    expect(steps[1]).toMatchObject({ action: 'restart' });
    const other = new ThisComputer(services, 'laptop').plan({ ...orderOf(settings), serviceId: 'b' }, planning());
    await expect(other).rejects.toMatchObject({ code: 'gateway.port-taken' });
  });

  it('is not made for a model elsewhere, nor for the gateway itself as a model', async () => {
    const target = new ThisComputer(makePaper().services, 'laptop');
    const port = await free();
    const elsewhere = { kind: 'address', address: 'http://192.168.0.7/score' } as const;
    for (const model of [elsewhere, own(port)]) {
      const plan = target.plan(orderOf(settingsOf({ port, model })), planning());
      await expect(plan).rejects.toMatchObject({ code: 'service.model-address-invalid' });
    }
  });

  it.each(['restart', 'stop', 'start', 'delete'] as const)(
    'is not made to %s: that takes no plan here',
    async (kind) => {
      const order = { ...orderOf(settingsOf({ port: await free() })), change: { kind } };
      await expect(new ThisComputer(makePaper().services, 'laptop').plan(order, planning())).rejects.toMatchObject({
        code: 'deployment.change-not-offered',
        facts: { change: kind },
      });
    },
  );

  it('that replaces a key starts the gateway again with it', async () => {
    const { services } = makePaper();
    const settings = settingsOf({ port: await free() });
    await services.start('a', { settings, gateway: async () => describeGateway() });
    const order: Order = { ...orderOf(settings), change: { kind: 'rotate-key', slot: 'primary' } };
    const { steps } = await new ThisComputer(services, 'laptop').plan(order, planning());
    expect(steps).toMatchObject([{ code: 'this-computer.start-gateway', action: 'restart' }]);
  });

  it('that replaces a key starts nothing that is stopped, also where it was stopped since', async () => {
    const { services, gateways } = makePaper();
    const order: Order = {
      ...orderOf(settingsOf({ port: await free() })),
      change: { kind: 'rotate-key', slot: 'primary' },
    };
    const target = new ThisComputer(services, 'laptop');
    expect((await target.plan(order, planning())).steps).toMatchObject([
      { code: 'this-computer.start-gateway', action: 'check' },
    ]);
    await target.run({ code: 'this-computer.start-gateway', action: 'restart', facts: {} }, work(order));
    expect(gateways).toEqual([]);
  });

  it('that replaces a key reaches a service that was started after the plan was made', async () => {
    const { services, gateways } = makePaper();
    const settings = settingsOf({ port: await free() });
    const order: Order = { ...orderOf(settings), change: { kind: 'rotate-key', slot: 'primary' } };
    const target = new ThisComputer(services, 'laptop');
    const { steps } = await target.plan(order, planning());
    await services.start('a', { settings, gateway: async () => describeGateway() });
    for (const step of steps) await target.run(step, work(order));
    expect(gateways).toMatchObject([{ reloads: 1 }]);
  });

  it('is not made for settings of another target', async () => {
    const target = new ThisComputer(makePaper().services, 'laptop');
    await expect(target.plan(orderOf({ region: 'westeurope' }), planning())).rejects.toThrow('model');
  });
});

describe('A deployment on this computer', () => {
  const call: Step = { code: 'this-computer.call-model', action: 'check', facts: {} };
  const start: Step = { code: 'this-computer.start-gateway', action: 'start', facts: {} };

  it('calls the model with the example, and learns what it said', async () => {
    const port = await listen((_, answer) => answer.writeHead(201).end('{}'));
    const target = new ThisComputer(makePaper().services, 'laptop');
    const learned = await target.run(call, work(orderOf(settingsOf({ model: own(port) }))));
    expect(learned).toEqual({ status: 201, milliseconds: expect.any(Number) });
  });

  it('goes no further when the model declines the example', async () => {
    const port = await listen((_, answer) => answer.writeHead(422).end('{}'));
    const target = new ThisComputer(makePaper().services, 'laptop');
    await expect(target.run(call, work(orderOf(settingsOf({ model: own(port) }))))).rejects.toMatchObject({
      code: 'service.model-not-answering',
      facts: { address: `http://127.0.0.1:${port}/score`, reason: 'status', status: 422 },
    });
  });

  it('starts the gateway, and started twice it is still one', async () => {
    const { services, gateways } = makePaper();
    const target = new ThisComputer(services, 'laptop');
    const order = orderOf(settingsOf());
    expect(await target.run(start, work(order))).toEqual({ port: 8443 });
    expect(await target.run(start, work(order))).toEqual({ port: 8443 });
    expect(gateways).toMatchObject([{ reloads: 1, isStopped: false }]);
  });

  it('does nothing once it was cancelled', async () => {
    const { services, gateways } = makePaper();
    const signal = AbortSignal.abort(new Error('cancelled'));
    const running = new ThisComputer(services, 'laptop').run(start, work(orderOf(settingsOf()), signal));
    await expect(running).rejects.toThrow('cancelled');
    expect(gateways).toEqual([]);
  });

  it('leaves no sample model running where it is cancelled before its gateway starts', async () => {
    const { services, models } = makePaper();
    const cancelled = new AbortController();
    const model: Step = { code: 'this-computer.start-model', action: 'start', facts: {} };
    const running = new ThisComputer(services, 'laptop').run(model, work(orderOf(settingsOf()), cancelled.signal));
    cancelled.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    expect(models).not.toEqual([]);
    await expect.poll(() => models.every(({ isStopped }) => isStopped)).toBe(true);
  });

  it('does no step of another target', async () => {
    const step: Step = { code: 'store-api-keys', action: 'store', facts: {} };
    const running = new ThisComputer(makePaper().services, 'laptop').run(step, work(orderOf(settingsOf())));
    await expect(running).rejects.toThrow('no step of this target');
  });
});
