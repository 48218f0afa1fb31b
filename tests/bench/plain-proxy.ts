// What the in-process gateway is compared with: Node's https handing requests on to the same model, and nothing else.
import { Agent, request as ask } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { GatewayTls } from '../../src-main/gateway/gateway';

const { tls, modelPort } = workerData as { tls: GatewayTls; modelPort: number };
const agent = new Agent({ keepAlive: true });

const server = createServer({ cert: tls.certificateChain, key: tls.privateKey }, (request, answer) => {
  const { method, url, headers } = request;
  const asked = ask({ host: '127.0.0.1', port: modelPort, method, path: url, headers, agent }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
  });
  request.pipe(asked);
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
