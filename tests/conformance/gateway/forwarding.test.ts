import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { call, connect, heard, open, readAnswer, say } from '../../support/gateway/call';
import { until } from '../../support/gateway/ports';
import { kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';

describe.each(kinds)('What the gateway hands on: %s', (kind) => {
  const scene = useGateway(kind);
  const ask = (path: string, options: Parameters<typeof call>[2] = {}) =>
    call(scene.running, path, { ...options, headers: { ...options.headers, authorization: scene.authorization } });

  it('is the request as it was: method, address, header and body', async () => {
    const body = JSON.stringify({ data: [[1, 2, 3]], name: 'Čeština' });
    const path = '/score/a%2Fb/../c//d;e=1?q=%7B%20&q=2&empty=';
    await ask(path, { method: 'PUT', body, headers: { 'Content-Type': 'application/json', 'X-Two': ['one', 'two'] } });
    const { method, url, headers, body: reached } = scene.model.sole('/score/');
    expect({ method, url }).toEqual({ method: 'PUT', url: path });
    expect(String(reached)).toBe(body);
    expect(headers).toContainEqual(['content-type', 'application/json']);
    expect(headers).toContainEqual(['content-length', String(Buffer.byteLength(body))]);
    expect(headers.filter(([name]) => name === 'x-two').map(([, value]) => value)).toEqual(['one', 'two']);
    expect(headers).toContainEqual(['host', `127.0.0.1:${scene.running.port}`]);
  });

  it('has every method, with a body or without', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect((await ask(`/method-${method}`, { method })).status).toBe(200);
      expect(scene.model.sole(`/method-${method}`).method).toBe(method);
      expect((await ask(`/body-${method}`, { method, body: 'body', headers: { 'Content-Length': '4' } })).status).toBe(
        200,
      );
      expect(String(scene.model.sole(`/body-${method}`).body)).toBe('body');
    }
  });

  it('says who asked and how, in the gateway’s words alone', async () => {
    const claimed = {
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Proto': 'ftp',
      'X-Forwarded-Host': 'elsewhere.test',
      'X-Forwarded-Port': '1',
      'X-Forwarded-Prefix': '/x',
      'X-Real-IP': '6.6.6.6',
      Forwarded: 'for=6.6.6.6',
      Proxy: 'http://6.6.6.6/',
    };
    await ask('/claims', { headers: claimed });
    const { headers } = scene.model.sole('/claims');
    const claims = Object.keys(claimed).map((name) => name.toLowerCase());
    expect(headers.filter(([name]) => claims.includes(name))).toEqual([
      ['x-forwarded-for', '127.0.0.1'],
      ['x-forwarded-proto', 'https'],
    ]);
    expect(JSON.stringify(headers)).not.toContain('6.6.6.6');
  });

  it('has none of the header lines that are for one connection', async () => {
    const lines = [
      'Connection: close, X-Mine',
      'Keep-Alive: timeout=9',
      'TE: trailers',
      'Trailer: X-T',
      'Proxy-Connection: keep-alive',
      'Proxy-Authorization: Basic eA==',
      'X-Mine: 1',
    ];
    await say(
      scene.running,
      `GET /hops HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\n${lines.join('\r\n')}\r\n\r\n`,
    );
    const names = scene.model.sole('/hops').headers.map(([name]) => name);
    for (const name of ['te', 'trailer', 'proxy-connection', 'proxy-authorization']) expect(names).not.toContain(name);
    // Node says `keep-alive` of its own connection; nginx says nothing and leaves in what `Connection` names.
    const connection = scene.model.sole('/hops').headers.filter(([name]) => name === 'connection');
    expect(connection).toEqual(kind === 'nginx' ? [] : [['connection', 'keep-alive']]);
    expect(names.includes('x-mine')).toBe(kind === 'nginx');
  });

  it('is the answer as it was, but for what tells of the model’s programs and who may read it', async () => {
    const given = {
      Server: 'Werkzeug/2.0 Python/3.8',
      'X-Powered-By': 'Express',
      'Access-Control-Allow-Origin': '*',
      'Strict-Transport-Security': 'max-age=0',
      'Set-Cookie': ['a=1', 'b=2'],
      'X-Model': 'churn',
      'Content-Type': 'text/x',
      Date: 'Thu, 01 Jan 1970 00:00:00 GMT',
      'X-Accel-Redirect': '/healthz',
    };
    scene.model.at('/answer', (_, answer) => answer.writeHead(418, given).end('I am a teapot'));
    const { status, headers, body } = await ask('/answer');
    expect({ status, body }).toEqual({ status: 418, body: 'I am a teapot' });
    expect(headers).toMatchObject({ 'x-model': 'churn', 'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/x' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['server']).toBe(kind === 'nginx' ? 'nginx' : undefined);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(new Date(headers.date ?? '').getUTCFullYear()).toBeGreaterThan(2000);
  });

  it('leaves the model’s own refusals as they are', async () => {
    for (const status of [400, 401, 404, 405, 412, 413, 414, 431, 494, 497, 500, 501, 502, 503, 504, 505]) {
      scene.model.at(`/own-${status}`, (_, answer) => answer.writeHead(status, { 'X-Own': '1' }).end('of the model'));
      const answer = await ask(`/own-${status}`);
      expect({ status: answer.status, body: answer.body }).toEqual({ status, body: 'of the model' });
      expect(answer.headers['x-own']).toBe('1');
      expect(answer.headers['www-authenticate']).toBeUndefined();
    }
  });

  it('has no body where there is none: HEAD, 204 and 304', async () => {
    scene.model.at('/head', (_, answer) => answer.writeHead(200, { 'Content-Length': '1000' }).end());
    scene.model.at('/204', (_, answer) => answer.writeHead(204).end());
    scene.model.at('/304', (_, answer) => answer.writeHead(304, { ETag: '"x"' }).end());
    const head = await ask('/head', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '', isWhole: true });
    expect(head.headers['content-length']).toBe('1000');
    expect(await ask('/204')).toMatchObject({ status: 204, body: '', isWhole: true });
    expect(await ask('/304')).toMatchObject({ status: 304, body: '', isWhole: true, headers: { etag: '"x"' } });
    expect(await call(scene.running, '/head', { method: 'HEAD' })).toMatchObject({ status: 401, body: '' });
  });

  it('is handed on piece by piece as the model says it', async () => {
    let next = (): void => undefined;
    scene.model.at('/events', (_, answer) => {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream' });
      answer.write('data: 0\n\n');
      let count = 0;
      next = () => (++count < 4 ? void answer.write(`data: ${count}\n\n`) : void answer.end());
    });
    const answer = await open(scene.running, '/events', { headers: { authorization: scene.authorization } });
    const events: string[] = [];
    // Each event is asked for by the one before it: an answer that was gathered anywhere would never come.
    for await (const piece of answer) {
      events.push(String(piece));
      next();
    }
    expect(events.join('')).toBe('data: 0\n\ndata: 1\n\ndata: 2\n\ndata: 3\n\n');
  });

  it('is closed for a client of HTTP/1.0, whose answer has no other end', async () => {
    scene.model.at('/chunks', (_, answer) => {
      answer.write('one');
      answer.end('two');
    });
    const answer = await say(scene.running, `GET /chunks HTTP/1.0\r\nAuthorization: ${scene.authorization}\r\n\r\n`);
    expect(answer).toMatch(/\r\n\r\nonetwo$/u);
  });

  it('reaches the model once, also when the model ends the connection on it', async () => {
    scene.model.at('/once', (request) => request.socket.destroy());
    for (const method of ['POST', 'GET']) expect((await ask(`/once?${method}`, { method })).status).toBe(503);
    await wait(50);
    expect(scene.model.reached.filter(({ url }) => url.startsWith('/once'))).toHaveLength(2);
  });
});

describe.each(kinds)('A large answer through the gateway: %s', (kind) => {
  const scene = useGateway(kind);
  const size = 64 * 1024 * 1024;

  it('comes whole', async () => {
    scene.model.at('/large', (_, answer) => {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      let left = size / piece.length;
      const write = (): void => {
        while (left-- > 0) if (!answer.write(piece)) return void answer.once('drain', write);
        answer.end();
      };
      write();
    });
    const answer = await open(scene.running, '/large', { headers: { authorization: scene.authorization } });
    let bytes = 0;
    for await (const piece of answer) bytes += (piece as Buffer).length;
    expect({ bytes, isWhole: answer.complete }).toEqual({ bytes: size, isWhole: true });
  });

  it('waits in the model while its client reads slowly, and ends when the client reads no more', async () => {
    let written = 0;
    let isOver = false;
    scene.model.at('/endless', (_, answer) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const write = (): void => {
        while (!answer.destroyed && answer.write(piece)) written += piece.length;
      };
      answer.on('drain', write).once('close', () => (isOver = true));
      write();
    });
    const answer = await open(scene.running, '/endless', { headers: { authorization: scene.authorization } });
    // Longer than the model may be silent: it is the client that keeps it waiting.
    for (let second = 0; second < 12; second++) {
      answer.read(1000);
      await wait(100);
    }
    // What is on its way is in the buffers of three sockets and of the gateway.
    expect(written).toBeLessThan(40 * 1024 * 1024);
    const before = written;
    await wait(100);
    expect(written).toBe(before);
    await until(() => isOver);
    answer.destroy();
  });
});

describe.each(kinds)('A model that does not answer: %s', (kind) => {
  const scene = useGateway(kind);
  const ask = (path: string) => call(scene.running, path, { headers: { authorization: scene.authorization } });

  it('in time is answered for with 504', async () => {
    scene.model.at('/late', () => undefined);
    const { status, headers, body } = await ask('/late');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 504, type: 'application/json' });
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'model_timeout' } });
  });

  it('on is cut for the client too, so that nothing passes for whole', async () => {
    scene.model.at('/cut', (request, answer) => {
      answer.writeHead(200, { 'Content-Length': '1000' }).write('part');
      setTimeout(() => request.socket.destroy(), 20);
    });
    scene.model.at('/cut-chunks', (request, answer) => {
      answer.write('part');
      setTimeout(() => request.socket.destroy(), 20);
    });
    scene.model.at('/stalls', (_, answer) => answer.writeHead(200, { 'Content-Length': '1000' }).write('part'));
    for (const path of ['/cut', '/cut-chunks', '/stalls'])
      expect(await ask(path), path).toMatchObject({ status: 200, body: 'part', isWhole: false });
  });

  it.each([
    ['no header', 'nonsense\r\n\r\n', 'none'],
    ['no status', 'HTTP/1.1 abc\r\n\r\n', 'none'],
    ['a header that is too large', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 503],
    ['a name that none is', 'HTTP/1.1 200 OK\r\nX Y: z\r\nContent-Length: 1\r\n\r\na', 503],
    ['a status beyond all', 'HTTP/1.1 99 Odd\r\nContent-Length: 1\r\n\r\na', 'none'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 200],
  ] as const)('in HTTP is answered for with 503: %s', async (name, text, ofNginx) => {
    const path = `/nonsense/${name.length}`;
    scene.model.at(path, (request) => request.socket.end(text));
    // nginx hands on, as an answer of HTTP/0.9, what no client takes for one; of two lengths it takes the first (since 1.23 neither).
    const status = await ask(path).then(
      (answer) => answer.status,
      () => 'none',
    );
    expect(status).toBe(kind === 'nginx' ? ofNginx : 503);
  });

  it('any more is answered for with 503, and with 200 when it is back', async () => {
    await scene.model.stop();
    const { status, headers, body } = await ask('/down?token=hidden-query');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 503, type: 'application/json' });
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'model_unavailable' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await call(scene.running, '/healthz')).status).toBe(200);
    expect(await scene.running.output()).not.toContain('hidden-query');
    await scene.model.start();
    expect((await ask('/up')).status).toBe(200);
  });
});

describe.each(kinds)('A slow client and a slow model at the gateway: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, timeouts: { ...gateway.timeouts, send: 20 } }));

  it('are told apart: the client may take its time, the model then may not', async () => {
    const size = 16 * 1024 * 1024;
    scene.model.at('/both', (_, answer) =>
      answer.writeHead(200, { 'Content-Length': size + 1 }).write(Buffer.alloc(size)),
    );
    const answer = await open(scene.running, '/both', { headers: { authorization: scene.authorization } });
    // Longer than the model may be silent, and it is: its words are stuck on their way to this client.
    await wait(1500);
    const { body, isWhole } = await readAnswer(answer);
    expect({ bytes: body.length, isWhole }).toEqual({ bytes: size, isWhole: false });
  });
});

describe.each(kinds)('A client that goes away from the gateway: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, timeouts: { ...gateway.timeouts, answer: 60 } }));

  it.each(['before the answer', 'in the middle of it'])('%s ends the model’s work', async (when) => {
    let begun = false;
    let isOver = false;
    const path = `/gone/${when.length}`;
    scene.model.at(path, (_, answer) => {
      begun = true;
      if (when.startsWith('in')) answer.write('part');
      answer.once('close', () => (isOver = true));
    });
    const socket = await connect(scene.running);
    const part = new Promise((resolve) => socket.once('data', resolve));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\n\r\n`);
    await until(() => begun);
    if (when.startsWith('in')) await part;
    const closed = heard(socket);
    socket.destroy();
    await closed;
    await until(() => isOver);
    expect((await readAnswer(await open(scene.running, '/healthz'))).status).toBe(200);
  });
});
