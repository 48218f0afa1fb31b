import { describe, expect, it } from 'vitest';
import { describedGroupSchema, groupStandingSchema } from '../../../../shared/container-instances/contract';
import { bare } from '../../../../src-main/targets/container-instances/held-values';
import { GroupDesk } from '../../../../src-main/targets/container-instances/group-desk';
import { latchkeyTags, readTags, withTags } from '../../../../src-main/targets/container-instances/tags';
import { problemOf } from '../../azure/open-azure';
import { openModel, useStates } from './open-states';
import { model, newGroup, orderOf, place } from './open-target';
import { wholeGroup } from './whole-group';

const { made, side, open, put } = useStates();
const desk = (name = 'churn') => new GroupDesk({ groups: made.groups, placeOf: async () => ({ ...place, name }) });
const at = (name: string) => ({
  tenant: place.tenant,
  subscription: place.subscription,
  resourceGroup: 'models',
  name,
});

describe('A group that is to be chosen', () => {
  it('is described with its containers, its ports and what has to be given', async () => {
    await put('open', openModel({}, { environmentVariables: [{ name: 'TOKEN', secureValue: 'never' }] }));
    const described = describedGroupSchema.parse(await desk().describeGroup(at('open')));
    expect(described).toMatchObject({
      name: 'open',
      place: { region: 'westeurope' },
      containers: [
        {
          name: 'scorer',
          image: 'contoso/score:7',
          ports: [5001, 80],
          size: { cpu: 1, memoryGb: 1.5 },
          isGateway: false,
        },
      ],
      publicPorts: [5001, 80],
      azureName: 'open-model.westeurope.azurecontainer.io',
      asks: [{ id: 'environment/scorer/TOKEN' }],
    });
    expect(described.latchkey).toBeUndefined();
    expect(described.obstacle).toBeUndefined();
  });

  it('is known again by any computer where Latchkey made it, and its gateway asks for nothing', async () => {
    await open(side()).deploy(orderOf({ containerGroup: newGroup('churn'), model: model() }));
    expect(describedGroupSchema.parse(await desk().describeGroup(at('churn')))).toMatchObject({
      latchkey: { hostName: 'score.contoso.test', container: 'model', port: 5001, path: '/score' },
      containers: [
        { name: 'model', isGateway: false },
        { name: 'gateway', isGateway: true },
      ],
      asks: [],
    });
  });

  it('is not found where it is not', async () => {
    expect(await problemOf(desk().describeGroup(at('nowhere')))).toEqual({
      code: 'azure.not-found',
      facts: { what: 'container-group', name: 'nowhere' },
    });
  });

  it('says what stands in the way of a gateway', async () => {
    await put('windows', openModel({ osType: 'Windows' }));
    expect((await desk().describeGroup(at('windows'))).obstacle).toBe('windows');
  });
});

describe('How a group stands', () => {
  it('is Azure’s word, container by container, with what happened', async () => {
    await open(side()).deploy(orderOf({ containerGroup: newGroup('churn'), model: model() }));
    expect(groupStandingSchema.parse(await desk().look({ serviceId: 'any' }))).toMatchObject({
      state: 'Running',
      containers: [
        {
          name: 'model',
          state: 'Running',
          restarts: 0,
          events: [{ name: 'Pulling', count: 1, warning: false }, {}, {}],
        },
        { name: 'gateway' },
      ],
    });
    expect((await desk().logs({ serviceId: 'any', container: 'model', lines: 10 })).text).toContain('model');
  });

  it('is gone where there is none', async () => {
    expect(await desk('nowhere').look({ serviceId: 'any' })).toEqual({ state: 'gone', containers: [], events: [] });
  });
});

describe('Tags', () => {
  const settings = { containerGroup: newGroup('churn'), model: model() };

  it('replace our own and leave all others, whatever the case of their names', () => {
    const ours = latchkeyTags(orderOf(settings), settings, 'a deployment');
    const tags = withTags({ Owner: 'x', 'Latchkey-Host': 'old', 'latchkey-path': '/old', 'latchkey-other': 'y' }, ours);
    expect(tags).toEqual({ Owner: 'x', ...ours });
    expect(Object.keys(ours)).toHaveLength(6);
  });

  it('have no path that is longer than Azure takes', () => {
    const long = { ...settings, model: model({ path: `/${'a'.repeat(300)}` }) };
    const tags = latchkeyTags(orderOf(long), long, undefined);
    for (const value of Object.values(tags)) expect(value.length).toBeLessThanOrEqual(256);
    expect(readTags({ location: '', tags, properties: { containers: [] } })).toMatchObject({ path: '/' });
  });

  it('are no words of Latchkey’s where somebody changed them', () => {
    const tags = { 'latchkey-host': 'h', 'latchkey-container': 'c', 'latchkey-port': 'none' };
    expect(readTags({ location: '', tags, properties: { containers: [] } })).toBeUndefined();
  });
});

describe('A group without secrets', () => {
  it('has none in any place where the schema has one', () => {
    const { group } = wholeGroup();
    const text = JSON.stringify(bare(group));
    const secrets = [
      '-secureValue"',
      '-password"',
      '-storageAccountKey"',
      '-workspaceKey"',
      'protectedSettings',
      Buffer.from('a secret').toString('base64'),
    ];
    for (const secret of secrets) {
      expect(JSON.stringify(group)).toContain(secret);
      expect(text).not.toContain(secret);
    }
  });
});
