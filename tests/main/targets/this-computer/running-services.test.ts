import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '../../../../src-main/app-error';
import type { ServedRequest } from '../../../../src-main/gateway/in-process/served-request';
import { describeGateway, makePaper, settingsOf } from './fake-gateways';

const wanted = (settings = settingsOf(), gateway = describeGateway()) => ({ settings, gateway: async () => gateway });
const own = { kind: 'address', address: 'http://localhost:5001/score' } as const;
const tls = { certificateChain: 'chain', privateKey: 'key' };
const declined = (port: number) => new AppError('gateway.port-taken', { port });

describe('A service on this computer', () => {
  it('starts with its gateway on the wished port in front of the sample model, and says what it is at', async () => {
    const { services, gateways, told } = makePaper();
    expect(services.running('a')).toEqual({ state: 'stopped' });
    await services.start('a', wanted());
    expect(gateways).toMatchObject([{ now: { port: 8443, model: { host: '127.0.0.1', port: 50_001 } } }]);
    expect(services.running('a')).toEqual({ state: 'running' });
    expect(services.holdsPort('a', 8443)).toBe(true);
    expect(told).toEqual(['a starting', 'a running']);
  });

  it('starts in front of a model of the user’s own, without the sample model', async () => {
    const { services, gateways, models } = makePaper();
    await services.start('a', wanted(settingsOf({ model: own })));
    expect(gateways[0]!.now.model).toEqual({ host: 'localhost', port: 5001 });
    expect(models).toEqual([]);
  });

  it('takes up a new certificate, keys and model in the gateway that runs', async () => {
    const { services, gateways, models, told } = makePaper();
    await services.start('a', wanted(settingsOf(), describeGateway({ tls })));
    const renewed = describeGateway({ tls: { ...tls, certificateChain: 'renewed' } });
    await services.start('a', wanted(settingsOf({ model: own }), renewed));
    expect(gateways).toMatchObject([
      {
        reloads: 1,
        isStopped: false,
        now: { port: 8443, model: { port: 5001 }, tls: { certificateChain: 'renewed' } },
      },
    ]);
    expect(models).toMatchObject([{ isStopped: true }]);
    expect(told).not.toContain('a stopped');
  });

  it('gets another gateway for another port, and for TLS on or off', async () => {
    const { services, gateways } = makePaper();
    await services.start('a', wanted());
    await services.start('a', wanted(settingsOf({ port: 9443 })));
    await services.start('a', wanted(settingsOf({ port: 9443 }), describeGateway({ tls })));
    expect(gateways).toMatchObject([
      { isStopped: true, now: { port: 8443 } },
      { isStopped: true, now: { port: 9443 } },
      { isStopped: false, now: { port: 9443, tls } },
    ]);
    expect(services.running('a')).toEqual({ state: 'running' });
  });

  it('goes on as it was when what changed is declined', async () => {
    const paper = makePaper();
    const { services, gateways, models } = paper;
    await services.start('a', wanted(settingsOf({ model: own })));
    paper.allow = async ({ port }) => {
      throw declined(port);
    };
    await expect(services.start('a', wanted())).rejects.toMatchObject({ code: 'gateway.port-taken' });
    await expect(services.start('a', wanted(settingsOf({ port: 9443 })))).rejects.toMatchObject({
      facts: { port: 9443 },
    });
    expect(services.running('a')).toEqual({ state: 'running' });
    expect(services.holdsPort('a', 8443)).toBe(true);
    expect(gateways).toMatchObject([{ reloads: 0, isStopped: false }]);
    expect(models.every(({ isStopped }) => isStopped)).toBe(true);
  });

  it('says why it did not start, and starts when asked again', async () => {
    const paper = makePaper();
    paper.allow = async ({ port }) => {
      throw declined(port);
    };
    await expect(paper.services.start('a', wanted())).rejects.toMatchObject({ code: 'gateway.port-taken' });
    const problem = { code: 'gateway.port-taken', facts: { port: 8443 } };
    expect(paper.services.running('a')).toEqual({ state: 'failed', problem });
    expect(paper.models).toMatchObject([{ isStopped: true }]);
    paper.allow = async () => undefined;
    await paper.services.start('a', wanted());
    expect(paper.services.running('a')).toEqual({ state: 'running' });
  });

  it('says of what was not foreseen only where it is found', async () => {
    const { services, unexpected } = makePaper();
    const gateway = () => Promise.reject(new Error('secret words'));
    await expect(services.start('a', { settings: settingsOf(), gateway })).rejects.toThrow('secret words');
    expect(services.running('a')).toEqual({
      state: 'failed',
      problem: { code: 'unexpected', facts: { reference: 'reference' } },
    });
    expect(unexpected).toHaveLength(1);
  });

  it('stops when asked, as often as asked, also while it starts', async () => {
    const { services, gateways, models } = makePaper();
    await services.stop('a');
    const starting = services.start('a', wanted());
    await Promise.all([starting, services.stop('a'), services.stop('a')]);
    expect(gateways).toMatchObject([{ isStopped: true }]);
    expect(models).toMatchObject([{ isStopped: true }]);
    expect(services.running('a')).toEqual({ state: 'stopped' });
    expect(services.holdsPort('a', 8443)).toBe(false);
  });

  it('remembers the last two hundred requests', async () => {
    const { services, gateways } = makePaper();
    await services.start('a', wanted());
    for (let milliseconds = 0; milliseconds < 250; milliseconds += 1) {
      const request = { method: 'POST', path: '/score', status: 200, bytes: 1, keySlot: 'primary' } as const;
      gateways[0]!.serve({ ...request, time: '2026-11-24T12:00:00.000Z', milliseconds } satisfies ServedRequest);
    }
    const served = services.served('a');
    expect([served.length, served[0]!.milliseconds, served.at(-1)!.milliseconds]).toEqual([200, 50, 249]);
    expect(services.served('b')).toEqual([]);
  });
});

describe('The sample model of several services', () => {
  it('is one, and stops with the last of them', async () => {
    const { services, models } = makePaper();
    await Promise.all([services.start('a', wanted()), services.start('b', wanted(settingsOf({ port: 9443 })))]);
    await services.stop('a');
    expect(models).toMatchObject([{ isStopped: false }]);
    await services.stop('b');
    expect(models).toMatchObject([{ isStopped: true }]);
  });

  it('waits for a service that is about to start, and stops with it though it never did', async () => {
    const { services, models, told } = makePaper();
    await services.startModel('a');
    await services.startModel('a');
    expect(models).toMatchObject([{ isStopped: false }]);
    await services.stop('a');
    expect(models).toMatchObject([{ isStopped: true }]);
    expect(told).toEqual([]);
  });

  it('stops with everything else when Latchkey ends', async () => {
    const { services, gateways, models } = makePaper();
    await services.start('a', wanted());
    await services.start('b', wanted(settingsOf({ port: 9443, model: own })));
    await services.startModel('c');
    await services.stopAll();
    expect([...gateways, ...models].map(({ isStopped }) => isStopped)).toEqual([true, true, true]);
  });
});

describe('A service whose gateway ends by itself', () => {
  it('is started again once, with what its record says then', async () => {
    const { services, gateways, told } = makePaper();
    const gateway = vi.fn(async () => describeGateway());
    await services.start('a', { settings: settingsOf(), gateway });
    gateways[0]!.end();
    await vi.waitFor(() => expect(gateways).toHaveLength(2));
    await vi.waitFor(() => expect(services.running('a')).toEqual({ state: 'running' }));
    expect(told).toEqual(['a starting', 'a running', 'a starting', 'a running']);
    expect(gateway).toHaveBeenCalledTimes(2);
  });

  it('stays down when that happens again soon, and says so', async () => {
    const { services, gateways, models } = makePaper();
    await services.start('a', wanted());
    gateways[0]!.end();
    await vi.waitFor(() => expect(services.running('a').state === 'running' && gateways.length === 2).toBe(true));
    gateways[1]!.end();
    const problem = { code: 'gateway.ended', facts: { hostName: 'localhost' } };
    await vi.waitFor(() => expect(services.running('a')).toEqual({ state: 'failed', problem }));
    expect(gateways).toHaveLength(2);
    expect(models).toMatchObject([{ isStopped: true }]);
  });

  it('is started again after a calm time', async () => {
    const { services, gateways } = makePaper({ afterMs: 1, calmMs: 0 });
    await services.start('a', wanted());
    for (const count of [1, 2, 3]) {
      gateways.at(-1)!.end();
      await vi.waitFor(() => expect(services.running('a').state === 'running' && gateways.length > count).toBe(true));
    }
  });

  it('is started again with a new sample model when that was what ended', async () => {
    const { services, gateways, models } = makePaper();
    await services.start('a', wanted());
    models[0]!.end();
    await vi.waitFor(() => expect(gateways).toMatchObject([{ isStopped: true }, { now: { model: { port: 50_002 } } }]));
    await vi.waitFor(() => expect(services.running('a')).toEqual({ state: 'running' }));
  });

  it('stays stopped when it is stopped before that', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { services, gateways } = makePaper({ afterMs: 1000, calmMs: 0 });
    await services.start('a', wanted());
    gateways[0]!.end();
    await new Promise(setImmediate);
    expect(services.running('a')).toEqual({ state: 'starting' });
    await services.stop('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(services.running('a')).toEqual({ state: 'stopped' });
    expect(gateways).toHaveLength(1);
  });

  it('says what is in its way when it can’t be', async () => {
    const paper = makePaper();
    await paper.services.start('a', wanted());
    paper.allow = async ({ port }) => {
      throw declined(port);
    };
    paper.gateways[0]!.end();
    const problem = { code: 'gateway.port-taken', facts: { port: 8443 } };
    await vi.waitFor(() => expect(paper.services.running('a')).toEqual({ state: 'failed', problem }));
  });
});

describe('A model that is a gateway', () => {
  const isGateway = expect.objectContaining({
    code: 'service.model-address-invalid',
    facts: expect.objectContaining({ reason: 'gateway' }),
  });
  const at = (port: number) => ({ kind: 'address', address: `http://127.0.0.1:${port}/score` }) as const;

  it('is neither called nor put behind another', async () => {
    const { services, gateways } = makePaper();
    await services.start('a', wanted());
    await expect(services.callModel(at(8443), '{}')).rejects.toEqual(isGateway);
    await expect(services.start('b', wanted(settingsOf({ model: at(8443), port: 9443 })))).rejects.toEqual(isGateway);
    expect(gateways).toHaveLength(1);
  });

  it('is told as one when it is the service’s own, before it runs', async () => {
    const { services } = makePaper();
    await expect(services.start('a', wanted(settingsOf({ model: at(8443) })))).rejects.toEqual(isGateway);
  });
});
