import { parentPort } from 'node:worker_threads';
import { AppError } from '../../app-error';
import type { Command, Report } from './protocol';
import { type ServingGateway, serveGateway } from './serve-gateway';
import type { ServedRequest } from './served-request';

/** Lines of the access log cross the threads together: one message a request would cost a tenth of the speed. */
const GATHER_MS = 50;

let serving: ServingGateway | undefined;
let gathered: ServedRequest[] = [];

parentPort?.on('message', (command: Command) => {
  void carryOut(command).then(report);
});

async function carryOut(command: Command): Promise<Report> {
  try {
    switch (command.what) {
      case 'start':
        serving = await serveGateway(command.gateway, command.address, log);
        break;
      case 'reload':
        serving?.reload(command.gateway);
        break;
      case 'stop':
        await serving?.stop(command.graceMs);
        sendGathered();
        parentPort?.close();
    }
    return { what: 'done', port: serving?.port ?? 0 };
  } catch (cause) {
    if (cause instanceof AppError) return { what: 'not-done', problem: cause.toProblem() };
    throw cause;
  }
}

function log(request: ServedRequest): void {
  if (gathered.push(request) === 1) setTimeout(sendGathered, GATHER_MS);
}

function sendGathered(): void {
  if (gathered.length > 0) report({ what: 'served', requests: JSON.stringify(gathered) });
  gathered = [];
}

function report(message: Report): void {
  parentPort?.postMessage(message);
}
