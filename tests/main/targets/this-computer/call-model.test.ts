import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callModel, requireAnswer } from '../../../../src-main/targets/this-computer/call-model';
import { type ModelAddress, parseModelAddress } from '../../../../src-main/targets/this-computer/model-address';

let server: Server | SocketServer | undefined;
afterEach(() => {
  if (server && 'closeAllConnections' in server) server.closeAllConnections();
  server?.close();
  server = undefined;
  vi.restoreAllMocks();
});

async function listening(one: Server | SocketServer, path = '/score'): Promise<ModelAddress> {
  server = one;
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  return parseModelAddress(`http://127.0.0.1:${(one.address() as AddressInfo).port}${path}`);
}

const model = (listener: RequestListener): Promise<ModelAddress> => listening(createServer(listener));

/** Something that answers with these octets, whatever it is asked, and closes the connection. */
const saying = (text: string): Promise<ModelAddress> =>
  listening(createSocketServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(text))));

const notAnswering = (reason: string, more = {}) => ({
  code: 'service.model-not-answering',
  facts: expect.objectContaining({ reason, ...more }),
});

describe('Calling a model', () => {
  it('sends the example once, as JSON, and answers what the model said', async () => {
    const asked: unknown[] = [];
    const address = await model((request, answer) => {
      let body = '';
      request.on('data', (piece) => (body += String(piece)));
      request.on('end', () => {
        asked.push([request.method, request.url, request.headers['content-type'], body]);
        answer.end('{"predictions":[1]}');
      });
    });
    expect(await callModel(address, '{"data": "ü"}')).toEqual({
      status: 200,
      milliseconds: expect.any(Number),
      answer: '{"predictions":[1]}',
    });
    expect(asked).toEqual([['POST', '/score', 'application/json', '{"data": "ü"}']]);
  });

  it.each([400, 404, 500, 503])('tells an answer with status %d as one', async (status) => {
    const address = await model((_, answer) => answer.writeHead(status).end('why'));
    expect(await callModel(address, '{}')).toMatchObject({ status, answer: 'why' });
    await expect(requireAnswer(address, '{}', new AbortController().signal)).rejects.toMatchObject(
      notAnswering('status', { status, address: address.address }),
    );
  });

  it('does not go where a redirect leads', async () => {
    let calls = 0;
    const address = await model((_, answer) => {
      calls += 1;
      answer.writeHead(307, { Location: '/elsewhere' }).end();
    });
    expect(await callModel(address, '{}')).toMatchObject({ status: 307 });
    expect(calls).toBe(1);
  });

  it('shows the beginning of a large answer, in whole characters, and does not wait for the rest', async () => {
    const address = await model((_, answer) => {
      answer.write('😀'.repeat(20_000));
    });
    const { answer } = await callModel(address, '{}');
    expect(Array.from(answer)).toHaveLength(4096);
    expect(answer).toBe('😀'.repeat(4096));
  });

  it('says that nothing listens there', async () => {
    const address = await model(() => undefined);
    server?.close();
    await expect(callModel(address, '{}')).rejects.toMatchObject(notAnswering('refused'));
    const byName = { ...address, host: 'localhost' as const };
    await expect(callModel(byName, '{}')).rejects.toMatchObject(notAnswering('refused'));
  });

  it.each([
    ['says nothing', ''],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
    ['stops within its answer', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
    ['stops within a piece', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf'],
  ])('says that a connection was cut by what %s', async (_, text) => {
    await expect(callModel(await saying(text), '{}')).rejects.toMatchObject(notAnswering('cut'));
  });

  it.each([
    ['at all', ''],
    ['to the end', 'begin'],
  ])('says that it took too long when it does not answer %s', async (_, beginning) => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const control = new AbortController();
      setTimeout(() => control.abort(), 200);
      return control.signal;
    });
    const address = await model((_request, answer) => {
      if (beginning) answer.write(beginning);
    });
    await expect(callModel(address, '{}')).rejects.toMatchObject(notAnswering('timeout'));
    expect(AbortSignal.timeout).toHaveBeenCalledWith(10_000);
  });

  it('ends with the reason of who stops it, also before it began', async () => {
    const stop = new AbortController();
    const address = await model(() => stop.abort(new Error('cancelled')));
    await expect(callModel(address, '{}', stop.signal)).rejects.toThrow('cancelled');
    await expect(callModel(address, '{}', stop.signal)).rejects.toThrow('cancelled');
  });

  it('sends nothing that is no JSON', async () => {
    const address = await model(() => expect.unreachable());
    await expect(callModel(address, '{data}')).rejects.toMatchObject({ code: 'service.example-invalid' });
  });
});
