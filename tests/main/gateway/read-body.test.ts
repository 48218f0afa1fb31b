import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';
import { readBody } from '../../../src-main/gateway/in-process/read-body';
import { makeSettings, makeShared } from '../../../src-main/gateway/in-process/settings';

const apiKeys = { primary: makeApiKey(), secondary: makeApiKey() };
const gateway: Gateway = { ...gatewayDefaults, apiKeys, hostNames: [], model: { port: 1 }, port: 0 };
const megabytes = (count: number): number => count * 1024 * 1024;

/** Sends a body, and answers what of it was read, and what all bodies held then and when it was answered. */
async function send(body: Buffer, heldBefore: number) {
  const shared = { ...makeShared(), heldBytes: heldBefore };
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = ask({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, method: 'POST' });
  // It may be left without an answer: what was read is what counts.
  asked.on('error', () => undefined).end(body);
  const [request, answer] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const read = await readBody(makeSettings(gateway), shared, request, answer);
  const held = shared.heldBytes;
  answer.end();
  await once(answer, 'close');
  asked.destroy();
  server.closeAllConnections();
  server.close();
  return { read, held, heldAfter: shared.heldBytes };
}

describe('Bodies in memory', () => {
  it('are counted until they are answered', async () => {
    const { read, held, heldAfter } = await send(Buffer.alloc(1000), 5);
    expect(Buffer.concat(read as readonly Buffer[])).toHaveLength(1000);
    expect({ held, heldAfter }).toEqual({ held: 1005, heldAfter: 5 });
  });

  it('have 256 MB together; beyond that a client is told to come back', async () => {
    const full = megabytes(256) - 10;
    const { read, heldAfter } = await send(Buffer.alloc(1000), full);
    expect(read).toMatchObject({ status: 503 });
    expect(heldAfter).toBe(full);
    expect(await send(Buffer.alloc(10), full)).not.toMatchObject({ read: { status: 503 } });
  });
});
