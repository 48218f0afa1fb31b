import type { Gateway } from '../../../src-main/gateway/gateway';
import { startGateway } from '../../../src-main/gateway/in-process/start-gateway';
import type { ServedRequest } from '../../../src-main/gateway/in-process/served-request';
import type { Running } from './running';

/** The gateway in its worker. */
export async function runInProcess(gateway: Gateway, workerUrl: URL): Promise<Running> {
  const requests: ServedRequest[] = [];
  const running = await startGateway(gateway, {
    workerUrl,
    address: '127.0.0.1',
    log: (request) => requests.push(request),
  });
  return {
    kind: 'in-process',
    port: running.port,
    hasTls: gateway.tls !== undefined,
    pid: undefined,
    reload: (next) => running.reload(next),
    log: async () =>
      requests.map(({ method, path, status, keySlot }) => `${method} ${path} ${status}${keySlot ? ` ${keySlot}` : ''}`),
    output: async () => JSON.stringify(requests),
    stop: async () => {
      await running.stop();
      const problem = await running.stopped;
      if (problem) throw new Error(`the worker had ended by itself: ${problem.code}`);
    },
  };
}
