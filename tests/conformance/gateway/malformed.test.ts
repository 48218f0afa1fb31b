import { randomBytes } from 'node:crypto';
import { connect as connectPlain } from 'node:net';
import { describe, expect, it } from 'vitest';
import { call, connect, heard, say } from '../../support/gateway/call';
import { type Kind, kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';

/** Whatever is wrong with a request, this must never come to the model as one of its own. */
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';

/** What the gateway's own answers say, by their status. */
const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  405: 'method_not_allowed',
  501: 'not_implemented',
  505: 'version_not_supported',
};

/** Holds an answer against what every answer of the gateway's own is, whoever made it. */
function expectRefusal(answer: string, ...statuses: readonly number[]): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const status = Number(/^HTTP\/1\.1 (\d+) /u.exec(head)?.[1]);
  expect(statuses).toContain(status);
  expect(head).toMatch(/^content-type: application\/json$/imu);
  expect(head).toMatch(/^cache-control: no-store$/imu);
  expect(head).toMatch(/^strict-transport-security: max-age=31536000$/imu);
  expect(head).toMatch(/^connection: close$/imu);
  expect(head).not.toMatch(/^server: (?!nginx$)/imu);
  expect(JSON.parse(body)).toEqual({ error: { code: codes[status], message: expect.any(String) as string } });
}

describe.each(kinds)('Malformed requests at the gateway: %s', (kind) => {
  const scene = useGateway(kind);
  /** A request of these lines with a right key, and what follows its header. */
  const ask = (start: string, lines: readonly string[], rest = '', host = 'Host: a\r\n') =>
    say(
      scene.running,
      `${start}\r\n${host}Authorization: ${scene.authorization}\r\n${lines.join('\r\n')}${lines.length > 0 ? '\r\n' : ''}\r\n${rest}`,
    );
  const reached = (path: string) => scene.model.reached.filter(({ url }) => url.includes(path));

  /** Of nginx and of the in-process gateway; 400 of both where nothing is said. */
  type Statuses = Readonly<Record<Kind, number>>;
  const both = (status: number): Statuses => ({ nginx: status, 'in-process': status });
  // Of these Node's parser says no more than that it could not read them.
  const unread: Statuses = { nginx: 501, 'in-process': 400 };
  const refused: readonly [
    name: string,
    start: string,
    lines: readonly string[],
    rest: string,
    host?: string | undefined,
    statuses?: Statuses,
  ][] = [
    [
      'Content-Length and Transfer-Encoding',
      'POST /bad HTTP/1.1',
      ['Content-Length: 4', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'Transfer-Encoding and Content-Length',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: chunked', 'Content-Length: 4'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'two Content-Lengths that differ',
      'POST /bad HTTP/1.1',
      ['Content-Length: 0', `Content-Length: ${SMUGGLED.length}`],
      SMUGGLED,
    ],
    ['two Content-Lengths that agree', 'POST /bad HTTP/1.1', ['Content-Length: 4', 'Content-Length: 4'], 'body'],
    ['a list of Content-Lengths', 'POST /bad HTTP/1.1', ['Content-Length: 4, 4'], 'body'],
    ['a signed Content-Length', 'POST /bad HTTP/1.1', ['Content-Length: +4'], 'body'],
    ['a negative Content-Length', 'POST /bad HTTP/1.1', ['Content-Length: -1'], SMUGGLED],
    ['a hexadecimal Content-Length', 'POST /bad HTTP/1.1', ['Content-Length: 0x4'], 'body'],
    ['a Content-Length beyond all numbers', 'POST /bad HTTP/1.1', ['Content-Length: 99999999999999999999999'], 'body'],
    [
      'two Transfer-Encodings',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'a coding under chunked that is not known',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: xchunked'],
      `0\r\n\r\n${SMUGGLED}`,
      undefined,
      both(501),
    ],
    [
      'a coding before chunked that is not known',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: gzip, chunked'],
      `0\r\n\r\n${SMUGGLED}`,
      undefined,
      both(501),
    ],
    ['a coding in HTTP/1.0', 'POST /bad HTTP/1.0', ['Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`],
    [
      'chunked that is not the last coding',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: chunked, identity'],
      `0\r\n\r\n${SMUGGLED}`,
      undefined,
      unread,
    ],
    ['a line that goes on in the next', 'POST /bad HTTP/1.1', ['Content-Length: 4', ' 2'], 'body'],
    ['a space before the colon', 'POST /bad HTTP/1.1', ['Content-Length : 4'], 'body'],
    ['a space in a header name', 'GET /bad HTTP/1.1', ['X Y: z'], ''],
    ['a header line without a name', 'GET /bad HTTP/1.1', [': nothing'], ''],
    ['a NUL in a header', 'GET /bad HTTP/1.1', ['X-A: a\0b'], ''],
    ['two Hosts', 'GET /bad HTTP/1.1', ['Host: b'], ''],
    ['a Host with a space', 'GET /bad HTTP/1.1', [], '', 'Host: a b\r\n'],
    ['a Host with a path', 'GET /bad HTTP/1.1', [], '', 'Host: a/b\r\n'],
    ['a Host with two dots', 'GET /bad HTTP/1.1', [], '', 'Host: a..b\r\n'],
    ['an empty Host', 'GET /bad HTTP/1.1', [], '', 'Host: \r\n'],
    ['a control character in the address', 'GET /bad\x01 HTTP/1.1', [], ''],
    ['an address without a slash', 'GET bad HTTP/1.1', [], ''],
    ['no address', 'GET HTTP/1.1', [], ''],
    ['a version that there is not', 'GET /bad HTTP/7.1', [], '', undefined, both(505)],
    ['the version of another protocol', 'GET /bad HTTP/2.0', [], '', undefined, both(505)],
    ['a version that had no header', 'GET /bad HTTP/0.9', [], ''],
    ['a step above the root', 'GET /../bad HTTP/1.1', [], ''],
    ['steps above the root in its middle', 'GET /a/../../bad HTTP/1.1', [], ''],
    ['a step above the root at its end', 'GET /bad/../.. HTTP/1.1', [], ''],
    ['a step above the root in escapes', 'GET /a%2f%2E./.%2e/bad HTTP/1.1', [], ''],
    ['a step above the root after empty segments', 'GET //..//bad HTTP/1.1', [], ''],
    ['a step above the root in an absolute address', 'GET http://a/../bad HTTP/1.1', [], ''],
    ['an escape that is none', 'GET /bad%zz HTTP/1.1', [], ''],
    ['an escape that is cut', 'GET /bad%4 HTTP/1.1', [], ''],
    ['a NUL in escapes', 'GET /bad%00 HTTP/1.1', [], ''],
    ['a user name in the address', 'GET http://user@a/bad HTTP/1.1', [], ''],
    [
      'a chunk of a size that is no number',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: chunked'],
      'zz\r\nbody\r\n0\r\n\r\n',
    ],
    [
      'a chunk larger than all numbers',
      'POST /bad HTTP/1.1',
      ['Transfer-Encoding: chunked'],
      'fffffffffffffffffff\r\nbody\r\n0\r\n\r\n',
    ],
    ['a chunk longer than it says', 'POST /bad HTTP/1.1', ['Transfer-Encoding: chunked'], '3\r\nbody\r\n0\r\n\r\n'],
  ];

  it.each(refused)(
    'are refused in JSON, with HSTS, and never reach the model: %s',
    async (_, start, lines, rest, host, statuses = both(400)) => {
      const before = scene.model.reached.length;
      expectRefusal(await ask(start, lines, rest, host), statuses[kind]);
      expect(scene.model.reached.slice(before)).toEqual([]);
    },
  );

  it('are answered without a word of the request', async () => {
    const answer = await ask('GET /quoted HTTP/1.1', ['X-A: quoted\0']);
    expectRefusal(answer, 400);
    expect(answer).not.toContain('quoted');
  });

  it('are only those whose path is: what looks like it is the model’s, as it was written', async () => {
    const paths = ['/own?q=%zz&r=%00&s=/../..', '/own/a/..', '/own/...', '/own/..a', '/own/%252e%252e/%252e%252e/x'];
    for (const path of paths) {
      expect(await ask(`GET ${path} HTTP/1.1`, ['Connection: close']), path).toMatch(/^HTTP\/1\.1 200 /u);
      expect(scene.model.reached.at(-1)?.url).toBe(path);
    }
  });

  it.each(['/.gateway/400', '/.gateway/x', '//400', '///400', '/%2f400', '/./%2f505', '/@404', 'http://a//414'])(
    'of which a path makes none: no answer of the gateway’s own has one, and the model is asked for %s',
    async (path) => {
      expect(await ask(`GET ${path} HTTP/1.1`, ['Connection: close'])).toMatch(/^HTTP\/1\.1 200 /u);
      expect(scene.model.reached.at(-1)?.url).toBe(path.replace('http://a', ''));
    },
  );

  it('need a Host line, except in HTTP/1.0', async () => {
    expectRefusal(await ask('GET /hostless HTTP/1.1', [], '', ''), 400);
    expect(reached('/hostless')).toEqual([]);
    expect(await ask('GET /old HTTP/1.0', [], '', '')).toMatch(/^HTTP\/1\.1 200 /u);
    expect(scene.model.sole('/old').headers.filter(([name]) => name === 'host')).toHaveLength(1);
  });

  it('that end their lines with a line feed alone come to the model as it should be, or not at all', async () => {
    // nginx takes them and writes the request anew; Node’s parser refuses them. Neither hands them on.
    const text = `GET /bare HTTP/1.1\nHost: a\nAuthorization: ${scene.authorization}\nConnection: close\n\n`;
    expect(await say(scene.running, text)).toMatch(kind === 'nginx' ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 400 /u);
    expect(reached('/bare')).toHaveLength(kind === 'nginx' ? 1 : 0);
  });

  it('with a header line that has no colon come to the model with one, or not at all', async () => {
    // nginx takes it for a line without a value and writes it as one; Node’s parser refuses it.
    const answer = await ask('GET /no-colon HTTP/1.1', ['nothing', 'Connection: close']);
    expect(answer).toMatch(kind === 'nginx' ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 400 /u);
    const headers = reached('/no-colon').flatMap((request) => request.headers);
    expect(headers.filter(([name]) => name === 'nothing')).toEqual(kind === 'nginx' ? [['nothing', '']] : []);
  });

  it('with names that a model may take for others lose those lines', async () => {
    const lines = ['X_Forwarded_For: 6.6.6.6', 'X.Y: z', 'Content_Length: 9', 'X-Good: 1', 'Connection: close'];
    expect(await ask('GET /names HTTP/1.1', lines)).toMatch(/^HTTP\/1\.1 200 /u);
    const names = scene.model.sole('/names').headers.map(([name]) => name);
    expect(names).toContain('x-good');
    for (const name of ['x_forwarded_for', 'x.y', 'content_length']) expect(names).not.toContain(name);
  });

  it('with octets beyond ASCII in a header come to the model with them', async () => {
    const answer = await ask('GET /beyond HTTP/1.1', ['X-A: caf\u00e9', 'Connection: close']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /u);
    expect(scene.model.sole('/beyond').headers).toContainEqual(['x-a', 'caf\u00e9']);
  });

  it('ask the model behind this gateway, whatever host their address names', async () => {
    expect(await ask('GET http://elsewhere.test:1/absolute?a=1 HTTP/1.1', ['Connection: close'])).toMatch(
      /^HTTP\/1\.1 200 /u,
    );
    expect(scene.model.sole('/absolute').url).toBe('/absolute?a=1');
  });

  it('for a tunnel or an echo are not taken', async () => {
    expectRefusal(await ask('TRACE /trace HTTP/1.1', ['Connection: close']), 405);
    expectRefusal(await ask('CONNECT /trace HTTP/1.1', ['Connection: close']), 405);
    // nginx does not read the name of a server in the place of an address (1.22; newer ones do).
    expectRefusal(await ask('CONNECT elsewhere.test:443 HTTP/1.1', []), 405, ...(kind === 'nginx' ? [400] : []));
    expect(reached('/trace')).toEqual([]);
  });

  it('of the time before headers get no answer that has any', async () => {
    // The only answer without HSTS: HTTP/0.9 has no header lines. Node waits for a header, and ends the connection.
    const answer = await say(scene.running, 'GET /first\r\n');
    expect(answer).toMatch(kind === 'nginx' ? /^\{"error":\{"code":"unauthorized",/u : /^$/u);
    expect(reached('/first')).toEqual([]);
  });

  it('never make the gateway switch protocols', async () => {
    const lines = ['Connection: Upgrade, close', 'Upgrade: websocket'];
    expect(await ask('GET /upgrade HTTP/1.1', lines)).toMatch(/^HTTP\/1\.1 200 /u);
    expect(scene.model.sole('/upgrade').headers.map(([name]) => name)).not.toContain('upgrade');
    scene.model.at('/switches', (request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(await ask('GET /switches HTTP/1.1', ['Connection: close'])).not.toMatch(/^HTTP\/1\.1 2/u);
  });

  it('of random octets, also where TLS should be, leave it answering', async () => {
    const thrown = Array.from({ length: 40 }, (_, round) => randomBytes(1 + round * 50));
    await Promise.all(
      thrown.map(async (octets) => {
        const raw = connectPlain(scene.running.port, '127.0.0.1');
        const silent = heard(raw);
        raw.end(octets);
        const inside = await connect(scene.running);
        const answer = heard(inside);
        inside.end(octets);
        await Promise.all([silent, answer]);
      }),
    );
    expect((await call(scene.running, '/healthz')).status).toBe(200);
  });

  it('in plain HTTP on the port of TLS are not served', async () => {
    const socket = connectPlain(scene.running.port, '127.0.0.1');
    socket.write(`GET /plain HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\n\r\n`);
    // nginx says that it did not understand; Node ends the connection. The key has travelled in the clear either way.
    const answer = await heard(socket);
    expect(answer).toMatch(kind === 'nginx' ? /^HTTP\/1\.1 400 [^]*"code":"bad_request"/u : /^$/u);
    // RFC 6797 section 7.2: none over plain HTTP.
    expect(answer).not.toMatch(/strict-transport-security/iu);
    expect(reached('/plain')).toEqual([]);
  });

  it('that come before the last one is answered are answered in turn, one at a time', async () => {
    let atOnce = 0;
    let most = 0;
    scene.model.at('/turn', (request, answer) => {
      most = Math.max(most, ++atOnce);
      setTimeout(() => {
        atOnce--;
        answer.end(request.url);
      }, 10);
    });
    const one = (n: number, last = false) =>
      `GET /turn?${n} HTTP/1.1\r\nHost: a\r\nAuthorization: ${scene.authorization}\r\n${last ? 'Connection: close\r\n' : ''}\r\n`;
    const answer = await say(scene.running, one(1) + one(2) + one(3) + one(4, true));
    expect(answer.match(/\/turn\?\d/gu)).toEqual(['/turn?1', '/turn?2', '/turn?3', '/turn?4']);
    expect(most).toBe(1);
  });
});
