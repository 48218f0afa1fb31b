import type { GroupPlace } from '../../../shared/container-instances/group-place';
import { AppError } from '../../app-error';
import type { StepWork } from '../../deployments/targets';
import { comesTrue, whileBusy } from './patience';
import type { StepPorts } from './send-group';

/** What may come between asking and hearing: nobody knows then whether Azure took it. */
const LOST = ['azure.offline', 'azure.timeout', 'azure.unavailable'];
/** How long a group may still be there then, in milliseconds of waiting. */
const PATIENCE = 20_000;

/**
 * Deletes a group, and ends when it is gone; at once where there is none. Where the answer is lost it is looked for, for a while:
 * nobody is served in the middle of a deployment, so that it must not stop there for one answer.
 * @throws {AppError} What came between, where the group is not gone.
 */
export async function removeGroup(ports: StepPorts, place: GroupPlace, work: StepWork): Promise<void> {
  try {
    await whileBusy(() => ports.groups.remove(place, work.signal), work, ports.wait);
  } catch (cause) {
    if (!isLost(cause) || !(await isGoneSoon(ports, place, work))) throw cause;
  }
}

function isGoneSoon({ groups, wait }: StepPorts, place: GroupPlace, { signal }: StepWork): Promise<boolean> {
  const isGone = async (): Promise<boolean> => {
    try {
      return (await groups.read(place, signal)) === undefined;
    } catch (cause) {
      if (!isLost(cause)) throw cause;
      return false;
    }
  };
  return comesTrue(isGone, { milliseconds: PATIENCE, wait, signal });
}

function isLost(cause: unknown): boolean {
  return cause instanceof AppError && LOST.includes(cause.code);
}
