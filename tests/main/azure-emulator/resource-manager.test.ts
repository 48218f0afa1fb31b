import { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso, fabrikam } from '../../support/azure/world/contoso';
import { usualSettings } from '../../support/azure/world/options';
import { all, connect, send } from './clients';

let emulator: Emulator;
let analyst: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
  emulator = await startEmulator();
  analyst = await connect(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  Object.assign(emulator.settings, usualSettings);
  emulator.journal.clear();
});

/** One call by hand. */
async function call(
  path: string,
  options: { method?: string; token?: string; body?: object; headers?: Record<string, string> } = {},
) {
  const { method = 'GET', token = await analyst.token(), body, headers = {} } = options;
  const reply = await send(emulator, `${emulator.endpoints.resourceManager}${path}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { ...reply, body: reply.text === '' ? undefined : JSON.parse(reply.text) };
}

describe('the door', () => {
  const subscriptions = '/subscriptions?api-version=2022-12-01';

  it('asks for an api-version that the provider has', async () => {
    expect(await call('/subscriptions')).toMatchObject({
      status: 400,
      body: { error: { code: 'MissingApiVersionParameter' } },
    });
    expect(await call('/subscriptions?api-version=2001-01-01')).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidApiVersionParameter' } },
    });
    const groups = `/subscriptions/${contoso.subscription}/providers/Microsoft.ContainerInstance/containerGroups`;
    expect(await call(`${groups}?api-version=2001-01-01`)).toMatchObject({
      status: 400,
      body: { error: { code: 'NoRegisteredProviderFound' } },
    });
  });

  it('lets nobody in without a token for itself that has not ended', async () => {
    const missing = await call(subscriptions, { token: '' });
    expect(missing).toMatchObject({ status: 401, body: { error: { code: 'AuthenticationFailed' } } });
    expect(missing.headers['www-authenticate']).toContain(`authorization_uri="${emulator.endpoints.authority}/common"`);
    const token = await analyst.token();
    const [header, , signature] = token.split('.');
    const forged = `${header}.${Buffer.from('{"aud":"x"}').toString('base64url')}.${signature}`;
    expect(await call(subscriptions, { token: forged })).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
    emulator.settings.accessTokenLifetime = -1;
    const late = await connect(emulator);
    const ended = await late.token();
    expect(await call(subscriptions, { token: ended })).toMatchObject({
      status: 401,
      body: { error: { code: 'ExpiredAuthenticationToken' } },
    });
  });

  it('says which tenant a subscription belongs to when the token is of another', async () => {
    const reply = await call(`/subscriptions/${fabrikam.subscription}/resourcegroups?api-version=2022-09-01`);
    expect(reply).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationTokenTenant', message: expect.stringContaining(fabrikam.tenant) } },
    });
    expect(reply.headers['www-authenticate']).toContain(`${emulator.endpoints.authority}/${fabrikam.tenant}`);
  });

  it('carries the ids that support asks for, and what is left of the share', async () => {
    const { headers } = await call(subscriptions, { headers: { 'x-ms-client-request-id': 'mine' } });
    expect(headers).toMatchObject({
      'x-ms-client-request-id': 'mine',
      'x-ms-request-id': expect.any(String),
      'x-ms-correlation-request-id': expect.any(String),
      'x-ms-ratelimit-remaining-subscription-reads': expect.any(String),
    });
  });

  it('tells unknown subscriptions, providers and types apart', async () => {
    const at = (rest: string) => call(`/subscriptions/${contoso.subscription}${rest}?api-version=2023-05-01`);
    expect(await call('/subscriptions/none/resourcegroups?api-version=2022-09-01')).toMatchObject({
      status: 404,
      body: { error: { code: 'SubscriptionNotFound' } },
    });
    expect(await at('/providers/Contoso.Nothing/things')).toMatchObject({
      status: 404,
      body: { error: { code: 'InvalidResourceNamespace' } },
    });
    expect(await at('/providers/Microsoft.ContainerInstance/things')).toMatchObject({
      status: 404,
      body: { error: { code: 'InvalidResourceType' } },
    });
  });

  it('describes the cloud to everyone, as Azure Stack does and as Azure does', async () => {
    const { authority, resourceManager } = emulator.endpoints;
    const stack = await call('/metadata/endpoints?api-version=2015-01-01', { token: '' });
    expect(stack.body).toMatchObject({
      authentication: { loginEndpoint: `${authority}/`, audiences: [resourceManager] },
    });
    const clouds = await call('/metadata/endpoints?api-version=2022-09-01', { token: '' });
    expect(clouds.body).toMatchObject([
      { resourceManager, authentication: { tenant: 'common' }, suffixes: { acrLoginServer: '127.0.0.1' } },
    ]);
  });
});

describe('tenants and subscriptions', () => {
  it('lists every tenant of the account, and the subscriptions of the token’s own', async () => {
    const tenants = await all(analyst.subscriptions.tenants.list());
    expect(tenants.map(({ displayName, tenantCategory }) => [displayName, tenantCategory])).toEqual([
      ['Contoso', 'Home'],
      ['Fabrikam', 'ProjectedBy'],
    ]);
    const names = async (client: typeof analyst) =>
      (await all(client.subscriptions.subscriptions.list())).map(({ displayName }) => displayName);
    expect(await names(analyst)).toEqual(['Contoso production', 'Contoso sandbox']);
    expect(await names(await connect(emulator, contoso.analyst, fabrikam.tenant))).toEqual(['Fabrikam research']);
    expect(await names(await connect(emulator, contoso.nobody))).toEqual([]);
  });

  it('pages lists with a nextLink that the SDK follows', async () => {
    emulator.settings.pageSize = 2;
    const providers = await all(analyst.resources().providers.list());
    expect(new Set(providers.map(({ namespace }) => namespace)).size).toBe(5);
    expect(emulator.journal.entries().filter(({ path }) => path.endsWith('/providers'))).toHaveLength(3);
  });

  it('answers the regions whole, because the SDK follows no nextLink there', async () => {
    emulator.settings.pageSize = 2;
    const locations = await all(analyst.subscriptions.subscriptions.listLocations(contoso.subscription));
    expect(locations).toHaveLength(15);
  });
});

describe('roles', () => {
  it('names the action and the scope that are lacking', async () => {
    const reader = await connect(emulator, contoso.reader);
    const refused = reader.resources().resourceGroups.createOrUpdate('new-models', { location: 'westeurope' });
    await expect(refused).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
      message: expect.stringContaining(
        `'${contoso.reader}' with object id '${reader.account.idTokenClaims?.oid}' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourceGroups/write' over scope '/subscriptions/${contoso.subscription}/resourceGroups/new-models'`,
      ),
    });
  });

  it('shows a guest the one resource group in which it has a role', async () => {
    const guest = await connect(emulator, contoso.analyst, fabrikam.tenant);
    const groups = await all(guest.resources(fabrikam.subscription).resourceGroups.list());
    expect(groups.map(({ name }) => name)).toEqual(['shared-models']);
  });

  it('tells everyone what they may do', async () => {
    const { token } = await connect(emulator, contoso.reader);
    const path = `/subscriptions/${contoso.subscription}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    expect((await call(path, { token: await token() })).body.value).toEqual([
      { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
    ]);
  });
});

describe('providers', () => {
  it('are registered by an operation, and needed before anything is made', async () => {
    const resources = analyst.resources(contoso.emptySubscription);
    await resources.resourceGroups.createOrUpdate('first', { location: 'westeurope' });
    const path = `/subscriptions/${contoso.emptySubscription}/resourceGroups/first/providers/Microsoft.ContainerInstance/containerGroups/g`;
    const put = () => call(`${path}?api-version=2023-05-01`, { method: 'PUT', body: {} });
    expect(await put()).toMatchObject({
      status: 409,
      body: {
        error: { code: 'MissingSubscriptionRegistration', details: [{ target: 'Microsoft.ContainerInstance' }] },
      },
    });
    const state = async () => (await resources.providers.get('Microsoft.ContainerInstance')).registrationState;
    expect(await state()).toBe('NotRegistered');
    expect((await resources.providers.register('Microsoft.ContainerInstance')).registrationState).toBe('Registering');
    expect(await state()).toBe('Registered');
    expect(await put()).toMatchObject({ status: 400, body: { error: { code: 'InvalidRequestContent' } } });
  });
});

describe('resource groups', () => {
  it('are made, read, listed and deleted with all that is in them', async () => {
    const { resourceGroups } = analyst.resources();
    const made = await resourceGroups.createOrUpdate('Short-Lived', {
      location: 'West Europe',
      tags: { for: 'a test' },
    });
    expect(made).toMatchObject({
      name: 'Short-Lived',
      location: 'westeurope',
      properties: { provisioningState: 'Succeeded' },
    });
    expect(await resourceGroups.get('SHORT-LIVED')).toMatchObject({ tags: { for: 'a test' } });
    expect(await resourceGroups.checkExistence('short-lived')).toMatchObject({ body: true });
    await resourceGroups.beginDeleteAndWait('short-lived');
    await expect(resourceGroups.get('short-lived')).rejects.toMatchObject({ code: 'ResourceGroupNotFound' });
  });

  it('keep their location and Azure’s rules for names and bodies', async () => {
    const { resourceGroups } = analyst.resources();
    const put = (name: string, body: object) =>
      resourceGroups.createOrUpdate(name, { location: 'westeurope', ...body });
    await expect(put('models', { location: 'eastus' })).rejects.toMatchObject({
      statusCode: 409,
      code: 'InvalidResourceGroupLocation',
    });
    await expect(put('ends-with.', {})).rejects.toMatchObject({ code: 'InvalidResourceGroupName' });
    await expect(put('elsewhere', { location: 'the moon' })).rejects.toMatchObject({
      code: 'LocationNotAvailableForResourceGroup',
    });
    const path = `/subscriptions/${contoso.subscription}/resourcegroups/typo?api-version=2025-04-01`;
    const typo = await call(path, { method: 'PUT', body: { location: 'westeurope', tagz: {} } });
    expect(typo.body.error).toEqual({
      code: 'InvalidRequestContent',
      message:
        "The request content was invalid and could not be deserialized: 'Could not find member 'tagz' on object. Path 'tagz'.'.",
    });
  });
});

describe('container registries', () => {
  const registries = `/subscriptions/${contoso.subscription}/resourceGroups/models/providers/Microsoft.ContainerRegistry/registries`;

  it('are listed with their login servers, and give credentials where the admin user is on', async () => {
    const list = await call(
      `/subscriptions/${contoso.subscription}/providers/Microsoft.ContainerRegistry/registries?api-version=2023-07-01`,
    );
    expect(
      list.body.value.map(({ name, properties }: { name: string; properties: { loginServer: string } }) => [
        name,
        properties.loginServer,
      ]),
    ).toEqual([
      ['contosomodels', emulator.endpoints.registries['contosomodels']],
      ['contosolocked', emulator.endpoints.registries['contosolocked']],
    ]);
    const credentials = await call(`${registries}/contosomodels/listCredentials?api-version=2023-07-01`, {
      method: 'POST',
    });
    expect(credentials.body).toMatchObject({
      username: 'contosomodels',
      passwords: [{ name: 'password' }, { name: 'password2' }],
    });
    const locked = registries.replace('/models/', '/models-us/');
    const off = await call(`${locked}/contosolocked/listCredentials?api-version=2023-07-01`, { method: 'POST' });
    expect(off).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('admin user is disabled') } },
    });
  });

  it('give no credentials to whoever only reads', async () => {
    const { token } = await connect(emulator, contoso.reader);
    const refused = await call(`${registries}/contosomodels/listCredentials?api-version=2023-07-01`, {
      method: 'POST',
      token: await token(),
    });
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining('registries/listCredentials/action') } },
    });
  });
});

describe('record sets of Azure DNS', () => {
  const zone = `/subscriptions/${contoso.subscription}/resourceGroups/models/providers/Microsoft.Network/dnsZones/contoso.example`;
  const put = (record: string, properties: object, headers: Record<string, string> = {}) =>
    call(`${zone}/${record}?api-version=2018-05-01`, { method: 'PUT', body: { properties }, headers });

  it('are made and deleted under their ETags', async () => {
    const cname = { TTL: 300, CNAMERecord: { cname: 'x.azurecontainer.io' } };
    const made = await put('CNAME/score', cname, { 'if-none-match': '*' });
    expect(made).toMatchObject({ status: 201, body: { properties: { fqdn: 'score.contoso.example.' } } });
    expect(await put('CNAME/score', cname, { 'if-none-match': '*' })).toMatchObject({
      status: 412,
      body: { error: { code: 'PreconditionFailed' } },
    });
    const changed = await put('CNAME/score', { ...cname, TTL: 60 }, { 'if-match': made.body.etag });
    expect(changed.status).toBe(200);
    expect(await put('CNAME/score', cname, { 'if-match': made.body.etag })).toMatchObject({ status: 412 });
    const remove = () => call(`${zone}/CNAME/score?api-version=2018-05-01`, { method: 'DELETE' });
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(204);
  });

  it('keep to the schema, and a CNAME stands alone', async () => {
    expect(await put('A/typo', { TTL: 300, ARecord: [] })).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidRequestContent' } },
    });
    await put('A/taken', { TTL: 300, ARecords: [{ ipv4Address: '203.0.113.9' }] });
    expect(await put('CNAME/taken', { TTL: 300, CNAMERecord: { cname: 'x.example' } })).toMatchObject({ status: 409 });
    expect(await put('CNAME/@', { TTL: 300, CNAMERecord: { cname: 'x.example' } })).toMatchObject({ status: 400 });
  });
});

it('answers the pipeline of the SDK alone, too', async () => {
  const pipeline = createPipelineFromOptions({ tlsOptions: { ca: emulator.ca } });
  const request = createPipelineRequest({
    url: `${emulator.endpoints.resourceManager}/tenants?api-version=2022-12-01`,
  });
  request.headers.set('authorization', `Bearer ${await analyst.token()}`);
  expect((await pipeline.sendRequest(createDefaultHttpClient(), request)).status).toBe(200);
});
