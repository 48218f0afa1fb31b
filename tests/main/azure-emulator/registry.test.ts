import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso, fabrikam } from '../../support/azure/world/contoso';
import { usualSettings } from '../../support/azure/world/options';
import { connect, post, send } from './clients';

let emulator: Emulator;
let server: string;
let armToken: string;
beforeAll(async () => {
  emulator = await startEmulator();
  server = emulator.endpoints.registries['contosomodels'] ?? '';
  armToken = await (await connect(emulator)).token();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  Object.assign(emulator.settings, usualSettings);
});

const get = (path: string, authorization?: string, method = 'GET') =>
  send(emulator, `https://${server}${path}`, { method, headers: authorization ? { authorization } : {} });
const exchange = (token: string, tenant: string = contoso.tenant) =>
  post(emulator, `https://${server}/oauth2/exchange`, {
    grant_type: 'access_token',
    service: server,
    tenant,
    access_token: token,
  });
const basic = (userName: string, password: string) =>
  `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;

/** The two exchanges that an ARM token needs before a registry takes it. */
async function bearer(scope: string, token = armToken): Promise<string> {
  const { refresh_token } = JSON.parse((await exchange(token)).text) as { refresh_token: string };
  const fields = { grant_type: 'refresh_token', service: server, scope, refresh_token };
  const { access_token } = JSON.parse((await post(emulator, `https://${server}/oauth2/token`, fields)).text) as {
    access_token: string;
  };
  return `Bearer ${access_token}`;
}

describe('a registry’s login server', () => {
  it('says where its tokens come from and what for', async () => {
    const reply = await get('/v2/_catalog');
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe(
      `Bearer realm="https://${server}/oauth2/token",service="${server}",scope="registry:catalog:*"`,
    );
    expect(JSON.parse(reply.text)).toMatchObject({ errors: [{ code: 'UNAUTHORIZED' }] });
    expect((await get('/v2/')).status).toBe(401);
  });

  it('takes an ARM token by way of its own refresh and access tokens', async () => {
    const token = await bearer('registry:catalog:*');
    expect((await get('/v2/', token)).status).toBe(200);
    expect(JSON.parse((await get('/v2/_catalog', token)).text)).toEqual({
      repositories: ['churn', 'demand', 'fraud/score'],
    });
    expect(JSON.parse((await get('/acr/v1/_catalog', token)).text)).toEqual({
      repositories: ['churn', 'demand', 'fraud/score'],
    });
    const other = await get('/v2/churn/tags/list', token);
    expect(other, 'a token for the catalog is none for an image').toMatchObject({ status: 401 });
    expect(other.headers['www-authenticate']).toContain(
      'scope="repository:churn:pull,metadata_read",error="insufficient_scope"',
    );
  });

  it('takes the admin user, and a refresh token as the password of the null user', async () => {
    const [password = ''] = emulator.state.registries[0]?.passwords ?? [];
    expect((await get('/v2/_catalog', basic('contosomodels', password))).status).toBe(200);
    expect((await get('/v2/_catalog', basic('contosomodels', 'wrong'))).status).toBe(401);
    const { refresh_token } = JSON.parse((await exchange(armToken)).text) as { refresh_token: string };
    expect((await get('/v2/_catalog', basic('00000000-0000-0000-0000-000000000000', refresh_token))).status).toBe(200);
    server = emulator.endpoints.registries['contosolocked'] ?? '';
    const [locked = ''] = emulator.state.registries[1]?.passwords ?? [];
    expect((await get('/v2/_catalog', basic('contosolocked', locked))).status, 'its admin user is off').toBe(401);
    server = emulator.endpoints.registries['contosomodels'] ?? '';
  });

  it('gives nothing to tokens of another tenant, of nobody’s, or of somebody without a role', async () => {
    const guest = await (await connect(emulator, contoso.analyst, fabrikam.tenant)).token();
    expect((await exchange(guest, fabrikam.tenant)).status).toBe(401);
    expect((await exchange('nonsense')).status).toBe(401);
    const nobody = await (await connect(emulator, contoso.nobody)).token();
    expect((await get('/v2/_catalog', await bearer('registry:catalog:*', nobody))).status).toBe(401);
  });

  it('pages tags by Link', async () => {
    const token = await bearer('repository:churn:pull');
    const first = await get('/v2/churn/tags/list?n=3', token);
    expect(JSON.parse(first.text)).toEqual({ name: 'churn', tags: ['10', '11', '12'] });
    const next = /^<(?<path>[^>]+)>; rel="next"$/u.exec(first.headers['link'] ?? '')?.groups?.['path'] ?? '';
    const second = await get(next, token);
    expect(JSON.parse(second.text)).toEqual({ name: 'churn', tags: ['latest'] });
    expect(second.headers['link']).toBeUndefined();
  });

  it('answers manifests whose digest is that of their bytes, by tag and by digest', async () => {
    const token = await bearer('repository:fraud/score:pull');
    const manifest = await get('/v2/fraud/score/manifests/1.1', token);
    const digest = `sha256:${createHash('sha256').update(manifest.text).digest('hex')}`;
    expect(manifest.headers['docker-content-digest']).toBe(digest);
    const head = await get(`/v2/fraud/score/manifests/${digest}`, token, 'HEAD');
    expect(head).toMatchObject({ status: 200, text: '', headers: { 'docker-content-digest': digest } });
    expect(await get('/v2/fraud/score/manifests/9', token)).toMatchObject({
      status: 404,
      text: expect.stringContaining('MANIFEST_UNKNOWN'),
    });
    expect(await get('/v2/nothing/tags/list', await bearer('repository:nothing:pull'))).toMatchObject({
      status: 404,
      text: expect.stringContaining('NAME_UNKNOWN'),
    });
    const own = JSON.parse((await get('/acr/v1/fraud/score/_tags', token)).text) as {
      tags: { name: string; digest: string }[];
    };
    expect(own.tags.find(({ name }) => name === '1.1')?.digest).toBe(digest);
  });
});
