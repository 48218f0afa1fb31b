import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContainerGroupSettings } from '../../../shared/container-instances/contract';
import { chosen, containerGroup, createOnAzure, deployOnAzure, learned } from './azure-service';
import { openDesk } from './open-desk';

let desk: ReturnType<typeof openDesk>;
let id: string;
beforeEach(async () => {
  desk = openDesk();
  id = await createOnAzure(desk);
});
afterEach(() => desk.remove());

const { place } = containerGroup;
const existing: ContainerGroupSettings = {
  origin: 'existing',
  place,
  name: 'churn',
  gatewayImage: 'nginx:1.28',
  container: 'scorer',
};
const others: readonly (readonly [what: string, group: ContainerGroupSettings])[] = [
  ['another name', { ...containerGroup, name: 'other' }],
  ['another resource group', { ...containerGroup, place: { ...place, resourceGroup: 'other' } }],
  ['another subscription', { ...containerGroup, place: { ...place, subscription: place.tenant } }],
  ['another region', { ...containerGroup, place: { ...place, region: 'northeurope' } }],
  ['one that is there instead of one that Latchkey makes', existing],
];
const set = (group: ContainerGroupSettings) => desk.setup.setContainerGroup({ id, ...chosen, containerGroup: group });
const saved = async () => (await desk.records.get(id)).facts.containerGroup;
const fixed = { code: 'service.place-fixed', facts: { name: 'churn' } };

describe('The container group of a service', () => {
  it.each(others)('is chosen freely before anything is there: %s', async (_what, group) => {
    await set(group);
    expect(await saved()).toEqual(group);
  });

  it.each(others)('is not left once the service is in it, for %s', async (_what, group) => {
    await deployOnAzure(desk, id);
    await expect(set(group)).rejects.toMatchObject(fixed);
    expect(await saved()).toEqual(containerGroup);
  });

  it.each(others)('is not left while it is deleted to be made anew, for %s', async (_what, group) => {
    desk.seen.toBeMadeAnew.push(id);
    await expect(set(group)).rejects.toMatchObject(fixed);
  });

  it('can be anything but another one: its size, its image, its name in other letters', async () => {
    await deployOnAzure(desk, id);
    const changed = { ...containerGroup, name: 'Churn', size: { cpu: 2, memoryGb: 4 } };
    await set(changed);
    expect((await desk.deployable.order(id, { kind: 'deploy' })).settings).toMatchObject({ containerGroup: changed });
  });

  it('is chosen freely again after it was deleted from Azure', async () => {
    await deployOnAzure(desk, id);
    await desk.finish(id, { kind: 'delete' }, learned);
    await set({ ...containerGroup, name: 'other' });
    expect(await saved()).toMatchObject({ name: 'other' });
  });
});

describe('Values that were given for it', () => {
  const given = {
    'environment/model/PASSWORD': 'one',
    'environment/model/TOKEN': 'two',
    'environment/sidecar/PASSWORD': 'three',
    'registry-password/contoso.azurecr.io': 'four',
  };
  const ids = Object.keys(given);
  const variables = (...names: readonly string[]) => ({
    ...containerGroup,
    environment: names.map((name) => ({ name })),
  });
  beforeEach(async () => {
    await set(variables('PASSWORD', 'TOKEN'));
    for (const [valueId, value] of Object.entries(given)) await desk.values.giveValue({ id, valueId, value });
  });
  const held = async () => [...(await desk.deployable.held(id)).keys()].toSorted();

  it('stay as long as it is the same group and the same variables', async () => {
    await set({ ...variables('PASSWORD', 'TOKEN'), size: { cpu: 2, memoryGb: 4 } });
    expect(await held()).toEqual(ids);
  });

  it('are forgotten with the variable that they are of, and not those of another container', async () => {
    await set(variables('TOKEN'));
    expect(await held()).toEqual(ids.slice(1));
    expect((await desk.records.get(id)).facts.held).toEqual(ids.slice(1));
    expect((await desk.deployable.order(id, { kind: 'deploy' })).held).toEqual(ids.slice(1));
  });

  it('are forgotten with a variable that is secret no more', async () => {
    await set({ ...containerGroup, environment: [{ name: 'PASSWORD', value: 'plain' }, { name: 'TOKEN' }] });
    expect(await held()).toEqual(ids.slice(1));
  });

  it('are all forgotten where another group is chosen, and nothing else that is secret', async () => {
    await desk.deployable.makeApiKeys(id);
    const keys = await desk.records.apiKeys(id);
    await set(existing);
    expect(await held()).toEqual([]);
    expect(await desk.records.apiKeys(id)).toEqual(keys);
  });

  it('stay until the service is deployed without the variable: it still runs with it', async () => {
    await deployOnAzure(desk, id);
    await set(variables('TOKEN'));
    expect(await held()).toEqual(ids);
    await desk.finish(id, { kind: 'rotate-key', slot: 'primary' });
    expect(await held()).toEqual(ids);
    await desk.finish(id, { kind: 'deploy' });
    expect(await held()).toEqual(ids.slice(1));
  });

  it('are forgotten with the choice that asked for them', async () => {
    await deployOnAzure(desk, id);
    await set(variables('PASSWORD', 'TOKEN', 'LATER'));
    await desk.values.giveValue({ id, valueId: 'environment/model/LATER', value: 'five' });
    expect(await held()).toContain('environment/model/LATER');
    await desk.setup.discardChanges({ id });
    expect(await held()).toEqual(ids);
  });

  it('stay where the choice of another group is declined', async () => {
    await deployOnAzure(desk, id);
    await expect(set(existing)).rejects.toMatchObject(fixed);
    expect(await held()).toEqual(ids);
  });
});
