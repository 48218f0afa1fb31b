import { describe, expect, it } from 'vitest';
import type { ContainerGroupItem } from '../../shared/azure/contract';
import type { DescribedGroup } from '../../shared/container-instances/contract';
import type { Handlers } from '../../shared/ipc/contract';
import { connectBridge } from '../../src-renderer/app/bridge';
import type { ContainerGroupDraft } from '../../src-renderer/features/wizard/container-group-draft';
import type { Shown } from '../../src-renderer/features/wizard/state';
import { createWizardStore, type WizardStore } from '../../src-renderer/features/wizard/store';
import { contoso, production, sandbox } from './azure-samples';
import { decline, FakeBridge } from './fake-bridge';
import { plan, service, serviceId } from './wizard-main';

const place = {
  tenant: contoso.id,
  subscription: production.id,
  subscriptionName: production.name,
  resourceGroup: 'rg',
  region: 'westeurope',
  regionName: 'West Europe',
};
const item = (name: string): ContainerGroupItem => ({
  name,
  resourceGroup: 'rg',
  region: 'westeurope',
  osType: 'Linux',
  securable: true,
});
const asks: DescribedGroup['asks'] = [
  { id: 'environment/web/A', kind: 'environment', container: 'web', name: 'A' },
  { id: 'environment/web/B', kind: 'environment', container: 'web', name: 'B' },
];
const group = (name: string, change: Partial<DescribedGroup> = {}): DescribedGroup => ({
  name,
  place: { tenant: contoso.id, subscription: production.id, resourceGroup: 'rg', region: 'westeurope' },
  containers: [{ name: 'web', image: `${name}:1`, ports: [80], size: { cpu: 1, memoryGb: 1 }, isGateway: false }],
  publicPorts: [80],
  azureName: `${name}.westeurope.azurecontainer.io`,
  asks: [],
  ...change,
});

interface Opened {
  readonly store: WizardStore;
  readonly bridge: FakeBridge;
  readonly shown: () => Shown;
  readonly draft: () => ContainerGroupDraft;
}

async function open(handlers: Partial<Handlers> = {}): Promise<Opened> {
  const bridge = new FakeBridge({
    'services.list': () => ({
      keeping: 'keyring',
      services: [
        service({
          target: 'container-instances',
          hostName: 'score.contoso.com',
          complete: ['domain', 'certificate'],
          model: { kind: 'container', image: '', port: 5001, path: '/score' },
        }),
      ],
    }),
    'deployments.list': () => ({ deployments: [] }),
    'services.candidates': () => ({ candidates: [] }),
    'container-instances.describe-group': ({ name }) => group(name),
    'deployments.plan': () => plan(),
    ...handlers,
  });
  const store = createWizardStore(connectBridge(bridge).call);
  await store.open(serviceId);
  const shown = (): Shown => {
    const now = store.state.getState();
    if (now.phase !== 'shown') throw new Error(now.phase);
    return now;
  };
  return { store, bridge, shown, draft: () => shown().drafts.containerGroup };
}

async function openExisting(handlers: Partial<Handlers> = {}): Promise<Opened> {
  const opened = await open(handlers);
  opened.store.placeContainerGroup(place);
  opened.store.editContainerGroup({ origin: 'existing', example: '{}' });
  await opened.store.chooseGroup(item('churn'), 'West Europe');
  return opened;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('secrets on the page of a container group', () => {
  it('are forgotten once main keeps them', async () => {
    const { store, shown, bridge } = await openExisting({
      'container-instances.describe-group': () => group('churn', { asks }),
    });
    store.editContainerGroup({ given: { 'environment/web/A': 'swordfish', 'environment/web/B': 'marlin' } });
    await store.next();
    expect(shown().place.page).toBe('review');
    expect(bridge.requests('services.give-value')).toHaveLength(2);
    expect(JSON.stringify(store.state.getState())).not.toMatch(/swordfish|marlin/u);
  });

  it('stay to be corrected where main does not take them, and only those', async () => {
    const { store, shown, draft } = await openExisting({
      'container-instances.describe-group': () => group('churn', { asks }),
      'services.give-value': ({ valueId }) =>
        valueId.endsWith('B') ? decline('service.value-unusable', { name: 'B', reason: 'characters' }) : {},
    });
    store.editContainerGroup({ given: { 'environment/web/A': 'swordfish', 'environment/web/B': 'marlin' } });
    await store.next();
    expect(draft().given).toEqual({ 'environment/web/B': 'marlin' });
    expect(shown()).toMatchObject({ place: { page: 'deploy' }, obstacle: { field: 'value/environment/web/B' } });
  });

  it('are given as the page is left for another, too', async () => {
    const { store, draft, bridge } = await open();
    store.placeContainerGroup(place);
    const environment = [{ name: 'TOKEN', value: 'swordfish', secure: true }];
    store.editContainerGroup({ image: 'nginx', example: '{}', environment });
    store.back();
    await settle();
    expect(bridge.requests('services.give-value')).toEqual([
      { id: serviceId, valueId: 'environment/model/TOKEN', value: 'swordfish' },
    ]);
    expect(draft().environment).toEqual([{ name: 'TOKEN', value: '', secure: true }]);
  });

  it('that were typed for something else are not given', async () => {
    const { store, bridge } = await open();
    store.placeContainerGroup(place);
    store.editContainerGroup({
      image: 'nginx',
      example: '{}',
      given: { 'registry-password/old.example': 'swordfish' },
    });
    await store.next();
    expect(bridge.requests('services.set-container-group')).toHaveLength(1);
    expect(bridge.requests('services.give-value')).toEqual([]);
  });

  it('are not given before the settings are saved', async () => {
    const { store, bridge } = await open({
      'services.set-container-group': () =>
        decline('container-group.setting-unusable', { setting: 'name', reason: 'characters', name: 'A' }),
    });
    store.placeContainerGroup(place);
    const environment = [{ name: 'TOKEN', value: 'swordfish', secure: true }];
    store.editContainerGroup({ image: 'nginx', example: '{}', environment });
    await store.next();
    expect(bridge.requests('services.give-value')).toEqual([]);
  });
});

describe('the group that is chosen', () => {
  it('is described by its own answer, whichever comes last', async () => {
    const waiting = new Map<string, (group: DescribedGroup) => void>();
    const { store, draft, shown } = await open({
      'container-instances.describe-group': ({ name }) => new Promise((resolve) => waiting.set(name, resolve)),
    });
    store.placeContainerGroup(place);
    store.editContainerGroup({ origin: 'existing' });
    void store.chooseGroup(item('first'), 'West Europe');
    void store.chooseGroup(item('second'), 'West Europe');
    await settle();
    waiting.get('second')?.(group('second'));
    await settle();
    waiting.get('first')?.(group('first'));
    await settle();
    expect(draft().containerImage).toBe('second:1');
    expect(shown().place).toMatchObject({ group: { state: 'described', group: { name: 'second' } } });
  });

  it('goes with its subscription', async () => {
    const { store, draft, shown } = await openExisting();
    expect(draft().group?.name).toBe('churn');
    store.placeContainerGroup({ tenant: contoso.id, subscription: sandbox.id });
    expect(draft().group).toBeUndefined();
    expect(shown().place).toEqual({ page: 'deploy', group: undefined });
  });

  it('is asked about again once somebody has signed in', async () => {
    let signedIn = false;
    const { store, shown } = await openExisting({
      'container-instances.describe-group': ({ name }) => (signedIn ? group(name) : decline('sign-in.needed')),
    });
    expect(shown().place).toMatchObject({ group: { state: 'silent' } });
    signedIn = true;
    store.placeContainerGroup(place);
    await settle();
    expect(shown().place).toMatchObject({ group: { state: 'described' } });
  });

  it('takes over what was chosen of it when it is looked at again', async () => {
    const { store, draft } = await openExisting();
    store.editContainerGroup({ port: '9000' });
    await store.describeGroup();
    expect(draft()).toMatchObject({ container: 'web', port: '9000' });
  });
});
