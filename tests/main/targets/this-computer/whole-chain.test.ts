import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleExample, samplePath } from '../../../../shared/services/sample';
import { makeDevelopmentCertificate } from '../../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import { certificatesToPem, toPem } from '../../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { makeApiKey } from '../../../../src-main/gateway/api-key';
import type { ApiKeys, GatewayTls } from '../../../../src-main/gateway/gateway';
import { startGateway } from '../../../../src-main/gateway/in-process/start-gateway';
import { freePort } from '../../../../src-main/targets/this-computer/ports';
import { RunningServices } from '../../../../src-main/targets/this-computer/running-services';
import { startSampleModel } from '../../../../src-main/targets/this-computer/sample-model/start';
import { ThisComputer } from '../../../../src-main/targets/this-computer/this-computer';
import { type BuiltProgram, buildProgram } from '../../../support/build-program';
import { describeGateway, settingsOf } from './fake-gateways';

let gatewayWorker: BuiltProgram;
let modelWorker: BuiltProgram;
let services: RunningServices;
let tls: GatewayTls;
let port: number;

beforeAll(async () => {
  gatewayWorker = await buildProgram('src-main/gateway/in-process/worker.ts');
  modelWorker = await buildProgram('src-main/targets/this-computer/sample-model/worker.ts');
  tls = await developmentCertificate();
  port = await freePort(18_443);
});
beforeEach(() => {
  services = new RunningServices({
    startGateway: (gateway, log) => startGateway(gateway, { workerUrl: gatewayWorker.url, address: '127.0.0.1', log }),
    startSampleModel: () => startSampleModel(modelWorker.url),
    unexpected: () => 'reference',
    changed: () => undefined,
  });
});
afterEach(() => services.stopAll());
afterAll(() => {
  gatewayWorker.remove();
  modelWorker.remove();
});

const newKeys = (): ApiKeys => ({ primary: makeApiKey(), secondary: makeApiKey() });

async function developmentCertificate(): Promise<GatewayTls> {
  const key = await makePrivateKey('ec-p256');
  const hostNames = [parseHostName('localhost')];
  const certificate = makeDevelopmentCertificate(key, { hostNames, days: 30, now: new Date() });
  return { certificateChain: certificatesToPem([certificate]), privateKey: toPem('PRIVATE KEY', key.pkcs8) };
}

interface Call {
  readonly status: number;
  readonly body: unknown;
  readonly certificate: string;
}

/** As a strict client that was given the certificate to trust: a name or certificate that is not right ends it. */
function call(apiKey?: string, ca = tls.certificateChain): Promise<Call> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', ...(apiKey && { Authorization: `Bearer ${apiKey}` }) };
    const options = { host: 'localhost', port, path: samplePath, method: 'POST', headers, ca, agent: false };
    const asked = request(options, (answer) => {
      const certificate = (answer.socket as TLSSocket).getPeerX509Certificate()?.toString() ?? '';
      let text = '';
      answer.on('data', (piece) => (text += String(piece)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text), certificate }));
    });
    asked.on('error', reject);
    asked.end(sampleExample);
  });
}

async function deploy(keys: ApiKeys): Promise<void> {
  const target = new ThisComputer(services, 'laptop');
  const order = {
    serviceId: 'a',
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'localhost',
    certificate: { name: 'localhost', notAfter: '', developmentOnly: true, sha256: 'ab' },
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    settings: settingsOf({ port, example: sampleExample }),
    held: [],
  } as const;
  const { signal } = new AbortController();
  const none = async () => undefined;
  const work = {
    order,
    signal,
    deploymentId: 'd',
    learned: {},
    memo: undefined,
    held: async () => new Map(),
    remember: none,
    report: () => undefined,
  };
  const { steps } = await target.plan(order, { hasApiKeys: true, memo: undefined, signal });
  for (const step of steps)
    await target.run(step, { ...work, gateway: async () => describeGateway({ tls, apiKeys: keys }) });
}

describe('A service on this computer, with the sample model and a development certificate', () => {
  it('answers a prediction over TLS with either key, and 401 without one and with a wrong one', async () => {
    const keys = newKeys();
    await deploy(keys);
    const right = {
      status: 200,
      body: { predictions: [expect.closeTo(23.57233, 5)] },
      certificate: tls.certificateChain,
    };
    expect(await call(keys.primary)).toEqual(right);
    expect(await call(keys.secondary)).toEqual(right);
    expect(await call()).toMatchObject({ status: 401 });
    expect(await call(makeApiKey())).toMatchObject({ status: 401 });
  });

  it('keeps what was served for who looks, and no key', async () => {
    const keys = newKeys();
    await deploy(keys);
    await call(keys.secondary);
    await call();
    await vi.waitFor(() => expect(services.served('a')).toHaveLength(2));
    expect(services.served('a').map(({ method, path, status, keySlot }) => [method, path, status, keySlot])).toEqual([
      ['POST', samplePath, 200, 'secondary'],
      ['POST', samplePath, 401, undefined],
    ]);
    expect(JSON.stringify(services.served('a'))).not.toContain(keys.secondary);
  });

  it('takes up a new certificate and new keys where it runs', async () => {
    const [before, after] = [newKeys(), newKeys()];
    await deploy(before);
    const renewed = await developmentCertificate();
    const settings = settingsOf({ port });
    await services.start('a', { settings, gateway: async () => describeGateway({ tls: renewed, apiKeys: after }) });
    expect(await call(after.primary, renewed.certificateChain)).toMatchObject({
      status: 200,
      certificate: renewed.certificateChain,
    });
    expect(await call(before.primary, renewed.certificateChain)).toMatchObject({ status: 401 });
    await expect(call(after.primary)).rejects.toThrow('self');
  });

  it('is gone when it is stopped, and its port is free again', async () => {
    const keys = newKeys();
    await deploy(keys);
    await services.stop('a');
    await expect(call(keys.primary)).rejects.toThrow('ECONNREFUSED');
    expect(await freePort(port)).toBe(port);
    await deploy(keys);
    expect(await call(keys.primary)).toMatchObject({ status: 200 });
  });

  it('answers a request that is under way when it is stopped', async () => {
    const keys = newKeys();
    let answer = (): void => undefined;
    const model = createServer((_, response) => (answer = () => response.end('{"predictions":[1]}')));
    model.listen(0, '127.0.0.1');
    await once(model, 'listening');
    const address = `http://127.0.0.1:${(model.address() as AddressInfo).port}${samplePath}`;
    const settings = settingsOf({ port, model: { kind: 'address', address } });
    await services.start('a', { settings, gateway: async () => describeGateway({ tls, apiKeys: keys }) });
    const calling = call(keys.primary);
    await once(model, 'request');
    const stopping = services.stop('a');
    answer();
    expect(await calling).toMatchObject({ status: 200, body: { predictions: [1] } });
    await stopping;
    model.close().closeAllConnections();
  });

  it('says what is wrong with a certificate that is none', async () => {
    const broken = { ...tls, certificateChain: 'no certificate' };
    const gateway = async () => describeGateway({ tls: broken });
    await expect(services.start('a', { settings: settingsOf({ port }), gateway })).rejects.toMatchObject({
      code: expect.stringMatching(/^gateway\./u),
    });
    expect(services.running('a')).toMatchObject({ state: 'failed' });
  });
});

describe('A call of the sample model before there is a service', () => {
  it('starts it for that, answers, and leaves nothing running', async () => {
    const { status, answer } = await services.callModel({ kind: 'sample' }, sampleExample);
    expect([status, JSON.parse(answer)]).toEqual([200, { predictions: [expect.closeTo(23.57233, 5)] }]);
    expect(await services.callModel({ kind: 'sample' }, '{}')).toMatchObject({ status: 400 });
  });
});
