import type { Facts } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { StepWork } from '../../deployments/targets';
import { isStopped } from './group-states';
import { comesTrue, whileBusy } from './patience';
import { requireGroup, requireOwn } from './plan-parts';
import { removeGroup } from './remove-group';
import type { StepPorts } from './send-group';
import { placeOf, type Settings } from './settings';
import { startOf } from './wait-group';

const MINUTES_TO_STOP = 5;

/** Restarts all containers. Learns when they were started before, so that the wait knows them from the new ones. */
export async function restartGroup(ports: StepPorts, settings: Settings, work: StepWork): Promise<Facts> {
  const place = placeOf(settings);
  const group = await requireGroup(ports.groups, settings, work.signal);
  if (isStopped(group)) throw new AppError('container-group.stopped', { name: place.name });
  const silentSince = performance.now();
  await whileBusy(() => ports.groups.restart(place, work.signal), work, ports.wait);
  ports.sendings.note(work.deploymentId, { operation: undefined, silentSince });
  return { startedBefore: startOf(group) };
}

/** Starts a group that is stopped; one that is started already is left as it is. */
export async function startGroup(ports: StepPorts, settings: Settings, work: StepWork): Promise<Facts> {
  const place = placeOf(settings);
  const group = await requireGroup(ports.groups, settings, work.signal);
  if (!isStopped(group)) return {};
  await whileBusy(() => ports.groups.start(place, work.signal), work, ports.wait);
  ports.sendings.note(work.deploymentId, { operation: undefined, silentSince: undefined });
  return {};
}

/** Stops a group, and waits until Azure says that it is. */
export async function stopGroup(ports: StepPorts, settings: Settings, work: StepWork): Promise<Facts> {
  const place = placeOf(settings);
  if (isStopped(await requireGroup(ports.groups, settings, work.signal))) return {};
  await whileBusy(() => ports.groups.stop(place, work.signal), work, ports.wait);
  const isDown = async (): Promise<boolean> => isStopped(await requireGroup(ports.groups, settings, work.signal));
  const milliseconds = MINUTES_TO_STOP * 60_000;
  if (await comesTrue(isDown, { milliseconds, wait: ports.wait, signal: work.signal })) return {};
  throw new AppError('azure.operation-failed', { name: place.name, azure: 'Stop', reason: 'timeout' });
}

/** Deletes the group of a service; nothing happens where it is gone. SECURITY: one that another service has is not ours to delete. */
export async function deleteGroup(ports: StepPorts, settings: Settings, work: StepWork): Promise<Facts> {
  const place = placeOf(settings);
  const group = await ports.groups.read(place, work.signal);
  if (!group) return {};
  requireOwn(work.order, settings, group);
  await removeGroup(ports, place, work);
  return {};
}
