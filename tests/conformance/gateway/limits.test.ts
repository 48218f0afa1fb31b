import { chmodSync, readFileSync } from 'node:fs';
import { connect as connectPlain, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, connect, heard, say } from '../../support/gateway/call';
import { until } from '../../support/gateway/ports';
import { kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';

describe.each(kinds)('Limits of the gateway: %s', (kind) => {
  const scene = useGateway(kind);
  const post = (path: string, body: Buffer | readonly Buffer[], headers: Record<string, string> = {}) =>
    call(scene.running, path, { method: 'POST', body, headers: { authorization: scene.authorization, ...headers } });
  const reached = (path: string) => scene.model.reached.filter(({ url }) => url === path);
  const limit = 1024 * 1024;

  it('take a body of the size that is allowed, declared or in chunks', async () => {
    const body = Buffer.alloc(limit, 'x');
    const declared = await post('/largest', body, { 'Content-Length': String(limit) });
    expect(JSON.parse(declared.body)).toMatchObject({ bytes: limit });
    const chunked = await post('/largest', [body.subarray(0, 500_000), body.subarray(500_000)]);
    expect(JSON.parse(chunked.body)).toMatchObject({ bytes: limit });
    // The model is told the size of what was taken whole.
    for (const { headers } of reached('/largest')) expect(headers).toContainEqual(['content-length', String(limit)]);
  });

  it('answer 413 to one octet more, declared or in chunks, and the model never hears of it', async () => {
    const body = Buffer.alloc(limit + 1, 'x');
    const answers = [
      await post('/too-large', body, { 'Content-Length': String(limit + 1) }),
      await post('/too-large', [body.subarray(0, 500_000), body.subarray(500_000)]),
    ];
    for (const { status, headers, body: text } of answers) {
      expect(status).toBe(413);
      expect(headers['content-type']).toBe('application/json');
      expect(JSON.parse(text)).toMatchObject({ error: { code: 'payload_too_large' } });
    }
    expect(reached('/too-large')).toEqual([]);
  });

  it('answer a body that is far too large without reading it', async () => {
    const head = `POST /huge HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\nContent-Length: 999999999999\r\n\r\n`;
    const socket = await connect(scene.running);
    socket.write(head);
    const first = await new Promise<string>((resolve) => socket.once('data', (piece) => resolve(String(piece))));
    expect(first).toMatch(/^HTTP\/1\.1 413 /u);
    socket.destroy();
  });

  it('answer 414 to an address and 431 to a header line that is too long, and to too many of them', async () => {
    const key = `Host: a\r\nAuthorization: ${scene.authorization}\r\n`;
    const long = 'x'.repeat(9000);
    expect(await say(scene.running, `GET /${long} HTTP/1.1\r\n${key}\r\n`)).toMatch(/^HTTP\/1\.1 414 /u);
    const one = await say(scene.running, `GET /long HTTP/1.1\r\n${key}X-A: ${long}\r\n\r\n`);
    expect(one).toMatch(/^HTTP\/1\.1 431 /u);
    expect(one).toContain('"code":"headers_too_large"');
    const many = Array.from({ length: 40 }, (_, n) => `X-${n}: ${'y'.repeat(1000)}\r\n`).join('');
    expect(await say(scene.running, `GET /long HTTP/1.1\r\n${key}${many}\r\n`)).toMatch(/^HTTP\/1\.1 431 /u);
    expect(reached('/long')).toEqual([]);
    expect(
      await say(scene.running, `GET /fits HTTP/1.1\r\n${key}X-A: ${long.slice(0, 7000)}\r\nConnection: close\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 200 /u);
  });

  it('end a connection whose header does not come, and one that never says a word', async () => {
    const [slow, silent] = [await connect(scene.running), await connect(scene.running)];
    slow.write('GET /slow-header HTTP/1.1\r\nHost: a\r\n');
    // A letter now and then does not help.
    const drip = setInterval(() => slow.write('X'), 200);
    await Promise.all([heard(slow), heard(silent)]);
    clearInterval(drip);
    expect(reached('/slow-header')).toEqual([]);
  });

  it('end a request whose body stops coming, which the model never hears of', async () => {
    const socket = await connect(scene.running);
    socket.write(
      `POST /slow-body HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\nContent-Length: 10\r\n\r\nhalf`,
    );
    expect(await heard(socket)).not.toMatch(/^HTTP\/1\.1 2/u);
    expect(reached('/slow-body')).toEqual([]);
  });

  it('take a body that comes slowly, as long as it comes', async () => {
    const socket = await connect(scene.running);
    const answer = heard(socket);
    socket.write(
      `POST /drip HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\nConnection: close\r\nContent-Length: 6\r\n\r\n`,
    );
    for (const letter of 'abcdef') {
      socket.write(letter);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /u);
    expect(String(scene.model.sole('/drip').body)).toBe('abcdef');
  });

  it('say 100 Continue to a client that waits for it, and only when it may send', async () => {
    const head = (authorization: string, length: number) =>
      `POST /continue HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;
    const socket = await connect(scene.running);
    socket.write(head(scene.authorization, 4));
    const first = await new Promise<string>((resolve) => socket.once('data', (piece) => resolve(String(piece))));
    expect(first).toMatch(/^HTTP\/1\.1 100 Continue\r\n/u);
    const rest = heard(socket);
    socket.write('body');
    expect(await rest).toMatch(/^HTTP\/1\.1 200 /u);
    expect(String(scene.model.sole('/continue').body)).toBe('body');
    for (const [authorization, length, status] of [
      ['Bearer other', 4, 401],
      [scene.authorization, limit + 1, 413],
    ] as const) {
      const refused = await connect(scene.running);
      refused.write(head(authorization, length));
      const said = await new Promise<string>((resolve) => refused.once('data', (piece) => resolve(String(piece))));
      expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
      refused.destroy();
    }
  });

  it('refuse a client without a key at once, and let it hear so while it goes on sending', async () => {
    // More than the sockets hold: closed under it, the connection would be reset and the answer lost.
    const body = Array.from({ length: 16 }, () => Buffer.alloc(limit));
    const answer = await call(scene.running, '/keyless', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 401, isWhole: true });
    expect(reached('/keyless')).toEqual([]);
  });

  it('let a client whose request can’t be read hear so while it goes on sending', async () => {
    const socket = await connect(scene.running);
    const problems: Error[] = [];
    socket.on('error', (problem) => problems.push(problem));
    const answer = heard(socket);
    socket.write('POST /unread HTTP/7.1\r\nHost: a\r\n\r\n');
    for (let piece = 0; piece < 16; piece++) {
      socket.write(Buffer.alloc(limit));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 505 [^]*\}\n$/u);
    // Reset under it, the connection might have taken the answer along.
    expect(problems.filter(({ message }) => message.includes('ECONNRESET'))).toEqual([]);
  });

  it('leave a refused client that never stops sending', async () => {
    const socket = await connect(scene.running);
    const answer = heard(socket);
    socket.write('POST /unstoppable HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.write('x'), 100);
    expect(await answer).toMatch(/^HTTP\/1\.1 401 /u);
    clearInterval(drip);
  });
});

describe('A disk that nothing can be written to: nginx', () => {
  const scene = useGateway('nginx');

  it('is told of by 500, in JSON: a body beyond its memory has nowhere to go', async () => {
    const [, conf = ''] = / -c (\S+) /u.exec(readFileSync(`/proc/${scene.running.pid}/cmdline`, 'utf8')) ?? [];
    chmodSync(join(dirname(conf), 'scratch', 'client_body'), 0);
    const { status, headers, body } = await call(scene.running, '/disk', {
      method: 'POST',
      body: Buffer.alloc(500_000),
      headers: { authorization: scene.authorization, 'Content-Length': '500000' },
    });
    expect({ status, type: headers['content-type'] }).toEqual({ status: 500, type: 'application/json' });
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'internal_error' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(scene.model.reached).toEqual([]);
  });
});

describe.each(kinds)('Many clients at the gateway: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({
    ...gateway,
    timeouts: { ...gateway.timeouts, header: 20, answer: 20 },
  }));

  it('are served two hundred at a time, each with its own answer', async () => {
    const waiting: (() => void)[] = [];
    scene.model.at('/together', (request, answer, body) => {
      waiting.push(() => answer.end(`${request.url} ${body.length}`));
      if (waiting.length === 200) for (const go of waiting) go();
    });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        call(scene.running, `/together?${n}`, {
          method: 'POST',
          body: Buffer.alloc(n * 100),
          headers: { authorization: scene.authorization },
        }),
      ),
    );
    expect(answers.map(({ body }) => body)).toEqual(answers.map((_, n) => `/together?${n} ${n * 100}`));
  });
});

describe.each(kinds)('More clients than the gateway takes: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({
    ...gateway,
    limits: { ...gateway.limits, connections: 20 },
    timeouts: { ...gateway.timeouts, keepAlive: 60, header: 60 },
  }));

  it('are not all served, and when some have gone others are again', async () => {
    const sockets: Socket[] = [];
    const idle = Array.from({ length: 120 }, () => {
      const socket = connectPlain(scene.running.port, '127.0.0.1').on('error', () => undefined);
      sockets.push(socket);
      return socket;
    });
    // The gateway shuts some of them out: by ending them, or (nginx) those that have waited longest.
    await until(() => idle.some((socket) => socket.destroyed || socket.readableEnded));
    for (const socket of sockets) socket.destroy();
    await until(async () => (await call(scene.running, '/healthz').catch(() => undefined))?.status === 200);
    expect((await call(scene.running, '/', { headers: { authorization: scene.authorization } })).status).toBe(200);
  });
});
