import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../shared/deployments/contract';
import { partInWords, stepInWords } from '../../../../shared/deployments/words';
import { contoso } from '../../../support/azure/world/contoso';
import { problemOf } from '../../azure/open-azure';
import { openModel, useStates } from './open-states';
import { existingGroup, model, newGroup, orderOf } from './open-target';

const { made, side, open, put, asked, sent } = useStates();

const codes = (steps: readonly Step[]) => steps.map(({ code }) => code.replace('container-instances.', ''));
/** A plan as somebody reads it. */
const lines = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => [
    Object.values(stepInWords(step)).join(' ').trim(),
    ...(step.parts ?? []).map((part) => `- ${Object.values(partInWords(part)).join(' ')}`.trim()),
  ]);

const fresh = () => orderOf({ containerGroup: newGroup('churn'), model: model() });
const existing = (more = {}) => orderOf({ containerGroup: existingGroup('open', 'scorer', more), model: model() });

describe('The plan of a new container group', () => {
  it('says what is created, and asks Azure no more than it has to know', async () => {
    const plan = await open(side()).plan(fresh());
    expect(plan).toMatchObject({
      place: ['Contoso production', 'models', 'West Europe'],
      asks: [],
      warnings: [],
      mustConfirm: false,
    });
    expect(plan.interruption).toBeUndefined();
    expect(lines(plan.steps)).toEqual([
      'Create container group churn in models, West Europe',
      '- Create container model contoso/score:7, 1 CPU, 1.5 GB',
      '- Create the gateway TLS for score.contoso.test, by the certificate score, key required',
      '- Create port 443 public',
      '- Create DNS label churn-model Azure makes a name of it',
      'Wait for container group churn until every container runs and the gateway answers',
    ]);
    expect(asked().sort()).toEqual(['GET Microsoft.ContainerInstance 200', 'GET churn 404', 'GET usages 200']);
    expect(made.emulator.state.containerGroups).toEqual([]);
  });

  it('says of a development certificate what it is', async () => {
    const order = fresh();
    const certificate = { ...order.certificate!, developmentOnly: true };
    expect(lines((await open(side()).plan({ ...order, certificate })).steps)).toContain(
      '- Create the gateway TLS for score.contoso.test, by the certificate score (development only), key required',
    );
  });

  it('registers a subscription that has never had one', async () => {
    made.emulator.state.registrations[`${contoso.subscription}/microsoft.containerinstance`] = 'NotRegistered';
    const { steps } = await open(side()).plan(fresh());
    expect(codes(steps)).toEqual(['register', 'create-group', 'wait-group']);
  });

  it('asks for what the service has to hold, by name, and not for what it holds already', async () => {
    const containerGroup = newGroup('churn', {
      environment: [{ name: 'PLAIN', value: 'seen' }, { name: 'DB_PASSWORD' }, { name: 'TOKEN' }],
      pull: { kind: 'password', userName: 'puller' },
    });
    const settings = { containerGroup, model: model({ image: 'registry.example/score:7' }) };
    const plan = await open(side()).plan(orderOf(settings, { held: ['environment/model/TOKEN'] }));
    expect(plan.asks).toEqual([
      { id: 'environment/model/DB_PASSWORD', kind: 'environment', container: 'model', name: 'DB_PASSWORD' },
      { id: 'registry-password/registry.example', kind: 'registry-password', name: 'registry.example' },
    ]);
  });

  it('is not made where a name, a size or a quota does not fit, and says which', async () => {
    const plan = (more: Parameters<typeof newGroup>[1]) =>
      problemOf(open(side()).plan(orderOf({ containerGroup: newGroup('churn', more), model: model() })));
    expect(await plan({ size: { cpu: 8, memoryGb: 32 } })).toEqual({
      code: 'container-group.size-not-offered',
      facts: { region: 'westeurope', cpu: 8.5, memoryGb: 32.5, largestCpu: 4, largestMemoryGb: 16 },
    });
    expect(await plan({ size: { cpu: 1, memoryGb: 2, gpu: { count: 1, sku: 'P100' } } })).toMatchObject({
      code: 'container-group.size-not-offered',
      facts: { gpu: 'P100', gpus: 'V100' },
    });
    made.emulator.state.quotas[`${contoso.subscription}/westeurope/standardcores`] = 1;
    expect(await plan({})).toEqual({
      code: 'azure.quota-reached',
      facts: { quota: 'StandardCores', limit: 1, region: 'westeurope' },
    });
    made.emulator.journal.clear();
    expect(await plan({ size: { cpu: 0.3, memoryGb: 0.3 } })).toMatchObject({
      facts: { setting: 'size', reason: 'too-small' },
    });
    expect(await plan({ dnsLabel: 'abc' })).toMatchObject({ facts: { setting: 'dnsLabel', reason: 'length' } });
  });

  it('is not made over a group that the service did not make', async () => {
    await put('churn', openModel());
    expect(await problemOf(open(side()).plan(fresh()))).toEqual({
      code: 'container-group.name-taken',
      facts: { name: 'churn', resourceGroup: 'models' },
    });
    await open(side()).deploy(
      orderOf({ containerGroup: newGroup('mine', { dnsLabel: 'mine-model' }), model: model() }),
    );
    const other = orderOf(
      { containerGroup: newGroup('mine'), model: model() },
      { serviceId: '22222222-2222-4222-8222-222222222222' },
    );
    expect(await problemOf(open(side()).plan(other))).toMatchObject({ code: 'container-group.name-taken' });
  });
});

describe('The plan for a container group that is there', () => {
  it('shows exactly what changes, and that it is made anew', async () => {
    await put('open', openModel({ volumes: [{ name: 'scratch', emptyDir: {} }] }));
    const plan = await open(side()).plan(existing());
    expect(plan).toMatchObject({ warnings: ['recreate'], mustConfirm: true });
    expect(plan.interruption).toBeGreaterThan(60);
    expect(lines(plan.steps)).toEqual([
      'Delete container group open',
      expect.stringMatching(/^- Change address [\d.]+ it may be another one afterwards$/u),
      'Create container group open in models, West Europe',
      '- Keep container scorer contoso/score:7, 1 CPU, 1.5 GB',
      '- Create the gateway TLS for score.contoso.test, by the certificate score, key required',
      '- Create port 443 public',
      '- Delete port 5001 not public any more',
      '- Delete port 80 not public any more',
      '- Keep DNS label open-model Azure makes a name of it',
      '- Keep everything else 1 volume, 1 tag',
      'Wait for container group open until every container runs and the gateway answers',
    ]);
  });

  it('keeps the public port of another container, and says so', async () => {
    const other = {
      name: 'metrics',
      properties: { image: 'contoso/m:1', ports: [{ port: 9090 }], resources: { requests: { cpu: 1, memoryInGB: 1 } } },
    };
    const group = openModel();
    const containers = [...group.properties.containers, other];
    await put('open', {
      ...group,
      properties: {
        ...group.properties,
        containers,
        ipAddress: { type: 'Public', ports: [{ port: 5001 }, { port: 9090 }] },
      },
    });
    const { steps } = await open(side()).plan(existing({ dnsLabel: 'new-label' }));
    expect(lines(steps)).toEqual(
      expect.arrayContaining([
        '- Keep container metrics contoso/m:1, 1 CPU, 1 GB',
        '- Keep port 9090 public, as it is',
        '- Delete port 5001 not public any more',
        expect.stringContaining('- Create DNS label new-label'),
      ]),
    );
  });

  it('is not made where another container has the gateway’s port, or the model listens on it', async () => {
    const proxy = {
      name: 'proxy',
      properties: { image: 'nginx:1', ports: [{ port: 443 }], resources: { requests: { cpu: 1, memoryInGB: 1 } } },
    };
    const group = openModel();
    await put('open', {
      ...group,
      properties: { ...group.properties, containers: [...group.properties.containers, proxy] },
    });
    expect(await problemOf(open(side()).plan(existing()))).toEqual({
      code: 'container-group.setting-unusable',
      facts: { setting: 'container', reason: 'port-used', name: 'proxy' },
    });
    const plain = orderOf(
      { containerGroup: existingGroup('open', 'scorer'), model: model({ port: 80 }) },
      { tls: false },
    );
    expect(await problemOf(open(side()).plan(plain))).toMatchObject({
      facts: { setting: 'port', reason: 'gateway', name: '80' },
    });
  });

  it.each([
    ['Windows', { osType: 'Windows' }, 'windows'],
    [
      'a private address',
      { ipAddress: { type: 'Private', ports: [{ port: 5001 }] }, subnetIds: [{ id: '/subscriptions/s/subnets/a' }] },
      'private-network',
    ],
    ['Spot, which has no public address', { priority: 'Spot', ipAddress: undefined }, 'spot'],
    [
      'a confidential policy, which names its containers',
      { sku: 'Confidential', confidentialComputeProperties: { ccePolicy: 'cGFja2FnZSBwb2xpY3k=' } },
      'confidential',
    ],
  ])('is not made for %s', async (_what, properties, reason) => {
    await put('open', openModel(properties));
    expect(await problemOf(open(side()).plan(existing()))).toEqual({
      code: 'container-group.not-securable',
      facts: { name: 'open', reason },
    });
  });

  it('is not made for a group, or a container, that is not there', async () => {
    expect(await problemOf(open(side()).plan(existing()))).toEqual({
      code: 'container-group.gone',
      facts: { name: 'open' },
    });
    await put('open', openModel());
    const other = orderOf({ containerGroup: existingGroup('open', 'nobody'), model: model() });
    expect(await problemOf(open(side()).plan(other))).toMatchObject({
      facts: { setting: 'container', reason: 'missing' },
    });
  });

  it('asks by name for everything that Azure keeps to itself', async () => {
    const secret = { 'a.txt': Buffer.from('x').toString('base64') };
    await put(
      'open',
      openModel(
        {
          volumes: [
            { name: 'model-files', secret },
            { name: 'share', azureFile: { shareName: 's', storageAccountName: 'a', storageAccountKey: 'k' } },
          ],
          imageRegistryCredentials: [{ server: 'registry.example', username: 'u', password: 'p' }],
          diagnostics: { logAnalytics: { workspaceId: 'w', workspaceKey: 'k' } },
        },
        { environmentVariables: [{ name: 'TOKEN', secureValue: 'never' }] },
      ),
    );
    expect((await open(side()).plan(existing())).asks).toEqual([
      { id: 'environment/scorer/TOKEN', kind: 'environment', container: 'scorer', name: 'TOKEN' },
      { id: 'registry-password/registry.example', kind: 'registry-password', name: 'registry.example' },
      { id: 'volume-files/model-files', kind: 'volume-files', name: 'model-files' },
      { id: 'storage-key/share', kind: 'storage-key', name: 'share' },
      { id: 'workspace-key/w', kind: 'workspace-key', name: 'w' },
    ]);
  });
});

describe('The plan for what is deployed', () => {
  it('updates in place where ports and sizes stay: another image, another certificate, another key', async () => {
    const runner = open(side());
    await runner.deploy(fresh());
    const changed = orderOf({ containerGroup: newGroup('churn'), model: model({ image: 'contoso/score:8' }) });
    const plan = await runner.plan(changed);
    expect(plan).toMatchObject({ warnings: [], mustConfirm: false, interruption: 30 });
    expect(codes(plan.steps)).toEqual(['update-group', 'wait-group']);
    expect(lines(plan.steps)).toContain(
      '- Change container model contoso/score:8 (was contoso/score:7), 1 CPU, 1.5 GB',
    );
    expect(lines(plan.steps)).toContain('- Keep port 443 public, as it is');
    const rotated = await runner.plan({ ...fresh(), change: { kind: 'rotate-key', slot: 'primary' } });
    expect(codes(rotated.steps)).toEqual(['update-group', 'wait-group']);
    expect(lines(rotated.steps)).toContain('- Keep container model contoso/score:7, 1 CPU, 1.5 GB');
  });

  it.each([
    ['another size', { containerGroup: newGroup('churn', { size: { cpu: 2, memoryGb: 4 } }), model: model() }, {}],
    [
      'another restart policy',
      { containerGroup: newGroup('churn', { restartPolicy: 'OnFailure' }), model: model() },
      {},
    ],
    ['TLS turned off', { containerGroup: newGroup('churn'), model: model() }, { tls: false }],
    [
      'another region',
      {
        containerGroup: newGroup('churn', {
          place: { ...newGroup('x').place, region: 'northeurope', regionName: 'North Europe' },
        }),
        model: model(),
      },
      {},
    ],
  ] as const)('makes it anew for %s', async (_what, settings, more) => {
    const runner = open(side());
    await runner.deploy(fresh());
    const plan = await runner.plan(orderOf(settings, more));
    expect(codes(plan.steps)).toEqual(['delete-group', 'create-group', 'wait-group']);
    expect(plan).toMatchObject({ warnings: ['recreate'], mustConfirm: true });
  });

  it('warns where the gateway has API keys that are not known here', async () => {
    const runner = open(side());
    await runner.deploy(fresh());
    expect((await runner.plan(fresh(), false)).warnings).toEqual(['new-api-keys']);
    await put('open', openModel());
    expect((await runner.plan(existing(), false)).warnings).toEqual(['recreate']);
  });

  it('is to start it first where it is stopped, unless it is made anew anyway', async () => {
    const runner = open(side());
    await runner.deploy(fresh());
    await runner.change(fresh(), { kind: 'stop' });
    for (const kind of ['deploy', 'restart'] as const) {
      const problem = await problemOf(runner.plan({ ...fresh(), change: { kind } }));
      expect(problem).toEqual({ code: 'container-group.stopped', facts: { name: 'churn' } });
    }
    const bigger = orderOf({ containerGroup: newGroup('churn', { size: { cpu: 2, memoryGb: 2 } }), model: model() });
    expect(codes((await runner.plan(bigger)).steps)).toContain('delete-group');
  });

  it('says what goes when it is deleted, and wants that confirmed', async () => {
    const runner = open(side());
    await runner.deploy(fresh());
    const plan = await runner.plan({ ...fresh(), change: { kind: 'delete' } });
    expect(plan).toMatchObject({ warnings: ['delete'], mustConfirm: true });
    expect(lines(plan.steps)).toEqual([
      'Delete container group churn',
      '- Delete container model contoso/score:7, 1 CPU, 1.5 GB',
      expect.stringContaining('- Delete container gateway'),
      expect.stringMatching(/^- Delete address [\d.]+ churn-model\./u),
    ]);
    expect(sent('churn')).toBeDefined();
  });

  it('is not to delete what another service has', async () => {
    await put('churn', openModel());
    const problem = await problemOf(open(side()).plan({ ...fresh(), change: { kind: 'delete' } }));
    expect(problem).toMatchObject({ code: 'container-group.name-taken' });
  });

  it.each([
    ['restart', ['restart-group', 'wait-group']],
    ['stop', ['stop-group']],
    ['start', ['start-group', 'wait-group']],
  ] as const)('has the steps of a %s', async (kind, steps) => {
    const runner = open(side());
    await runner.deploy(fresh());
    const plan = await runner.plan({ ...fresh(), change: { kind } });
    expect(codes(plan.steps)).toEqual(steps);
    const gone = orderOf({ containerGroup: newGroup('nowhere'), model: model() }, { change: { kind } });
    expect(await problemOf(runner.plan(gone))).toMatchObject({ code: 'container-group.gone' });
  });
});
