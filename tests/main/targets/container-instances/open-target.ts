import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { ContainerGroupSettings } from '../../../../shared/container-instances/contract';
import { type Change, planSchema, type Step, stepSchema } from '../../../../shared/deployments/contract';
import type { Facts } from '../../../../shared/problem';
import type { Order, StepWork, TargetPlan } from '../../../../src-main/deployments/targets';
import { type Gateway, gatewayDefaults } from '../../../../src-main/gateway/gateway';
import { ContainerInstances } from '../../../../src-main/targets/container-instances/container-instances';
import { usualGatewayImage } from '../../../../shared/container-instances/usual-gateway-image';
import type { ContainerGroups } from '../../../../src-main/targets/container-instances/ports';
import type { Settings } from '../../../../src-main/targets/container-instances/settings';
import type { GatewayAddress } from '../../../../src-main/targets/container-instances/wait-group';
import { contoso } from '../../../support/azure/world/contoso';

export const keys = { primary: 'a'.repeat(43), secondary: 'b'.repeat(43) };
export const place = {
  tenant: contoso.tenant,
  subscription: contoso.subscription,
  subscriptionName: 'Contoso production',
  resourceGroup: 'models',
  region: 'westeurope',
  regionName: 'West Europe',
};
type New = Extract<ContainerGroupSettings, { origin: 'new' }>;
type Existing = Extract<ContainerGroupSettings, { origin: 'existing' }>;

/** A group that Latchkey makes. */
export function newGroup(name: string, more: Partial<New> = {}): New {
  return {
    origin: 'new',
    place,
    name,
    gatewayImage: usualGatewayImage,
    dnsLabel: `${name}-model`,
    size: { cpu: 1, memoryGb: 1.5 },
    pull: { kind: 'anonymous' },
    command: [],
    environment: [],
    restartPolicy: 'Always',
    ...more,
  };
}

/** A group that was there. */
export function existingGroup(name: string, container: string, more: Partial<Existing> = {}): Existing {
  return { origin: 'existing', place, name, gatewayImage: usualGatewayImage, container, ...more };
}

export const model = (more: Partial<Settings['model']> = {}): Settings['model'] => ({
  kind: 'container',
  image: 'contoso/score:7',
  port: 5001,
  path: '/score',
  ...more,
});

/** An order as the service desk makes it. */
export function orderOf(settings: Settings, more: Partial<Order> = {}): Order {
  return {
    serviceId: '11111111-1111-4111-8111-111111111111',
    target: 'container-instances',
    change: { kind: 'deploy' },
    hostName: 'score.contoso.test',
    certificate: { name: 'score', notAfter: '2027-03-14T00:00:00Z', developmentOnly: false, sha256: 'ab' },
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    settings,
    held: [],
    ...more,
  };
}

/** What a service has and a target is given: all of it can be changed between two steps. */
export interface ServiceSide {
  tls: NonNullable<Gateway['tls']>;
  keys: { primary: string; secondary: string };
  held: Record<string, string>;
}

/** One deployment as the engine runs it: the plan, then its steps; each step may meet a target that knows nothing (a new process). */
export function openRunner(
  groups: ContainerGroups,
  side: ServiceSide,
  isAnswering: (at: GatewayAddress) => Promise<boolean> = async () => true,
  /** In milliseconds: real waits would make tests long. */
  longest = 5,
) {
  const progress: Facts[] = [];
  /** As the engine keeps it: from one deployment to the next, until one is done. */
  let memo: unknown;
  const make = () =>
    new ContainerInstances({
      groups,
      isAnswering,
      wait: (pause, signal) => wait(Math.min(pause, longest), undefined, { signal }),
    });
  let target = make();

  function gatewayOf({ tls, keyAuthentication, hostName, settings }: Order): Gateway {
    return {
      ...gatewayDefaults,
      hostNames: [hostName],
      ...(tls && { tls: side.tls }),
      apiKeys: side.keys,
      keyAuthentication,
      model: { port: (settings as Settings).model.port },
      port: tls ? 443 : 80,
    };
  }

  async function plan(order: Order, hasApiKeys = true): Promise<TargetPlan> {
    const planned = await target.plan(order, { hasApiKeys, memo, signal: new AbortController().signal });
    planSchema.shape.warnings.parse(planned.warnings ?? []);
    planSchema.shape.asks.parse(planned.asks ?? []);
    for (const step of planned.steps) stepSchema.parse(step);
    return planned;
  }

  function begin(order: Order, steps: readonly Step[], deploymentId: string = randomUUID()) {
    const state = { learned: {} as Facts, memo, deploymentId };
    const work = (signal = new AbortController().signal): StepWork => ({
      order,
      deploymentId,
      learned: state.learned,
      memo: state.memo,
      gateway: async () => gatewayOf(order),
      held: async () => new Map(Object.entries(side.held)),
      // As the journal keeps it: JSON.
      remember: async (wanted) => void (state.memo = memo = JSON.parse(JSON.stringify(wanted))),
      report: (facts) => void progress.push(facts),
      signal,
    });
    const runStep = async (code: string, signal?: AbortSignal): Promise<Facts> => {
      const step = steps.find((one) => one.code === `container-instances.${code}`);
      if (!step) throw new Error(`There is no step ${code} in ${steps.map((one) => one.code).join(', ')}`);
      const learned = await target.run(step, work(signal));
      state.learned = { ...state.learned, ...learned };
      return learned;
    };
    const runAll = async (): Promise<Facts> => {
      for (const { code } of steps) await runStep(code.replace('container-instances.', ''));
      memo = undefined;
      return state.learned;
    };
    return { state, runStep, runAll };
  }

  return {
    progress,
    plan,
    begin,
    /** Another process: what only memory knew is gone. */
    restartProcess: () => void (target = make()),
    deploy: async (order: Order) => begin(order, (await plan(order)).steps).runAll(),
    /** A change of a service that is deployed. */
    change: async (order: Order, change: Change) => {
      const changed = { ...order, change };
      return begin(changed, (await plan(changed)).steps).runAll();
    },
  };
}

/** Asks a gateway for its health, whatever certificate it shows. */
export function isGatewayAnswering({ address, port, tls, hostName }: GatewayAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: address, port, path: '/healthz', agent: false, timeout: 500, headers: { host: hostName } };
    const sent = tls ? requestTls({ ...options, rejectUnauthorized: false, servername: hostName }) : request(options);
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(false));
    sent.end();
  });
}
