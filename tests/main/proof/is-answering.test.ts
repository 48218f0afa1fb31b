import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDevelopmentCertificate } from '../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import { certificatesToPem, toPem } from '../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../src-main/certificates/private-key/make-private-key';
import { isAnswering } from '../../../src-main/proof/is-answering';
import { serveRaw } from '../../support/scoring-server';

const hostName = 'score.contoso.test';
const signal = new AbortController().signal;
let tls: { readonly cert: string; readonly key: string };
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const key = await makePrivateKey('ec-p256');
  const hostNames = [parseHostName('other.contoso.test')];
  const certificate = makeDevelopmentCertificate(key, { hostNames, days: 30, now: new Date() });
  tls = { cert: certificatesToPem([certificate]), key: toPem('PRIVATE KEY', key.pkcs8) };
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const place = (port: number, withTls = true) => ({ hostName, address: '127.0.0.1', port, tls: withTls });

describe('Whether a gateway answers', () => {
  it('is asked of its health, by its host name, at the address where it is, with whatever certificate', async () => {
    const heard: unknown[] = [];
    const port = await listen(
      createHttpsServer(tls, (request, response) => {
        const { servername } = request.socket as TLSSocket & { servername?: string };
        heard.push([request.method, request.url, request.headers.host, servername, request.headers.authorization]);
        response.end();
      }),
    );
    expect(await isAnswering(place(port), signal)).toBe(true);
    expect(heard).toEqual([['GET', '/healthz', `${hostName}:${port}`, hostName, undefined]]);
  });

  it('is asked in plain where TLS is off', async () => {
    const port = await listen(createHttpServer((_, response) => response.end()));
    expect(await isAnswering(place(port, false), signal)).toBe(true);
    expect(await isAnswering(place(port), signal)).toBe(false);
  });

  it.each([404, 502, 301])('is a no where what answers says %i', async (status) => {
    const answer: RequestListener = (_, response) => response.writeHead(status).end();
    expect(await isAnswering(place(await listen(createHttpServer(answer)), false), signal)).toBe(false);
  });

  it('is a no where nothing listens, or what listens hangs up', async () => {
    const { port, close } = await serveRaw((socket) => socket.end('nonsense'));
    expect(await isAnswering(place(port, false), signal)).toBe(false);
    expect(await isAnswering(place(port), signal)).toBe(false);
    await close();
    expect(await isAnswering(place(port), signal)).toBe(false);
  });

  it('is a no when the time is up, at whatever point', async () => {
    const { port, close } = await serveRaw(() => undefined);
    closing.push(close);
    for (const withTls of [true, false]) {
      expect(await isAnswering(place(port, withTls), AbortSignal.timeout(50))).toBe(false);
    }
    expect(await isAnswering(place(port), AbortSignal.abort())).toBe(false);
  });
});
