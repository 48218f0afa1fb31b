import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import { AzureContainerGroups } from '../../../src-main/azure/container-groups';
import { CurrentArm } from '../../../src-main/azure/current-arm';
import { createTransport } from '../../../src-main/azure/transport';
import type { GroupPlace } from '../../../shared/container-instances/group-place';
import type { WireGroup } from '../../../src-main/targets/container-instances/ports';
import type { Effect } from '../../support/azure/faults';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso, idFor } from '../../support/azure/world/contoso';
import { usualSettings } from '../../support/azure/world/options';
import { openSignedIn, openSignedInAs, problemOf } from './open-azure';

const home = { tenant: contoso.tenant, subscription: contoso.subscription };
const registration = `${contoso.subscription}/microsoft.containerinstance`;
const cores = `${contoso.subscription}/westeurope/standardcores`;
const canary = Buffer.from('a private key').toString('base64');

let emulator: Emulator;
let azure: Awaited<ReturnType<typeof openSignedIn>>;
let place: GroupPlace;
let made = 0;
beforeAll(async () => {
  emulator = await startEmulator();
  azure = await openSignedIn(emulator);
  await azure.call('azure.subscriptions', { tenant: contoso.tenant });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  made += 1;
  place = { ...home, resourceGroup: 'models', name: `churn-${made}` };
  Object.assign(emulator.settings, usualSettings);
  emulator.faults.clear();
  emulator.state.containerGroups.splice(0);
  delete emulator.state.quotas[cores];
  emulator.state.registrations[registration] = 'Registered';
  emulator.journal.clear();
  azure.sent.length = 0;
});

function group(properties: object = {}, container: object = {}): WireGroup {
  return {
    location: 'westeurope',
    tags: { 'latchkey-host': 'churn.contoso.example' },
    properties: {
      osType: 'Linux',
      containers: [
        {
          name: 'model',
          properties: {
            image: 'mcr.microsoft.com/azuredocs/aci-helloworld:latest',
            ports: [{ port: 443 }],
            resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
            ...container,
          },
        },
      ],
      ipAddress: { type: 'Public', ports: [{ port: 443 }] },
      volumes: [{ name: 'gateway-files', secret: { 'tls.key': canary } }],
      ...properties,
    },
  };
}

const labelled = (dnsNameLabel: string) =>
  group({ ipAddress: { type: 'Public', ports: [{ port: 443 }], dnsNameLabel } });

/** A group that Azure is done with. */
async function put(wanted = group(), where = place): Promise<void> {
  await azure.containerGroups.put(where, wanted);
  await emulator.settled();
  emulator.journal.clear();
}

const inState = (where = place) => emulator.state.containerGroups.find(({ name }) => name === where.name);
/** What Resource Manager was asked since it was last counted. */
function asked(): string[] {
  const calls = emulator.journal.entries().filter(({ service }) => service === 'arm');
  return calls.map(({ method, status }) => `${method} ${status}`);
}
const fault = (effect: Effect, method = 'PUT', times = 1) =>
  emulator.faults.add({ effect, service: 'arm', method, times });

/** Over a Resource Manager that answers what a test says. */
function over(answer: (address: string, method: string) => Response, waits: number[] = []) {
  const addresses: string[] = [];
  const fetch = async (address: string, { method = '' }: RequestInit): Promise<Response> => {
    addresses.push(address);
    return answer(address, method);
  };
  const arm = new CurrentArm({
    access: azure.access,
    openTransport: (_access, allows) => createTransport(allows, { fetch, log: { write: () => undefined } }),
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { addresses, groups: new AzureContainerGroups(arm, new Set()) };
}
const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

describe('a container group', () => {
  it('is created, and read as Azure has it, in a call each', async () => {
    const { operation } = await azure.containerGroups.put(place, labelled('churn-first'));
    expect(asked()).toEqual(['PUT 201']);
    expect(new URL(operation!).origin).toBe(emulator.endpoints.resourceManager);
    await emulator.settled();
    const there = await azure.containerGroups.read(place);
    expect(there).toMatchObject({ location: 'westeurope', tags: { 'latchkey-host': 'churn.contoso.example' } });
    expect(there?.properties.ipAddress?.fqdn).toBe('churn-first.westeurope.azurecontainer.io');
    expect(asked()).toEqual(['PUT 201', 'GET 200']);
  });

  it('says by its state that it is not ready yet', async () => {
    await azure.containerGroups.put(place, group());
    expect((await azure.containerGroups.read(place))?.properties.provisioningState).toBe('Pending');
    const ready = await azure.containerGroups.read(place);
    expect(ready?.properties).toMatchObject({ provisioningState: 'Succeeded', instanceView: { state: 'Running' } });
    expect(ready?.properties.containers[0]?.properties.instanceView?.currentState?.state).toBe('Running');
  });

  it('has an operation only where Azure says one', async () => {
    emulator.settings.containerGroupOperations = 'provisioning-state';
    expect(await azure.containerGroups.put(place, group())).toEqual({ operation: undefined });
  });

  it('is none where it was not made, nor in a resource group that is not there', async () => {
    expect(await azure.containerGroups.read(place)).toBeUndefined();
    expect(await azure.containerGroups.read({ ...place, resourceGroup: 'nowhere' })).toBeUndefined();
  });

  it('is not none where its subscription is not there', async () => {
    const problem = await problemOf(azure.containerGroups.read({ ...place, subscription: idFor('nobody’s') }));
    expect(problem).toMatchObject({ code: 'azure.not-found', facts: { what: 'subscription' } });
  });

  it('comes and goes whole, with what no SDK of ours knows', async () => {
    const secretReferences = [
      { name: 'from-vault', identity: '/subscriptions/x/y', secretReferenceUri: 'https://contoso.vault.example/a' },
    ];
    await put(group({ secretReferences }));
    inState()!.properties['ofTomorrow'] = { deep: [{ value: null }] };
    const there = (await azure.containerGroups.read(place))!;
    expect(there.properties).toMatchObject({ secretReferences, ofTomorrow: { deep: [{ value: null }] } });
    // The emulator declines what is in no published schema; what was sent is what counts.
    expect((await problemOf(azure.containerGroups.put(place, there))).code).toBe('azure.refused');
    expect(JSON.parse(azure.sent.at(-1)!.body)).toEqual(there);
    await azure.containerGroups.put(place, group({ secretReferences }));
    expect(inState()!.properties['secretReferences']).toEqual(secretReferences);
  });

  it('is replaced in place where Azure takes that', async () => {
    await put();
    await azure.containerGroups.put(place, group({}, { command: ['sleep', '9'] }));
    expect(asked()).toEqual(['PUT 200']);
  });

  it('is neither there nor not there where something else than Azure answers', async () => {
    const odd = over(() => json({ location: 'x', properties: { containers: 'none' } }));
    expect((await problemOf(odd.groups.read(place))).code).toBe('azure.not-understood');
    const none = over(() => json({ detail: 'Not Found' }, 404));
    expect((await problemOf(none.groups.read(place))).code).toBe('azure.not-found');
  });
});

describe('what Azure does not take', () => {
  it.each([
    ['another size', group({}, { resources: { requests: { cpu: 2, memoryInGB: 1.5 } } })],
    ['another restart policy', group({ restartPolicy: 'Never' })],
    ['another region', { ...group(), location: 'eastus' }],
  ])('in place is said to need a new group: %s', async (_, wanted) => {
    await put();
    expect(await problemOf(azure.containerGroups.put(place, wanted))).toEqual({
      code: 'azure.must-recreate',
      facts: { name: place.name },
    });
  });

  it('of a group that is stopped is said to need a new one', async () => {
    await put();
    await azure.containerGroups.stop(place);
    expect((await problemOf(azure.containerGroups.put(place, group()))).code).toBe('azure.must-recreate');
  });

  it.each(['put', 'remove', 'restart', 'start', 'stop'] as const)(
    'while it is busy with the group is said to be that: %s',
    async (act) => {
      await put();
      inState()!.provisioningState = 'Pending';
      const done = act === 'put' ? azure.containerGroups.put(place, group()) : azure.containerGroups[act](place);
      expect(await problemOf(done)).toEqual({ code: 'azure.group-busy', facts: { name: place.name } });
    },
  );

  it('is a label that another group has', async () => {
    await put(labelled('churn-taken'));
    const other = { ...place, name: 'another' };
    expect(await problemOf(azure.containerGroups.put(other, labelled('churn-taken')))).toEqual({
      code: 'azure.dns-label-taken',
      facts: { label: 'churn-taken' },
    });
  });

  it('is an image that is not there', async () => {
    const image = `${emulator.endpoints.registries['contosomodels']}/churn:99`;
    expect(await problemOf(azure.containerGroups.put(place, group({}, { image })))).toEqual({
      code: 'azure.image-not-available',
      facts: { image },
    });
  });

  it('is more than a quota, which is named', async () => {
    emulator.state.quotas[cores] = 0;
    expect(await problemOf(azure.containerGroups.put(place, group()))).toEqual({
      code: 'azure.quota-reached',
      facts: { quota: 'StandardCores', region: 'westeurope', limit: 0 },
    });
  });

  it('is what the region has no room for', async () => {
    fault({ kind: 'no-capacity' });
    expect(await problemOf(azure.containerGroups.put(place, group()))).toEqual({
      code: 'azure.no-capacity',
      facts: { region: 'westeurope' },
    });
  });

  it('is anything in a subscription that is not registered', async () => {
    emulator.state.registrations[registration] = 'NotRegistered';
    expect(await problemOf(azure.containerGroups.put(place, group()))).toEqual({
      code: 'azure.provider-not-registered',
      facts: { provider: 'Microsoft.ContainerInstance' },
    });
  });

  it('for another reason has Azure’s code, and nothing of what was sent', async () => {
    const thrown = await azure.containerGroups
      .put(place, group({ volumes: [{ name: 'x', secret: { 'tls.key': canary } }] }))
      .catch((cause: unknown) => cause as AppError);
    expect(thrown).toMatchObject({ code: 'azure.refused', facts: { azure: 'InvalidVolumeName', status: 400 } });
    expect(inspect(thrown, { depth: 9 })).not.toContain(canary);
  });
});

describe('the end of a container group', () => {
  it('is waited for', async () => {
    await put();
    emulator.settings.operationPolls = 2;
    await azure.containerGroups.remove(place);
    expect(inState()).toBeUndefined();
    expect(asked()).toEqual(['DELETE 202', 'GET 202', 'GET 202', 'GET 200']);
  });

  it('is there at once where there is no group, nor a resource group', async () => {
    await azure.containerGroups.remove(place);
    await azure.containerGroups.remove({ ...place, resourceGroup: 'nowhere' });
    expect(asked()).toEqual(['DELETE 204', 'DELETE 404']);
  });

  it('that does not come has Azure’s code and the name of the group', async () => {
    await put();
    fault({ kind: 'operation-fails', code: 'ContainerGroupStuck', message: 'It did not go.' }, 'DELETE');
    expect(await problemOf(azure.containerGroups.remove(place))).toEqual({
      code: 'azure.operation-failed',
      facts: { name: place.name, azure: 'ContainerGroupStuck', reason: 'other' },
    });
  });

  it('is not looked for anywhere but at Resource Manager', async () => {
    const { addresses, groups } = over(
      () => new Response(undefined, { status: 202, headers: { location: 'https://elsewhere.example/operations/1' } }),
    );
    expect((await problemOf(groups.remove(place))).code).toBe('azure.host-elsewhere');
    expect(addresses.map((address) => new URL(address).origin)).toEqual([emulator.endpoints.resourceManager]);
  });

  it('is no longer waited for when it is stopped, and the reason is the caller’s', async () => {
    const stop = new AbortController();
    const reason = new AppError('sign-in.cancelled');
    const { addresses, groups } = over((address) => {
      if (addresses.length === 2) stop.abort(reason);
      return new Response(undefined, { status: 202, headers: { location: address, 'retry-after': '3600' } });
    });
    await expect(groups.remove(place, stop.signal)).rejects.toBe(reason);
  });
});

describe('starting and stopping', () => {
  it('takes one call each, and what becomes of it shows in the group', async () => {
    await put();
    await azure.containerGroups.stop(place);
    expect((await azure.containerGroups.read(place))?.properties.instanceView?.state).toBe('Stopped');
    await azure.containerGroups.start(place);
    await emulator.settled();
    await azure.containerGroups.read(place);
    expect((await azure.containerGroups.read(place))?.properties.instanceView?.state).toBe('Running');
    await azure.containerGroups.restart(place);
    expect(asked().filter((call) => call.startsWith('POST'))).toEqual(['POST 204', 'POST 202', 'POST 204']);
  });

  it('of a group that is not there is said by its name', async () => {
    expect(await problemOf(azure.containerGroups.restart(place))).toEqual({
      code: 'azure.not-found',
      facts: { what: 'container-group', name: place.name },
    });
  });
});

describe('what a container wrote', () => {
  it('is read in one call, as many lines as are asked for', async () => {
    await put();
    expect(await azure.containerGroups.logs(place, 'model', 40)).toMatch(/^model is not really run/u);
    expect(asked()).toEqual(['GET 200']);
    expect(azure.sent.at(-1)?.path).toMatch(/[?&]tail=40(?:&|$)/u);
  });

  it('is nothing of a container that is not there', async () => {
    await put();
    expect(await problemOf(azure.containerGroups.logs(place, 'nobody', 40))).toMatchObject({
      code: 'azure.not-found',
      facts: { name: place.name },
    });
  });
});

describe('the subscription', () => {
  it('is registered, and that is waited for', async () => {
    emulator.state.registrations[registration] = 'NotRegistered';
    expect(await azure.containerGroups.isRegistered(home)).toBe(false);
    await azure.containerGroups.register(home);
    expect(await azure.containerGroups.isRegistered(home)).toBe(true);
    expect(asked()).toEqual(['GET 200', 'POST 200', 'GET 200', 'GET 200']);
  });

  it('is waited for longer each time, and not for ever', async () => {
    const waits: number[] = [];
    const { groups } = over(() => json({ namespace: 'x', registrationState: 'Registering' }), waits);
    expect(await problemOf(groups.register(home))).toMatchObject({
      code: 'azure.operation-failed',
      facts: { name: 'Microsoft.ContainerInstance', reason: 'timeout' },
    });
    expect(waits.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 10_000]);
    const minutes = waits.reduce((sum, wait) => sum + wait, 0) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(15);
    expect(minutes).toBeLessThan(16);
  });

  it('says what a group can be in a region, and its quotas there', async () => {
    expect(await azure.containerGroups.offer(home, 'eastus')).toEqual({
      largest: { cpu: 32, memoryGb: 256 },
      gpus: ['V100'],
    });
    expect(asked()).toEqual(['GET 200']);
    const quotas = await azure.containerGroups.quotas(home, 'westeurope');
    expect(quotas).toContainEqual({ name: 'StandardCores', displayName: 'Standard Cores', used: 0, limit: 100 });
    expect(asked()).toEqual(['GET 200', 'GET 200']);
  });
});

describe('what images are pulled with', () => {
  it("is the registry's admin user, where it has one", async () => {
    const registry = { ...home, resourceGroup: 'models', registry: 'contosomodels' };
    expect(await azure.containerGroups.pullCredentials(registry)).toEqual({
      server: emulator.endpoints.registries['contosomodels'],
      userName: 'contosomodels',
      password: emulator.state.registries.find(({ name }) => name === 'contosomodels')!.passwords[0],
    });
    expect(asked()).toEqual(['GET 200', 'POST 200']);
  });

  it('is nothing where it has none, which is said', async () => {
    const registry = { ...home, resourceGroup: 'models-us', registry: 'contosolocked' };
    expect(await problemOf(azure.containerGroups.pullCredentials(registry))).toEqual({
      code: 'azure.registry-without-user',
      facts: { name: 'contosolocked' },
    });
  });
});

describe('somebody who may only read', () => {
  it('reads, and is told which role the rest takes, and where', async () => {
    await put();
    const ravi = await openSignedInAs(emulator, contoso.reader);
    await ravi.call('azure.subscriptions', { tenant: contoso.tenant });
    expect(await ravi.containerGroups.read(place)).toBeDefined();
    const forbidden = { role: 'Contributor', userName: contoso.reader };
    expect(await problemOf(ravi.containerGroups.put(place, group()))).toMatchObject({
      code: 'azure.forbidden',
      // A group that is to be created is nobody's yet.
      facts: { ...forbidden, scope: 'resource-group', name: 'models' },
    });
    for (const act of ['remove', 'restart', 'start', 'stop'] as const) {
      expect(await problemOf(ravi.containerGroups[act](place))).toMatchObject({
        code: 'azure.forbidden',
        facts: { ...forbidden, scope: 'resource', name: place.name },
      });
    }
    expect(await problemOf(ravi.containerGroups.register(home))).toMatchObject({
      code: 'azure.forbidden',
      facts: { ...forbidden, scope: 'subscription', name: 'Contoso production' },
    });
    const registry = { ...home, resourceGroup: 'models', registry: 'contosomodels' };
    expect((await problemOf(ravi.containerGroups.pullCredentials(registry))).code).toBe('azure.forbidden');
  });
});

describe('a difficulty of Azure', () => {
  it.each([
    [{ kind: 'status', status: 429 }, ['PUT 429', 'PUT 201']],
    [{ kind: 'status', status: 429, retryAfter: 0 }, ['PUT 429', 'PUT 201']],
    [{ kind: 'claims-challenge' }, ['PUT 401', 'PUT 201']],
    [{ kind: 'slow', milliseconds: 100 }, ['PUT 201']],
  ] as const)('that did nothing is not seen: %j', async (effect, calls) => {
    fault(effect);
    await azure.containerGroups.put(place, group());
    expect(asked()).toEqual(calls);
    expect(azure.browser.opened).toHaveLength(1);
  });

  it.each([
    [{ kind: 'status', status: 500 }, 'azure.unavailable', 'PUT 500'],
    [{ kind: 'status', status: 503 }, 'azure.unavailable', 'PUT 503'],
    [{ kind: 'status', status: 409 }, 'azure.conflict', 'PUT 409'],
    [{ kind: 'status', status: 429, retryAfter: 600 }, 'azure.throttled', 'PUT 429'],
    [{ kind: 'drop' }, 'azure.offline', 'PUT 0'],
  ] as const)('with a PUT is told at once, and the PUT not repeated: %j', async (effect, code, call) => {
    fault(effect);
    expect((await problemOf(azure.containerGroups.put(place, group()))).code).toBe(code);
    expect(asked()).toEqual([call]);
    expect(inState()).toBeUndefined();
  });

  it('after a PUT leaves a group that can be read and put again', async () => {
    fault({ kind: 'drop-after' });
    expect((await problemOf(azure.containerGroups.put(place, group()))).code).toBe('azure.offline');
    await emulator.settled();
    expect(await azure.containerGroups.read(place)).toBeDefined();
    await azure.containerGroups.put(place, group());
  });

  it.each([429, 500, 503] as const)('with reading is waited out: %d', async (status) => {
    await put();
    fault({ kind: 'status', status, retryAfter: 0 }, 'GET', 2);
    expect(await azure.containerGroups.read(place)).toBeDefined();
    expect(asked()).toEqual([`GET ${status}`, `GET ${status}`, 'GET 200']);
  });

  it('is not waited out by somebody who stops', async () => {
    fault({ kind: 'slow', milliseconds: 300 }, 'GET');
    const stop = new AbortController();
    const reason = new Error('enough');
    const reading = azure.containerGroups.read(place, stop.signal);
    stop.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expect(azure.containerGroups.read(place, stop.signal)).rejects.toBe(reason);
  });

  it('that asks for a person is not waited out by somebody who stops, either', async () => {
    const arm = new CurrentArm({ access: () => new Promise(() => undefined), openTransport: () => expect.fail() });
    const stop = new AbortController();
    const reading = new AzureContainerGroups(arm, new Set()).read(place, stop.signal);
    stop.abort(new AppError('sign-in.cancelled'));
    expect((await problemOf(reading)).code).toBe('sign-in.cancelled');
  });
});

describe('why a group did not come up', () => {
  /** The group as it failed, and where Azure tells of it. */
  async function failedBy(effect: Effect) {
    fault(effect);
    const { operation } = await azure.containerGroups.put(place, group());
    await emulator.settled();
    await azure.containerGroups.read(place);
    const there = (await azure.containerGroups.read(place))!;
    expect(there.properties.provisioningState).toBe('Failed');
    emulator.journal.clear();
    return { there, operation };
  }
  const pull = 'Failed to pull image "contoso.example/churn:99": manifest unknown';

  it("is Azure's code, with what the events say", async () => {
    const { there, operation } = await failedBy({ kind: 'operation-fails', code: 'DeploymentFailed', message: pull });
    expect((await azure.containerGroups.whyFailed(place, there, operation)).toProblem()).toEqual({
      code: 'azure.operation-failed',
      facts: { name: place.name, azure: 'DeploymentFailed', reason: 'image-not-found' },
    });
    expect(asked()).toEqual(['GET 200']);
  });

  it('is the name of the event, where Azure has no operation for it', async () => {
    const events = [
      { name: 'Pulling', message: 'pulling image "x"', type: 'Normal' as const },
      { name: 'Failed', message: pull, type: 'Warning' as const },
    ];
    const { there, operation } = await failedBy({ kind: 'provisioning-fails', events });
    expect(operation).toBeUndefined();
    expect((await azure.containerGroups.whyFailed(place, there, operation)).facts).toEqual({
      name: place.name,
      azure: 'Failed',
      reason: 'image-not-found',
    });
    expect(asked()).toEqual([]);
  });

  it.each(['/subscriptions/gone', '.elsewhere.example/operations/1', '@elsewhere.example/operations/1'])(
    'is what the events say where the operation can not be asked: %s',
    async (rest) => {
      const { there } = await failedBy({ kind: 'operation-fails', code: 'DeploymentFailed', message: pull });
      azure.sent.length = 0;
      const operation = `${emulator.endpoints.resourceManager}${rest}`;
      const { facts } = await azure.containerGroups.whyFailed(place, there, operation);
      expect(facts).toMatchObject({ azure: 'Failed', reason: 'image-not-found' });
      const { host } = new URL(emulator.endpoints.resourceManager);
      expect(azure.sent.filter((request) => request.host !== host)).toEqual([]);
    },
  );

  it('is not asked for at an address that is not Resource Manager’s, whoever names it', async () => {
    const headers = { 'azure-asyncoperation': 'https://elsewhere.example/operations/1' };
    const { groups } = over(() => json({}, 201, headers));
    expect(await groups.put(place, group())).toEqual({ operation: undefined });
  });
});
