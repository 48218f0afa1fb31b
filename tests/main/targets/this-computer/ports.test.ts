import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-main/app-error';
import { checkPort, freePort } from '../../../../src-main/targets/this-computer/ports';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

async function listen(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('A port', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('is taken when another program listens on %s', async (host) => {
    const port = await listen(host);
    await expect(checkPort(port)).rejects.toMatchObject({ code: 'gateway.port-taken', facts: { port } });
  });

  it('is free when nobody does, and stays so after it was tried', async () => {
    const port = await listen('127.0.0.1');
    servers.pop()!.close();
    await checkPort(port);
    await checkPort(port);
    expect(await freePort(port)).toBe(port);
  });

  it('gives way to the next above it that is free', async () => {
    const port = await listen('127.0.0.1');
    const free = await freePort(port);
    expect(free).toBeGreaterThan(port);
    await checkPort(free);
  });
});

describe('Looking for a free port', () => {
  const taken = async (port: number): Promise<void> => {
    throw new AppError('gateway.port-taken', { port });
  };

  it('goes to 8443 where the system keeps the ports below 1024 for itself', async () => {
    const check = async (port: number): Promise<void> => {
      if (port < 1024) throw new AppError('gateway.port-not-allowed', { port });
      if (port < 8445) await taken(port);
    };
    expect(await freePort(443, check)).toBe(8445);
  });

  it('steps over a port above that the system keeps', async () => {
    const check = async (port: number): Promise<void> => {
      if (port < 5003) throw new AppError('gateway.port-not-allowed', { port });
    };
    expect(await freePort(5001, check)).toBe(5003);
  });

  it('ends after a hundred tries and at the last port, and says what is the matter with the wished one', async () => {
    const tried: number[] = [];
    const check = (port: number): Promise<void> => {
      tried.push(port);
      return taken(port);
    };
    await expect(freePort(9000, check)).rejects.toMatchObject({ code: 'gateway.port-taken', facts: { port: 9000 } });
    expect(tried).toEqual(Array.from({ length: 100 }, (_, place) => 9000 + place));
    tried.length = 0;
    await expect(freePort(65_534, check)).rejects.toMatchObject({ facts: { port: 65_534 } });
    expect(tried).toEqual([65_534, 65_535]);
  });

  it('does not hide what was not foreseen', async () => {
    const check = (): Promise<void> => Promise.reject(new Error('no sockets left'));
    await expect(freePort(9000, check)).rejects.toThrow('no sockets left');
  });
});
