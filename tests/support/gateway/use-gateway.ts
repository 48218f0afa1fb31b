import { afterAll, beforeAll } from 'vitest';
import type { Gateway } from '../../../src-main/gateway/gateway';
import { type BuiltProgram, buildProgram } from '../build-program';
import { type CertificateFactory, createCertificateFactory } from '../openssl';
import { type Model, startModel } from './model';
import { runInProcess } from './run-in-process';
import { runNginx } from './run-nginx';
import type { Kind, Running } from './running';
import { usualGateway } from './usual-gateway';

/** What a test of a gateway has at hand; made before the tests of a `describe`, gone after them. */
export interface Scene {
  gateway: Gateway;
  model: Model;
  running: Running;
  factory: CertificateFactory;
  /** `Bearer` and the primary key. */
  authorization: string;
}

/** Runs a gateway of a kind in front of a model, with a certificate for score.contoso.test, short timeouts, and what `change` says. */
export function useGateway(
  kind: Kind,
  change: (gateway: Gateway, factory: CertificateFactory) => Gateway = (gateway) => gateway,
): Scene {
  const scene = {} as Scene;
  let worker: BuiltProgram | undefined;
  beforeAll(async () => {
    scene.factory = createCertificateFactory();
    scene.model = await startModel();
    scene.gateway = change(await usualGateway(scene.factory, scene.model.port), scene.factory);
    scene.authorization = `Bearer ${scene.gateway.apiKeys.primary}`;
    if (kind === 'in-process') worker = await buildProgram('src-main/gateway/in-process/worker.ts');
    scene.running = worker ? await runInProcess(scene.gateway, worker.url) : await runNginx(scene.gateway);
  });
  afterAll(async () => {
    await scene.running?.stop();
    await scene.model?.stop();
    scene.factory?.remove();
    worker?.remove();
  });
  return scene;
}
