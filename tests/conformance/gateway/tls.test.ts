import { execFile } from 'node:child_process';
import { connect as connectHttp2 } from 'node:http2';
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { call, heard } from '../../support/gateway/call';
import { type Kind, kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';
import { makeTls, P256, RSA2048, withoutTls } from '../../support/gateway/usual-gateway';

const rsa = (bits: number) => ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`];
const ec = (curve: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const keys: readonly (readonly [string, readonly string[]])[] = [
  ['RSA 2048', rsa(2048)],
  ['RSA 3072', rsa(3072)],
  ['RSA 4096', rsa(4096)],
  ['P-256', ec('P-256')],
  ['P-384', ec('P-384')],
  ['P-521', ec('P-521')],
];

/** What `openssl s_client` says of a handshake; it ends as soon as that is over, one way or the other. */
function handshake(port: number, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const all = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'score.contoso.test', ...args];
    const client = execFile('openssl', all, (_, out, err) => resolve(out + err));
    client.stdin?.end();
  });
}

async function securely(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    servername: 'score.contoso.test',
    ...options,
  });
  await once(socket, 'secureConnect');
  return socket;
}

const protocolOf = (said: string) => /New, (\S+), Cipher is (\S+)/u.exec(said)?.slice(1);

describe.each(kinds)('TLS at the gateway: %s', (kind: Kind) => {
  const scene = useGateway(kind);

  it('is version 1.3 or 1.2', async () => {
    expect(protocolOf(await handshake(scene.running.port, ['-tls1_3']))?.[0]).toBe('TLSv1.3');
    expect(protocolOf(await handshake(scene.running.port, ['-tls1_2']))?.[0]).toBe('TLSv1.2');
  });

  it.each(['-tls1', '-tls1_1'])('is nothing older: %s', async (version) => {
    const said = await handshake(scene.running.port, [version, '-cipher', 'ALL:@SECLEVEL=0']);
    expect(protocolOf(said)?.[1] ?? '(NONE)').toBe('(NONE)');
    expect(said).toMatch(/alert protocol version/u);
  });

  it('has the same certificate for every name, and for none: what fits is the client’s to say', async () => {
    for (const servername of ['score.contoso.test', 'elsewhere.test', '']) {
      const socket = await securely(scene.running.port, servername === '' ? { servername: undefined } : { servername });
      expect(socket.getPeerCertificate().subjectaltname).toBe('DNS:score.contoso.test');
      socket.destroy();
    }
    const strict = connectTls({
      port: scene.running.port,
      host: '127.0.0.1',
      servername: 'elsewhere.test',
      ca: scene.gateway.tls!.certificateChain,
    });
    const [problem] = (await once(strict, 'error')) as [NodeJS.ErrnoException];
    expect(problem.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    const trusting = {
      ca: scene.gateway.tls!.certificateChain,
      rejectUnauthorized: true,
      servername: 'score.contoso.test',
    };
    expect((await call(scene.running, '/healthz', trusting)).status).toBe(200);
  });

  it('is told of by Strict-Transport-Security on every answer, the gateway’s own among them', async () => {
    for (const [path, authorization] of [
      ['/score', scene.authorization],
      ['/score', ''],
      ['/healthz', ''],
    ] as const) {
      const { headers } = await call(scene.running, path, { headers: { authorization } });
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(JSON.stringify(headers)).not.toMatch(/nginx\/|node|\d\.\d+\.\d/iu);
    }
  });

  it('carries HTTP/1.1, and HTTP/2 where nginx is the gateway', async () => {
    // The in-process gateway has HTTP/1.1 alone: on one computer there is nothing to gain from more.
    const socket = await securely(scene.running.port, { ALPNProtocols: ['h2', 'http/1.1'] });
    expect(socket.alpnProtocol).toBe(kind === 'nginx' ? 'h2' : 'http/1.1');
    socket.destroy();
    const old = await securely(scene.running.port, { ALPNProtocols: ['http/1.1'] });
    expect(old.alpnProtocol).toBe('http/1.1');
    old.destroy();
  });

  it('is waited for only as long as for a header', async () => {
    const socket = connectPlain(scene.running.port, '127.0.0.1');
    expect(await heard(socket)).toBe('');
  });
});

/** Suites by the certificate they need: what has to be refused, so that nothing but the gateway's choice refuses it, and what not. */
const suites = [
  {
    key: 'P-256',
    algorithm: P256,
    weak: [
      'ECDHE-ECDSA-AES128-SHA256',
      'ECDHE-ECDSA-AES256-SHA384',
      'ECDHE-ECDSA-AES128-SHA',
      'ECDHE-ECDSA-AES256-SHA',
      'ECDHE-ECDSA-AES128-CCM8',
      'ECDHE-ECDSA-AES256-CCM',
      'ECDHE-ECDSA-ARIA128-GCM-SHA256',
      'ECDHE-ECDSA-CAMELLIA128-SHA256',
      'ECDHE-ECDSA-NULL-SHA',
    ],
    good: ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  },
  {
    key: 'RSA 2048',
    algorithm: RSA2048,
    weak: [
      // Without an exchange that is forgotten afterwards: who takes the key later reads it all.
      'AES128-SHA',
      'AES256-SHA',
      'AES128-SHA256',
      'AES128-GCM-SHA256',
      'AES256-GCM-SHA384',
      'AES128-CCM',
      'CAMELLIA128-SHA',
      'ARIA128-GCM-SHA256',
      'NULL-SHA256',
      'ECDHE-RSA-AES128-SHA',
      'ECDHE-RSA-AES256-SHA',
      'ECDHE-RSA-AES128-SHA256',
      'ECDHE-RSA-AES256-SHA384',
      'ECDHE-RSA-CAMELLIA128-SHA256',
      'ECDHE-ARIA128-GCM-SHA256',
      'ECDHE-RSA-NULL-SHA',
    ],
    good: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305'],
  },
] as const;

describe.each(kinds.flatMap((kind) => suites.map((each) => ({ kind, ...each }))))(
  'Suites of TLS 1.2 at the gateway: $kind with $key',
  ({ kind, algorithm, weak, good }) => {
    const scene = useGateway(kind, (gateway, factory) => ({
      ...gateway,
      tls: makeTls(factory, 'suites', algorithm),
    }));
    const ask = (suite: string) => handshake(scene.running.port, ['-tls1_2', '-cipher', suite]);

    // The last has no certificate at all. Those with DHE are not asked for: neither gateway has parameters for them.
    it.each([...weak, 'AECDH-AES128-SHA'])('have none like %s', async (suite) => {
      const said = await ask(`${suite}:@SECLEVEL=0`);
      expect(protocolOf(said)?.[1] ?? '(NONE)').toBe('(NONE)');
      // The client offered it.
      expect(said).toMatch(/alert handshake failure/u);
    });

    it.each(good)('have %s', async (suite) => {
      expect(protocolOf(await ask(suite))).toEqual(['TLSv1.2', suite]);
    });
  },
);

describe('HTTP/2 at the gateway: nginx', () => {
  const scene = useGateway('nginx');

  it('asks for the key, hides it from the model, and says no to what is too large', async () => {
    const session = connectHttp2(`https://127.0.0.1:${scene.running.port}`, { rejectUnauthorized: false });
    const ask = async (
      headers: Record<string, string>,
      body = Buffer.alloc(0),
    ): Promise<{ status: number; text: string }> => {
      const stream = session.request({ ':method': 'POST', ':path': '/h2', ...headers });
      stream.on('error', () => undefined);
      stream.end(body);
      const [head] = (await once(stream, 'response')) as [Record<string, number>];
      let text = '';
      for await (const piece of stream) text += String(piece);
      return { status: head[':status'] ?? 0, text };
    };
    expect(await ask({})).toMatchObject({ status: 401, text: expect.stringContaining('unauthorized') as string });
    const { authorization } = scene;
    expect((await ask({ authorization: authorization.toLowerCase() })).status).toBe(401);
    expect((await ask({ authorization }, Buffer.from('body'))).status).toBe(200);
    expect((await ask({ authorization, 'content-length': '2000000' })).status).toBe(413);
    const { headers, body } = scene.model.sole('/h2');
    expect(String(body)).toBe('body');
    expect(headers.map(([name]) => name)).not.toContain('authorization');
    expect(headers).toContainEqual(['host', `127.0.0.1:${scene.running.port}`]);
    session.close();
  });

  /** By curl, which sends what it is told to; Node's client refuses to. */
  const tell = async (path: string, headers: readonly string[]): Promise<{ head: string; body: string }> => {
    const lines = headers.flatMap((header) => ['--header', header]);
    const url = `https://127.0.0.1:${scene.running.port}${path}`;
    const all = ['--silent', '--insecure', '--http2', '--include', '--path-as-is', ...lines, url];
    const said = await new Promise<string>((resolve) => execFile('curl', all, (_, out) => resolve(out)));
    const [head = '', body = ''] = said.split('\r\n\r\n', 2);
    return { head, body };
  };

  it('takes no request with two Authorization lines, whichever is right', async () => {
    const right = `Authorization: ${scene.authorization}`;
    expect((await tell('/once', [right])).head).toMatch(/^HTTP\/2 200 /u);
    for (const pair of [
      [right, 'Authorization: Bearer other'],
      ['Authorization: Bearer other', right],
      [right, right],
    ])
      expectRefusal(await tell('/twice', pair));
    expect(scene.model.reached.filter(({ url }) => url === '/twice')).toEqual([]);
  });

  it.each([
    ['a step above the root', '/../bad', []],
    ['an escape that is none', '/bad%zz', []],
    ['two lengths', '/bad', ['Content-Length: 0', 'Content-Length: 1']],
    ['a Host with a path', '/bad', ['Host: a/b']],
  ] as const)('refuses what is malformed as it does in HTTP/1.1: %s', async (_, path, headers) => {
    expectRefusal(await tell(path, [`Authorization: ${scene.authorization}`, ...headers]));
    expect(scene.model.reached.filter(({ url }) => url.includes('bad'))).toEqual([]);
  });

  function expectRefusal({ head, body }: { readonly head: string; readonly body: string }): void {
    expect(head).toMatch(/^HTTP\/2 400 /u);
    expect(head).toMatch(/^content-type: application\/json$/imu);
    expect(head).toMatch(/^strict-transport-security: max-age=31536000$/imu);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'bad_request' } });
  }
});

describe.each(kinds)('Certificates of every kind at the gateway: %s', (kind) => {
  const scene = useGateway(kind);

  it.each(keys)('%s is served, with TLS 1.3 and 1.2', async (name, algorithm) => {
    const tls = makeTls(scene.factory, name, algorithm);
    await scene.running.reload({ ...scene.gateway, tls });
    for (const version of ['-tls1_3', '-tls1_2']) {
      const said = await handshake(scene.running.port, [version]);
      expect(protocolOf(said)?.[0]).toBe(version === '-tls1_3' ? 'TLSv1.3' : 'TLSv1.2');
    }
    // Each runtime is a client as well: BoringSSL does not offer what OpenSSL does.
    const trusting = {
      ca: tls.certificateChain,
      rejectUnauthorized: true,
      servername: 'score.contoso.test',
      // BoringSSL, and so Chrome, offers P-521 only when it is told to.
      sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:RSA-PSS+SHA256',
      ecdhCurve: 'X25519:P-256:P-384:P-521',
    };
    const { status } = await call(scene.running, '/score', {
      ...trusting,
      headers: { authorization: scene.authorization },
    });
    expect(status).toBe(200);
  });
});

describe.each(kinds)('A gateway without TLS: %s', (kind) => {
  const scene = useGateway(kind, withoutTls);

  it('asks for the key as it does with TLS, and says nothing of TLS', async () => {
    const { status, headers } = await call(scene.running, '/score', {
      headers: { authorization: scene.authorization },
    });
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect((await call(scene.running, '/score')).status).toBe(401);
    expect(scene.model.reached[0]?.headers).toContainEqual(['x-forwarded-proto', 'http']);
  });
});

describe.each(kinds)('A gateway that binds no browser to TLS: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, hstsMaxAge: 0 }));

  it('says so, on the model’s answers and its own, so that one that was bound before is free', async () => {
    for (const authorization of [scene.authorization, '']) {
      const { headers } = await call(scene.running, '/score', { headers: { authorization } });
      expect(headers['strict-transport-security']).toBe('max-age=0');
    }
  });
});
