import { Agent } from 'node:https';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { call, open, readAnswer } from '../../support/gateway/call';
import { until } from '../../support/gateway/ports';
import { kinds } from '../../support/gateway/running';
import { useGateway } from '../../support/gateway/use-gateway';
import { makeTls } from '../../support/gateway/usual-gateway';

const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256;

describe.each(kinds)('Renewal at the gateway: %s', (kind) => {
  const scene = useGateway(kind, (gateway) => ({ ...gateway, timeouts: { ...gateway.timeouts, answer: 30 } }));

  it('of certificate and API keys drops no request, however many there are', async () => {
    const old = scene.gateway.apiKeys;
    const next = {
      ...scene.gateway,
      tls: makeTls(scene.factory, 'renewed'),
      apiKeys: { primary: makeApiKey(), secondary: old.primary },
    };
    const statuses: number[] = [];
    const problems: unknown[] = [];
    const load = { isOver: false };
    // The key that stays, as the primary one of then and the secondary one of now; every request on a connection of its own,
    // because a connection that waits may be closed at any moment (RFC 9112 section 9.5), and nginx closes those.
    const client = async (n: number): Promise<void> => {
      while (!load.isOver) {
        const options = {
          method: 'POST',
          body: Buffer.alloc(n * 5000),
          headers: { authorization: `Bearer ${old.primary}` },
        };
        await call(scene.running, '/renewal', options).then(
          ({ status }) => statuses.push(status),
          (cause) => problems.push(cause),
        );
      }
    };
    const clients = Array.from({ length: 8 }, (_, n) => client(n));
    await until(() => statuses.length > 30);
    await scene.running.reload(next);
    const then = statuses.length;
    await until(() => statuses.length > then + 30);
    load.isOver = true;
    await Promise.all(clients);
    expect(problems).toEqual([]);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(scene.model.reached.filter(({ url }) => url === '/renewal')).toHaveLength(statuses.length);

    const socket = connectTls({ port: scene.running.port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    expect(socket.getPeerCertificate().fingerprint256).toBe(fingerprintOf(next.tls.certificateChain));
    socket.destroy();
    const ask = async (key: string) =>
      (await call(scene.running, '/', { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await ask(next.apiKeys.primary), await ask(old.primary), await ask(old.secondary)]).toEqual([
      200, 200, 401,
    ]);
    await scene.running.reload(scene.gateway);
  });

  it('lets a request that is under way end as it began', async () => {
    let end = (): void => undefined;
    scene.model.at('/long', (_, answer) => {
      answer.write('begun ');
      end = () => void answer.end('and ended');
    });
    const answer = await open(scene.running, '/long', { headers: { authorization: scene.authorization } });
    await scene.running.reload({ ...scene.gateway, apiKeys: { primary: makeApiKey(), secondary: makeApiKey() } });
    end();
    expect(await readAnswer(answer)).toMatchObject({ status: 200, body: 'begun and ended', isWhole: true });
    expect((await call(scene.running, '/', { headers: { authorization: scene.authorization } })).status).toBe(401);
    await scene.running.reload(scene.gateway);
  });

  it('of the keys counts for a connection that was open before', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
    const ask = async () =>
      (await call(scene.running, '/', { agent, headers: { authorization: scene.authorization } })).status;
    expect(await ask()).toBe(200);
    await scene.running.reload({ ...scene.gateway, apiKeys: { primary: makeApiKey(), secondary: makeApiKey() } });
    expect(await ask()).toBe(401);
    await scene.running.reload(scene.gateway);
    agent.destroy();
  });
});
