import { describe, expect, it } from 'vitest';
import { call, say } from '../../support/gateway/call';
import { until } from '../../support/gateway/ports';
import { kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';

describe.each(kinds)('API keys at the gateway: %s', (kind) => {
  const scene = useGateway(kind);
  const ask = (authorization: string | undefined, path = '/score') =>
    call(scene.running, path, { headers: authorization === undefined ? {} : { authorization } });

  it('lets either key through, and the scheme in any case', async () => {
    const { primary, secondary } = scene.gateway.apiKeys;
    for (const value of [`Bearer ${primary}`, `Bearer ${secondary}`, `bearer ${primary}`, `BEARER   ${secondary}`])
      expect((await ask(value)).status).toBe(200);
  });

  it('takes no key that is not exactly one of the two', async () => {
    const { primary, secondary } = scene.gateway.apiKeys;
    const swapped = primary.replaceAll(/[A-Za-z]/gu, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    );
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${primary.toLowerCase()}`,
      `Bearer ${swapped}`,
      `Bearer ${primary}x`,
      `Bearer x${primary}`,
      `Bearer ${primary.slice(0, -1)}`,
      `Bearer ${primary}${secondary}`,
      `Bearer ${primary} ${primary}`,
      `Bearer ${primary},`,
      `Bearer${primary}`,
      `Bearer\t${primary}`,
      `Bearer "${primary}"`,
      `Basic ${primary}`,
      `Basic ${Buffer.from(`x:${primary}`).toString('base64')}`,
      `Bearer .*`,
      primary,
    ];
    for (const value of wrong) {
      const { status, headers, body } = await ask(value, '/refused');
      expect(status, String(value)).toBe(401);
      expect(headers['www-authenticate']).toBe('Bearer realm="scoring"');
      expect(headers['content-type']).toBe('application/json');
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'unauthorized' } });
    }
    expect(scene.model.reached.filter(({ url }) => url === '/refused')).toEqual([]);
  });

  it('takes no key from anywhere but the header line', async () => {
    const { primary } = scene.gateway.apiKeys;
    expect((await ask(undefined, `/score?authorization=Bearer%20${primary}`)).status).toBe(401);
    const headers = {
      'X-Authorization': `Bearer ${primary}`,
      Cookie: `authorization=Bearer ${primary}`,
      'Api-Key': primary,
    };
    expect((await call(scene.running, '/score', { headers })).status).toBe(401);
    expect(
      (await call(scene.running, '/score', { headers: { 'Proxy-Authorization': `Bearer ${primary}` } })).status,
    ).toBe(401);
  });

  it('takes no request with two Authorization lines, whichever is right', async () => {
    const lines = [`Authorization: ${scene.authorization}`, 'Authorization: Bearer other'];
    for (const [first, second] of [lines, [...lines].reverse(), [lines[0], lines[0]]]) {
      const answer = await say(scene.running, `GET /twice HTTP/1.1\r\nHost: a\r\n${first}\r\n${second}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /u);
    }
    expect(scene.model.reached.filter(({ url }) => url === '/twice')).toEqual([]);
  });

  it('never lets the model see a key', async () => {
    await ask(scene.authorization, '/seen');
    const { headers } = scene.model.sole('/seen');
    expect(headers.map(([name]) => name)).not.toContain('authorization');
    expect(JSON.stringify(headers)).not.toContain(scene.gateway.apiKeys.primary);
  });

  it('answers at the health path without a key and without the model', async () => {
    const { status, headers, body } = await ask(undefined, '/healthz');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({ status: 'ok' });
    expect((await ask(undefined, '/healthz?deep=1')).status).toBe(200);
    for (const path of ['/healthz/', '/healthz/x', '/healthzz', '/Healthz', '/x/healthz', '/healthz/.', '/healthz%3f'])
      expect((await ask(undefined, path)).status, path).toBe(401);
    expect(scene.model.reached.filter(({ url }) => url.startsWith('/healthz'))).toEqual([]);
  });

  it.each(['//healthz', '/./healthz', '/x/../healthz', '/%68ealth%7A', '/%2Fhealthz?deep=1'])(
    'answers at the health path however it is written: %s',
    async (path) => {
      expect(await say(scene.running, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 200 [^]*\{"status":"ok"\}\n$/u,
      );
    },
  );

  it('answers at the health path whatever the answer is to depend on, or says in JSON that it is not so', async () => {
    // nginx looks at it: what has no tag has none that matches. The in-process gateway does not.
    const { status, headers, body } = await call(scene.running, '/healthz', { headers: { 'If-Match': '"x"' } });
    expect({ status, type: headers['content-type'], hsts: headers['strict-transport-security'] }).toEqual({
      status: kind === 'nginx' ? 412 : 200,
      type: 'application/json',
      hsts: 'max-age=31536000',
    });
    expect(JSON.parse(body)).toMatchObject(
      kind === 'nginx' ? { error: { code: 'precondition_failed' } } : { status: 'ok' },
    );
  });

  it('says in its log which of the two a request came with, and nothing secret', async () => {
    const { primary, secondary } = scene.gateway.apiKeys;
    await ask(`Bearer ${primary}`, '/logged/first?token=hidden-query');
    await ask(`Bearer ${secondary}`, '/logged/second');
    await ask('Bearer hidden-wrong-key', '/logged/third?token=hidden-query');
    const wanted = ['GET /logged/first 200 primary', 'GET /logged/second 200 secondary', 'GET /logged/third 401'];
    await until(async () => (await scene.running.log()).filter((line) => line.includes('/logged/')).length === 3);
    expect((await scene.running.log()).filter((line) => line.includes('/logged/'))).toEqual(wanted);
    for (const secret of [primary, secondary, 'hidden']) expect(await scene.running.output()).not.toContain(secret);
    expect((await scene.running.log()).join('\n')).not.toContain(' /healthz 200');
  });
});

describe.each(kinds)('API keys at a gateway that asks for none: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, keyAuthentication: false }));
  const ask = (path: string, authorization: string) => call(scene.running, path, { headers: { authorization } });

  it('are not needed, and what else Authorization says is for the model', async () => {
    expect((await call(scene.running, '/open')).status).toBe(200);
    for (const [n, value] of ['Basic of-the-model', 'Bearer of-the-model'].entries()) {
      expect((await ask(`/own/${n}`, value)).status).toBe(200);
      expect(scene.model.sole(`/own/${n}`).headers).toContainEqual(['authorization', value]);
    }
    await until(async () => (await scene.running.log()).length === 3);
    expect(await scene.running.log()).toEqual(['GET /open 200', 'GET /own/0 200', 'GET /own/1 200']);
  });

  it('stop here all the same: the log has which it was, and the model never sees it', async () => {
    const { primary, secondary } = scene.gateway.apiKeys;
    await ask('/sent/first', `Bearer ${primary}`);
    await ask('/sent/second', `bearer  ${secondary}`);
    for (const path of ['/sent/first', '/sent/second']) {
      const { headers } = scene.model.sole(path);
      expect(headers.map(([name]) => name)).not.toContain('authorization');
      for (const key of [primary, secondary]) expect(JSON.stringify(headers)).not.toContain(key);
    }
    const sent = async () => (await scene.running.log()).filter((line) => line.includes('/sent/'));
    await until(async () => (await sent()).length === 2);
    expect(await sent()).toEqual(['GET /sent/first 200 primary', 'GET /sent/second 200 secondary']);
    for (const key of [primary, secondary]) expect(await scene.running.output()).not.toContain(key);
  });

  it('come once or not at all, as where they are asked for', async () => {
    const lines = `Authorization: Basic a\r\nAuthorization: ${scene.authorization}`;
    const answer = await say(scene.running, `GET /twice HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /u);
    expect(scene.model.reached.filter(({ url }) => url === '/twice')).toEqual([]);
  });

  it('are asked for as soon as that is turned on', async () => {
    await scene.running.reload({ ...scene.gateway, keyAuthentication: true });
    expect((await ask('/locked', 'Basic of-the-model')).status).toBe(401);
    expect((await ask('/locked', scene.authorization)).status).toBe(200);
    await scene.running.reload(scene.gateway);
  });
});
