import { describe, expect, it } from 'vitest';
import type { ContainerGroupSettings, DescribedGroup } from '../../shared/container-instances/contract';
import { usualGatewayImage } from '../../shared/container-instances/usual-gateway-image';
import type { Service } from '../../shared/services/contract';
import { containerGroupDraftOf } from '../../src-renderer/features/wizard/container-group-draft';
import { asksOfNew, registryOf, settingsOf, sizeOf } from '../../src-renderer/features/wizard/container-group-settings';
import { likelyModel, modelIn } from '../../src-renderer/features/wizard/existing-group';
import { nameFor, proposeNames } from '../../src-renderer/features/wizard/propose-names';
import { service } from './wizard-main';

const place = {
  tenant: '44444444-4444-4444-8444-444444444444',
  subscription: '77777777-7777-4777-8777-777777777777',
  subscriptionName: 'Contoso production',
  resourceGroup: 'rg-models',
  region: 'westeurope',
  regionName: 'West Europe',
};

const made: Extract<ContainerGroupSettings, { origin: 'new' }> = {
  origin: 'new',
  place,
  name: 'churn',
  gatewayImage: usualGatewayImage,
  dnsLabel: 'churn-model',
  size: { cpu: 2, memoryGb: 4, gpu: { count: 1, sku: 'V100' } },
  pull: { kind: 'password', userName: 'puller' },
  command: ['python', '-m', 'serve it'],
  environment: [{ name: 'MODE', value: 'fast' }, { name: 'DB_PASSWORD' }],
  restartPolicy: 'OnFailure',
  probePath: '/health',
};
const there: ContainerGroupSettings = {
  origin: 'existing',
  place,
  name: 'churn',
  gatewayImage: usualGatewayImage,
  container: 'web',
  dnsLabel: 'churn-model',
  size: { cpu: 2, memoryGb: 4 },
};

function onAzure(containerGroup: ContainerGroupSettings | undefined): Service {
  const model = { kind: 'container', image: 'contoso.azurecr.io/churn:12', port: 8080, path: '/predict' } as const;
  const change = { target: 'container-instances', model, example: '{}' } as const;
  return service({ ...change, ...(containerGroup && { containerGroup }) });
}

const blank = containerGroupDraftOf(onAzure(undefined));

describe('the draft of a container group', () => {
  it.each([
    ['new, with everything', made],
    ['new, pulled by anybody', { ...made, pull: { kind: 'anonymous' } }],
    ['new, pulled by an identity', { ...made, pull: { kind: 'identity', identity: '/subscriptions/x' } }],
    [
      'new, pulled as the admin user',
      {
        ...made,
        pull: { kind: 'admin-user', subscription: place.subscription, resourceGroup: 'rg', registry: 'contoso' },
      },
    ],
    ['existing', there],
    ['existing, named, of its own size', withoutLabelAndSize(there)],
  ] satisfies [string, ContainerGroupSettings][])('comes back as it was saved: %s', (_, containerGroup) => {
    expect(settingsOf(containerGroupDraftOf(onAzure(containerGroup)))).toEqual({
      containerGroup,
      model: { kind: 'container', image: 'contoso.azurecr.io/churn:12', port: 8080, path: '/predict' },
      example: '{}',
    });
  });

  it('begins with what most services need, and without an example that is of another model', () => {
    expect(blank).toMatchObject({ origin: 'new', size: { cpu: '1', memoryGb: '1.5' }, example: '', environment: [] });
    expect(blank.gatewayImage).toBe(usualGatewayImage);
  });

  it('says nothing while a place or a size is missing', () => {
    expect(settingsOf(blank)).toBeUndefined();
    expect(settingsOf({ ...blank, place, size: { ...blank.size, cpu: 'two' } })).toBeUndefined();
    expect(settingsOf({ ...blank, place })).toBeDefined();
  });

  it('has no value of a secret variable among its settings', () => {
    const environment = [{ name: 'DB_PASSWORD', value: 'swordfish', secure: true }];
    expect(JSON.stringify(settingsOf({ ...blank, place, environment }))).not.toContain('swordfish');
  });

  it('asks for each secret by what it is', () => {
    const environment = [
      { name: ' TOKEN ', value: 'x', secure: true },
      { name: 'MODE', value: 'y', secure: false },
      { name: '', value: '', secure: true },
    ];
    expect(asksOfNew({ pull: 'password', image: 'Contoso.azurecr.io/churn', environment })).toEqual([
      { id: 'registry-password/contoso.azurecr.io', kind: 'registry-password', name: 'contoso.azurecr.io' },
      { id: 'environment/model/TOKEN', kind: 'environment', container: 'model', name: 'TOKEN' },
    ]);
    expect(asksOfNew({ pull: 'anonymous', image: 'nginx', environment: [] })).toEqual([]);
  });

  it.each([
    ['nginx', 'index.docker.io'],
    ['contoso/churn:12', 'index.docker.io'],
    ['docker.io/contoso/churn', 'index.docker.io'],
    ['contoso.azurecr.io/churn:12', 'contoso.azurecr.io'],
    ['localhost/churn', 'localhost'],
    ['registry:5000/churn', 'registry:5000'],
    ['nginx:1.28', 'index.docker.io'],
  ])('knows the registry of %s', (image, registry) => {
    expect(registryOf(image)).toBe(registry);
  });

  it.each([
    [
      { cpu: '0.5', memoryGb: '1.5', gpus: '1', gpuSku: '' },
      { cpu: 0.5, memoryGb: 1.5 },
    ],
    [
      { cpu: '4', memoryGb: '16', gpus: '2', gpuSku: 'V100' },
      { cpu: 4, memoryGb: 16, gpu: { count: 2, sku: 'V100' } },
    ],
    [{ cpu: '0', memoryGb: '1', gpus: '1', gpuSku: '' }, undefined],
    [{ cpu: '', memoryGb: '1', gpus: '1', gpuSku: '' }, undefined],
    [{ cpu: '1', memoryGb: '-1', gpus: '1', gpuSku: '' }, undefined],
    [{ cpu: '1', memoryGb: '1', gpus: '1.5', gpuSku: 'V100' }, undefined],
  ])('understands a size: %j', (draft, size) => {
    expect(sizeOf(draft)).toEqual(size);
  });
});

describe('the names that are proposed', () => {
  it.each([
    ['score.contoso.com', 'score-contoso-com'],
    ['SCORE.contoso.com', 'score-contoso-com'],
    ['*.contoso.com', 'contoso-com'],
    ['1a.contoso.com', 'a-contoso-com'],
    ['münchen.example', 'm-nchen-example'],
    ['例え.例', 'model'],
    ['', 'model'],
    [`${'a'.repeat(62)}.b`, 'a'.repeat(62)],
  ])('fit Azure’s rules: %s', (hostName, name) => {
    expect(nameFor(hostName)).toBe(name);
    expect(name).toMatch(/^[a-z](?:[a-z0-9]|-(?!-))*[a-z0-9]$/u);
    expect(name.length).toBeLessThanOrEqual(63);
  });

  it('are long enough for a DNS label', () => {
    expect(proposeNames(blank, 'a.b')).toMatchObject({ name: 'a-b', dnsLabel: 'a-b-model' });
  });

  it('take the place of nothing that was typed', () => {
    const draft = { ...blank, name: 'mine', dnsLabel: 'mine-too' };
    expect(proposeNames(draft, 'score.contoso.com')).toEqual(draft);
  });
});

describe('the container that is the model', () => {
  const size = { cpu: 1, memoryGb: 1 };
  const described: DescribedGroup = {
    name: 'churn',
    place: { tenant: '', subscription: '', resourceGroup: '', region: '' },
    containers: [
      { name: 'log', image: 'log:1', ports: [], size, isGateway: false },
      { name: 'proxy', image: 'nginx', ports: [80], size, isGateway: true },
      { name: 'web', image: 'churn:1', ports: [8080, 5001], size, isGateway: false },
    ],
    publicPorts: [80, 5001],
    asks: [],
  };
  it('is one that the internet reaches and that is no gateway', () => {
    expect(likelyModel(described)).toBe('web');
    expect(modelIn(described, 'web')).toEqual({ container: 'web', containerImage: 'churn:1', port: '5001' });
  });

  it('is the first one where the internet reaches none', () => {
    expect(likelyModel({ ...described, publicPorts: [] })).toBe('log');
    expect(likelyModel({ ...described, containers: [] })).toBe('');
    const gateways = described.containers.filter(({ isGateway }) => isGateway);
    expect(likelyModel({ ...described, containers: gateways }), 'it is only called so').toBe('proxy');
    expect(modelIn(described, 'log'), 'the port that was typed stays').not.toHaveProperty('port');
  });

  it('is the one that Latchkey knows, unless it is gone', () => {
    const latchkey = { hostName: 'x', container: 'log', port: 9000, path: '/predict' };
    expect(likelyModel({ ...described, latchkey })).toBe('log');
    expect(modelIn({ ...described, latchkey }, 'log')).toMatchObject({ port: '9000', path: '/predict' });
    expect(likelyModel({ ...described, latchkey: { ...latchkey, container: 'gone' } })).toBe('web');
  });
});

function withoutLabelAndSize(settings: ContainerGroupSettings): ContainerGroupSettings {
  if (settings.origin === 'new') throw new Error(settings.origin);
  const { dnsLabel: _dnsLabel, size: _size, ...rest } = settings;
  return rest;
}
