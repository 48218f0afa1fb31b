import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../shared/problem';
import { AppError } from '../../../../src-main/app-error';
import type { ContainerGroups, WireContainer, WireGroup } from '../../../../src-main/targets/container-instances/ports';
import { GATEWAY_VOLUME } from '../../../../src-main/targets/container-instances/gateway-container';
import { problemOf } from '../../azure/open-azure';
import { model, newGroup, openRunner, orderOf } from './open-target';

type View = NonNullable<WireContainer['properties']['instanceView']>;
const running = (startTime = 'now', more: Partial<View> = {}): View => ({
  restartCount: 0,
  currentState: { state: 'Running', startTime },
  ...more,
});
const event = (name: string, message: string, type = 'Normal') => ({ name, message, type, count: 1 });

/** A group as Azure shows it, with what its two containers are at. */
function group(
  { model: ofModel, gateway = running() }: { model?: View | undefined; gateway?: View },
  { state = 'Succeeded', ...properties }: { state?: string } & Partial<WireGroup['properties']> = {},
): WireGroup {
  return {
    location: 'westeurope',
    tags: { 'latchkey-host': 'h', 'latchkey-container': 'model', 'latchkey-port': '5001' },
    properties: {
      provisioningState: state,
      containers: [
        { name: 'model', properties: { image: 'contoso/score:7', ...(ofModel && { instanceView: ofModel }) } },
        {
          name: 'gateway',
          properties: { volumeMounts: [{ name: GATEWAY_VOLUME, mountPath: '/etc/latchkey' }], instanceView: gateway },
        },
      ],
      ipAddress: { type: 'Public', ports: [{ port: 443 }], ip: '198.51.100.7', fqdn: 'a.example' },
      ...properties,
    },
  };
}

const pending = (more: Partial<WireGroup['properties']> = {}) =>
  group({ model: undefined, gateway: {} }, { state: 'Pending', ...more });
const good = () => group({ model: running() });

/** Waits for a group that shows these, one after the other; the last of them stays. */
function waitFor(
  shown: readonly (WireGroup | AppError | undefined)[],
  answers: (look: number) => boolean = () => true,
  learned: Facts = {},
) {
  let looks = -1;
  const groups = {
    // The step looks once before it waits: whether there is something to start again.
    read: async () => {
      const found = shown[Math.max(0, Math.min(looks++, shown.length - 1))];
      if (found instanceof AppError) throw found;
      return found;
    },
    whyFailed: async () => new AppError('azure.operation-failed', { name: 'churn', azure: '', reason: 'other' }),
    restart: async () => undefined,
  } as unknown as ContainerGroups;
  const runner = openRunner(groups, {} as never, async () => answers(looks), 0);
  const order = orderOf({ containerGroup: newGroup('churn'), model: model() });
  const step = {
    code: 'container-instances.wait-group',
    action: 'wait',
    facts: { name: 'churn', containers: 2 },
  } as const;
  const { state, runStep } = runner.begin(order, [step]);
  Object.assign(state, { learned });
  return { looks: () => looks, progress: runner.progress, wait: runStep('wait-group') };
}
const crashed = (restartCount: number, exitCode = 1, detailStatus = 'Error'): View => ({
  restartCount,
  currentState: { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' },
  previousState: { state: 'Terminated', exitCode, detailStatus },
});

describe('Waiting for a group', () => {
  it('ends where every container runs and the gateway answers, and says what it was at', async () => {
    const pulling = { events: [event('Pulling', 'pulling image "contoso/score:7"')] };
    const { wait, progress } = waitFor([
      pending(),
      group({ model: pulling, gateway: {} }, { state: 'Pending' }),
      group({ model: running(), gateway: { events: [event('Pulling', 'pulling')] } }, { state: 'Pending' }),
      good(),
    ]);
    expect(await wait).toEqual({ address: '198.51.100.7', azureName: 'a.example' });
    expect(progress).toEqual(
      expect.arrayContaining([
        { phase: 'accepted' },
        { phase: 'pulling', container: 'model', image: 'contoso/score:7', done: 0, of: 2 },
        { phase: 'pulling', container: 'gateway', image: '', done: 1, of: 2 },
        { phase: 'answering' },
      ]),
    );
  });

  it('is over when the group is gone, and when Azure says that it did not come up', async () => {
    expect(await problemOf(waitFor([pending(), undefined]).wait)).toMatchObject({ code: 'container-group.gone' });
    const failed = group({ model: undefined }, { state: 'Failed' });
    expect(await problemOf(waitFor([pending(), failed]).wait)).toMatchObject({ code: 'azure.operation-failed' });
  });

  it.each([
    new AppError('azure.offline', { host: 'h' }),
    new AppError('azure.unavailable', { status: 503, service: 'resource-manager' }),
    new AppError('azure.throttled', { seconds: 60 }),
    new AppError('azure.timeout', { host: 'h', seconds: 60 }),
    undefined,
  ])('goes on where Azure does not say for a while how the group is, and says so in the end: %s', async (silence) => {
    expect(await waitFor([pending(), silence, silence, pending(), silence, good()]).wait).toMatchObject({
      azureName: 'a.example',
    });
    const { wait, looks } = waitFor([pending(), silence]);
    expect(await problemOf(wait)).toMatchObject({ code: silence?.code ?? 'container-group.gone' });
    expect(looks()).toBeGreaterThan(2);
    expect(looks()).toBeLessThan(40);
  });

  it('does not go on where Azure refuses', async () => {
    const { wait, looks } = waitFor([pending(), new AppError('azure.forbidden', {}), good()]);
    expect(await problemOf(wait)).toMatchObject({ code: 'azure.forbidden' });
    expect(looks()).toBe(2);
  });

  it.each([
    ['crash', crashed(1)],
    ['out-of-memory', crashed(1, 137, 'OOMKilled')],
    ['configuration', crashed(1, 127)],
    ['image', { restartCount: 0, currentState: { state: 'Waiting', detailStatus: 'ImagePullBackOff' } }],
    [
      'image',
      {
        currentState: { state: 'Waiting' },
        events: [event('Failed', 'Failed to pull image "contoso/score:7": denied', 'Warning')],
      },
    ],
    [
      'configuration',
      { currentState: { state: 'Waiting' }, events: [event('FailedMount', 'MountVolume.SetUp failed', 'Warning')] },
    ],
  ] as const)('says early that it will not come up: %s', async (reason, view) => {
    const { wait, looks } = waitFor([pending(), group({ model: view }, { state: 'Pending' })]);
    expect(await problemOf(wait)).toMatchObject({
      code: 'container-group.not-ready',
      facts: { name: 'churn', container: 'model', isGateway: false, reason },
    });
    expect(looks()).toBeLessThan(5);
  });

  it('says so a minute later where it looks on from the middle, and nothing changes', async () => {
    const bad = group(
      { model: { currentState: { state: 'Waiting', detailStatus: 'ErrImagePull' } } },
      { state: 'Pending' },
    );
    const { wait, looks } = waitFor([bad]);
    expect(await problemOf(wait)).toMatchObject({ facts: { reason: 'image' } });
    expect(looks()).toBeGreaterThan(10);
  });

  it('says that it is the gateway, where it is', async () => {
    const { wait } = waitFor([pending(), group({ model: running(), gateway: crashed(2) })]);
    expect(await problemOf(wait)).toMatchObject({ facts: { container: 'gateway', isGateway: true, reason: 'crash' } });
  });

  it('says which init container ends', async () => {
    const prepare = { name: 'prepare', properties: { instanceView: crashed(2) } };
    const { wait } = waitFor([pending(), pending({ initContainers: [prepare] })]);
    expect(await problemOf(wait)).toMatchObject({ facts: { container: 'prepare', reason: 'crash' } });
  });

  it('forgives one end: a model may wait for something else to start, and is watched longer then', async () => {
    const once: View = { restartCount: 1, currentState: { state: 'Running', startTime: 'later' } };
    const quick = waitFor([pending(), good()]);
    await quick.wait;
    const slow = waitFor([pending(), good(), group({ model: once })]);
    await slow.wait;
    expect(slow.looks()).toBeGreaterThan(quick.looks() + 10);
    const again = waitFor([
      pending(),
      good(),
      group({ model: once }),
      group({ model: once }),
      group({ model: crashed(1) }),
    ]);
    expect(await problemOf(again.wait)).toMatchObject({ facts: { reason: 'crash' } });
  });

  it('lets a helper end that is not to be started again, and no model', async () => {
    const done: View = {
      restartCount: 0,
      currentState: { state: 'Terminated', exitCode: 0, detailStatus: 'Completed' },
    };
    const helper = { name: 'helper', properties: { instanceView: done } };
    const withHelper = good();
    const { containers, ...others } = withHelper.properties;
    const settled = {
      ...withHelper,
      properties: { ...others, restartPolicy: 'OnFailure', containers: [...containers, helper] },
    };
    expect(await waitFor([pending(), settled]).wait).toMatchObject({ azureName: 'a.example' });
    const over = group({ model: done }, { restartPolicy: 'OnFailure' });
    expect(await problemOf(waitFor([pending(), over]).wait)).toMatchObject({
      facts: { container: 'model', exitCode: 0 },
    });
  });

  it('does not take for the new containers of a restart what has not ended yet', async () => {
    const before = group({ model: running('noon'), gateway: running('noon') });
    const after = group({ model: running('later'), gateway: running('later') });
    const shown = [...Array.from({ length: 9 }, () => before), after];
    const { wait, looks } = waitFor(shown, () => true, { startedBefore: 'noon' });
    await wait;
    expect(looks()).toBeGreaterThan(9);
    // Where Azure shows the same time for ever, it is believed after a minute.
    await waitFor([before], () => true, { startedBefore: 'noon' }).wait;
  });

  it('says that the gateway does not answer, after some minutes in which all runs', async () => {
    expect(await problemOf(waitFor([good()], () => false).wait)).toEqual({
      code: 'container-group.gateway-silent',
      facts: { name: 'churn', address: '198.51.100.7', hostName: 'score.contoso.test', seconds: 180 },
    });
  });

  it('says which container is late, after twenty minutes', async () => {
    const late = group(
      { model: { currentState: { state: 'Waiting', detailStatus: 'PodInitializing' } } },
      { state: 'Pending' },
    );
    expect(await problemOf(waitFor([pending(), late]).wait)).toMatchObject({
      code: 'container-group.not-ready',
      facts: { container: 'model', reason: 'not-ready', azure: 'PodInitializing' },
    });
  });

  it('begins to count anew where a container was started again between two looks', async () => {
    const shown = Array.from({ length: 12 }, (_, at) => group({ model: running(`start ${at}`) }));
    const { wait, looks } = waitFor(shown);
    await wait;
    expect(looks()).toBeGreaterThan(12);
  });

  it('does not take an answer for good that is followed by silence', async () => {
    const { wait, looks } = waitFor([good()], (look) => look % 7 !== 3 || look > 10);
    await wait;
    expect(looks()).toBeGreaterThan(4);
  });
});
