import { describe, expect, it } from 'vitest';
import { call } from '../../support/gateway/call';
import { kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';

const origins = ['https://app.contoso.test', 'http://localhost:3000'];
const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
});
const corsOf = (headers: Readonly<Record<string, unknown>>) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control'));

describe.each(kinds)('Pages of allowed origins at the gateway: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, allowedOrigins: origins }));

  it.each(origins)('may ask first, without a key: %s', async (origin) => {
    const { status, headers, body } = await call(scene.running, '/score', preflight(origin));
    expect({ status, body }).toEqual({ status: 204, body: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(scene.model.reached).toEqual([]);
  });

  it('may read every answer: the model’s, a refusal, and that it is well', async () => {
    const [origin] = origins;
    for (const [path, authorization, status] of [
      ['/read', scene.authorization, 200],
      ['/read', '', 401],
      ['/healthz', '', 200],
    ] as const) {
      const answer = await call(scene.running, path, { headers: { origin, authorization } });
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
      expect(corsOf(answer.headers)).toEqual(['access-control-allow-origin']);
    }
  });

  it.each([
    'https://app.contoso.test.evil.test',
    'https://app-contoso.test',
    'https://appxcontoso.test',
    'http://app.contoso.test',
    'https://APP.contoso.test',
    'https://app.contoso.test:443',
    'https://app.contoso.test/',
    'xhttps://app.contoso.test',
    'null',
    '*',
  ])('are no others: %s', async (origin) => {
    const asked = await call(scene.running, '/others', preflight(origin));
    expect(asked.status).toBe(401);
    expect(corsOf(asked.headers)).toEqual([]);
    const answer = await call(scene.running, '/others', { headers: { origin, authorization: scene.authorization } });
    expect(answer.status).toBe(200);
    expect(corsOf(answer.headers)).toEqual([]);
  });

  it('need the key for an OPTIONS that is no such question', async () => {
    expect((await call(scene.running, '/', { method: 'OPTIONS', headers: { origin: origins[0] } })).status).toBe(401);
  });
});

describe.each(kinds)('Pages, where no origin is listed: %s', (kind) => {
  const scene = useGateway(kind);

  it('of any origin get no leave, whatever the model says', async () => {
    scene.model.at('/generous', (_, answer) =>
      answer.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' }).end(),
    );
    const headers = { origin: origins[0], authorization: scene.authorization };
    expect(corsOf((await call(scene.running, '/generous', { headers })).headers)).toEqual([]);
    expect((await call(scene.running, '/generous', preflight(origins[0]!))).status).toBe(401);
  });
});
