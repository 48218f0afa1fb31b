import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from './compose-server';
import type { DeploymentPorts } from './deployments/ports';
import { startGateway } from './gateway/in-process/start-gateway';
import { isAnswering } from './proof/is-answering';
import { ContainerInstances } from './targets/container-instances/container-instances';
import type { ContainerGroups } from './targets/container-instances/ports';
import { RunningServices } from './targets/this-computer/running-services';
import { startSampleModel } from './targets/this-computer/sample-model/start';
import { ThisComputer } from './targets/this-computer/this-computer';

/** Every place where services can run. */
export function composeTargets(
  here: RunningServices,
  groups: ContainerGroups,
  computer: string,
): DeploymentPorts['targets'] {
  const targets = [new ThisComputer(here, computer), new ContainerInstances({ groups, isAnswering, wait })];
  return new Map(targets.map((target) => [target.id, target]));
}

/** What runs on this computer, each gateway and the sample model in a thread of its own. */
export function composeHere({ workers, log }: Parts, changed: () => void): RunningServices {
  return new RunningServices({
    startGateway: (gateway, served) =>
      startGateway(gateway, { workerUrl: workers.gateway, address: '127.0.0.1', log: served }),
    startSampleModel: () => startSampleModel(workers.sampleModel),
    changed,
    unexpected: log.unexpected,
  });
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
}
