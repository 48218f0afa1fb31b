import type { Problem } from '../../../../shared/problem';
import type { ModelHere } from '../../../../shared/services/contract';
import { gatewayDefaults, type Gateway } from '../../../../src-main/gateway/gateway';
import type { RunningGateway } from '../../../../src-main/gateway/in-process/start-gateway';
import type { ServedRequest } from '../../../../src-main/gateway/in-process/served-request';
import { RunningServices } from '../../../../src-main/targets/this-computer/running-services';
import type { RunningModel } from '../../../../src-main/targets/this-computer/sample-model/start';
import type { Settings } from '../../../../src-main/targets/this-computer/settings';

/** A gateway that listens to nobody, as it was last told to be, and what became of it. */
export interface FakeGateway {
  now: Gateway;
  reloads: number;
  isStopped: boolean;
  /** It ends by itself. */
  end(): void;
  serve(request: ServedRequest): void;
}

export interface FakeModel {
  isStopped: boolean;
  end(): void;
}

/** Running services over gateways and models of paper: all that was started, and every state that was told. */
export interface Paper {
  readonly services: RunningServices;
  readonly gateways: FakeGateway[];
  readonly models: FakeModel[];
  readonly told: string[];
  readonly unexpected: unknown[];
  /** Asked before a gateway starts or takes up something; what it throws is what that throws. */
  allow: (gateway: Gateway) => Promise<void>;
}

export function makePaper(restart = { afterMs: 1, calmMs: 60_000 }): Paper {
  const [gateways, models, told, unexpected]: [FakeGateway[], FakeModel[], string[], unknown[]] = [[], [], [], []];
  const paper: Paper = {
    gateways,
    models,
    told,
    unexpected,
    allow: async () => undefined,
    services: new RunningServices({
      restart,
      startGateway: async (gateway, log) => {
        await paper.allow(gateway);
        return startFakeGateway(gateways, paper, gateway, log);
      },
      startSampleModel: async () => startFakeModel(models),
      unexpected: (cause) => {
        unexpected.push(cause);
        return 'reference';
      },
      changed: (serviceId) => told.push(`${serviceId} ${paper.services.running(serviceId).state}`),
    }),
  };
  return paper;
}

function startFakeGateway(
  gateways: FakeGateway[],
  paper: Paper,
  gateway: Gateway,
  log: (request: ServedRequest) => void,
): RunningGateway {
  let settle: (problem: Problem | undefined) => void = () => undefined;
  const stopped = new Promise<Problem | undefined>((resolve) => (settle = resolve));
  const end = (): void => settle({ code: 'unexpected', facts: {} });
  const fake: FakeGateway = { now: gateway, reloads: 0, isStopped: false, end, serve: log };
  gateways.push(fake);
  return {
    port: gateway.port,
    stopped,
    reload: async (next) => {
      await paper.allow(next);
      fake.now = next;
      fake.reloads += 1;
    },
    stop: async () => {
      fake.isStopped = true;
      settle(undefined);
      await stopped;
    },
  };
}

function startFakeModel(models: FakeModel[]): RunningModel {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const fake: FakeModel = { isStopped: false, end };
  models.push(fake);
  const stop = async (): Promise<void> => {
    fake.isStopped = true;
    end();
  };
  return { port: 50_000 + models.length, ended, stop };
}

/** A gateway's description as the service desk would make it: port and model are the target's to say. */
export function describeGateway(more: Partial<Gateway> = {}): Gateway {
  return {
    ...gatewayDefaults,
    hostNames: ['localhost'],
    apiKeys: { primary: 'p'.repeat(43), secondary: 's'.repeat(43) },
    model: { host: '127.0.0.1', port: 1 },
    port: 1,
    ...more,
  };
}

export const sample: ModelHere = { kind: 'sample' };

/** Settings of a service with the sample model at port 8443. */
export function settingsOf(more: Partial<Settings> = {}): Settings {
  return { model: sample, example: '{"data": [[2.62, 110]]}', port: 8443, ...more };
}
