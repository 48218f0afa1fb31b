import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src-main/gateway/gateway';
import type { ServedRequest } from '../../../src-main/gateway/in-process/served-request';
import { type RunningGateway, startGateway } from '../../../src-main/gateway/in-process/start-gateway';
import { type BuiltProgram, buildProgram } from '../../support/build-program';
import { call, open, readAnswer } from '../../support/gateway/call';
import { startModel, type Model } from '../../support/gateway/model';
import { isListening, until } from '../../support/gateway/ports';
import type { Running } from '../../support/gateway/running';
import { makeTls, P256, usualGateway, withoutTls } from '../../support/gateway/usual-gateway';
import { type CertificateFactory, createCertificateFactory } from '../../support/openssl';

let factory: CertificateFactory;
let worker: BuiltProgram;
let model: Model;
let gateway: Gateway;
const served: ServedRequest[] = [];

beforeAll(async () => {
  factory = createCertificateFactory();
  model = await startModel();
  gateway = { ...(await usualGateway(factory, model.port)), port: 0 };
  worker = await buildProgram('src-main/gateway/in-process/worker.ts');
});
afterAll(async () => {
  await model.stop();
  factory.remove();
  worker.remove();
});

const start = (of: Gateway): Promise<RunningGateway> =>
  startGateway(of, { workerUrl: worker.url, address: '127.0.0.1', log: (request) => served.push(request) });
const authorized = () => ({ headers: { authorization: `Bearer ${gateway.apiKeys.primary}` } });
const at = (running: RunningGateway, hasTls = true) => ({ port: running.port, hasTls }) as Running;

describe('A gateway in its worker', () => {
  it('listens on a port that the system picks, until it is stopped', async () => {
    const running = await start(gateway);
    expect((await call(at(running), '/score', authorized())).status).toBe(200);
    await running.stop();
    expect(await running.stopped).toBeUndefined();
    expect(await isListening(running.port)).toBe(false);
    await running.stop();
    await expect(running.reload(gateway)).rejects.toMatchObject({ code: 'gateway.ended' });
  });

  it('tells of every request what may be shown, when it is over', async () => {
    const running = await start(gateway);
    served.length = 0;
    const before = Date.now();
    const { body } = await call(at(running), '/told?secret=1', { method: 'POST', body: 'x', ...authorized() });
    await call(at(running), '/healthz');
    await running.stop();
    const [request, ...others] = served;
    expect(others).toEqual([]);
    expect(Object.keys(request ?? {}).sort()).toEqual([
      'bytes',
      'keySlot',
      'method',
      'milliseconds',
      'path',
      'status',
      'time',
    ]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/told',
      status: 200,
      bytes: body.length,
      keySlot: 'primary',
    });
    expect(Date.parse(request?.time ?? '')).toBeGreaterThanOrEqual(before);
    expect(request?.milliseconds).toBeGreaterThanOrEqual(0);
  });

  it('tells of a client that did not wait', async () => {
    const running = await start(gateway);
    served.length = 0;
    let hasBegun = false;
    model.at('/impatient', () => (hasBegun = true));
    const request = open(at(running), '/impatient', { ...authorized(), signal: AbortSignal.timeout(100) });
    await expect(request).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => served.length === 1);
    expect(served).toMatchObject([{ path: '/impatient', status: 499, bytes: 0, keySlot: 'primary' }]);
    expect(hasBegun).toBe(true);
    await running.stop();
  });

  it('lets requests under way end when it is stopped', async () => {
    const running = await start(gateway);
    let end = (): void => undefined;
    model.at('/ending', (_, answer) => {
      answer.write('begun ');
      end = () => void answer.end('and ended');
    });
    const answer = await open(at(running), '/ending', authorized());
    const stopped = running.stop();
    await until(async () => !(await isListening(running.port)));
    end();
    expect(await readAnswer(answer)).toMatchObject({ body: 'begun and ended', isWhole: true });
    await stopped;
  });

  it('says when its port is taken, and by which number', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start({ ...gateway, port })).rejects.toMatchObject({ code: 'gateway.port-taken', facts: { port } });
    other.close();
  });

  it('does not start with a key that is not the certificate’s, nor with one that can’t be read', async () => {
    const { certificateChain } = makeTls(factory, 'mismatched');
    const tls = { ...gateway.tls, certificateChain } as Gateway['tls'];
    await expect(start({ ...gateway, ...(tls && { tls }) })).rejects.toMatchObject({
      code: 'gateway.certificate-unusable',
    });
    await expect(start({ ...gateway, tls: { certificateChain: '', privateKey: '' } })).rejects.toMatchObject({
      code: 'gateway.certificate-unusable',
    });
  });

  it('goes on as it was when what it is to take up is not usable', async () => {
    const running = await start(gateway);
    const { certificateChain } = makeTls(factory, 'other', P256);
    const bad = { ...gateway, tls: { certificateChain, privateKey: gateway.tls?.privateKey ?? '' } };
    await expect(running.reload(bad)).rejects.toMatchObject({ code: 'gateway.certificate-unusable' });
    await expect(running.reload({ ...gateway, healthPath: 'x' })).rejects.toMatchObject({
      code: 'gateway.setting-unusable',
    });
    expect((await call(at(running), '/score', authorized())).status).toBe(200);
    await running.stop();
  });

  it('takes up another model, and neither another port nor TLS', async () => {
    const other = await startModel();
    const running = await start(gateway);
    await running.reload({ ...gateway, model: { host: 'localhost', port: other.port } });
    await call(at(running), '/moved', authorized());
    expect(other.sole('/moved').url).toBe('/moved');
    await expect(running.reload({ ...gateway, port: 1 })).rejects.toThrow('another port');
    await expect(running.reload(withoutTls(gateway))).rejects.toThrow('or TLS');
    await running.stop();
    await other.stop();
  });

  it('reaches a model that listens on the other localhost', async () => {
    const running = await start({ ...withoutTls(gateway), model: { host: 'localhost', port: model.port } });
    expect((await call(at(running, false), '/score', authorized())).status).toBe(200);
    await running.stop();
  });

  it('says so when it ends without having been asked to', async () => {
    const code = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ what }) => {
        if (what !== 'start') throw new Error('broken');
        parentPort.postMessage({ what: 'done', port: 1 });
      });`;
    const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    const running = await startGateway(gateway, { workerUrl, address: '127.0.0.1', log: () => undefined });
    await expect(running.reload(gateway)).rejects.toMatchObject({ code: 'gateway.ended' });
    expect(await running.stopped).toEqual({ code: 'gateway.ended', facts: {} });
    await running.stop();
  });
});
