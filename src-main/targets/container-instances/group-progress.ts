import type { Facts } from '../../../shared/problem';
import { isSettled } from './group-states';
import type { WireContainer, WireGroup } from './ports';
import { isUp } from './why-not-ready';

/** What a group is at while it comes up: Azure has it, an image is pulled, a container starts, or the gateway is asked. */
export function progressOf(group: WireGroup): Facts {
  const { containers } = group.properties;
  const pulling = containers.find(isPulling);
  if (pulling) {
    const done = containers.filter(isPulled).length;
    const image = pulling.properties.image ?? '';
    return { phase: 'pulling', container: pulling.name, image, done, of: containers.length };
  }
  if (!containers.some(wasBegun)) return { phase: 'accepted' };
  const starting = containers.find((one) => !isUp(group, one));
  if (starting || !isSettled(group)) return { phase: 'starting', ...(starting && { container: starting.name }) };
  return { phase: 'answering' };
}

/** Whether every container runs, and Azure has ended what it was doing. */
export function isRunning(group: WireGroup): boolean {
  return isSettled(group) && group.properties.containers.every((container) => isUp(group, container));
}

function isPulling(container: WireContainer): boolean {
  return eventNames(container).includes('Pulling') && !isPulled(container);
}

function isPulled(container: WireContainer): boolean {
  const runs = container.properties.instanceView?.currentState?.state === 'Running';
  return runs || eventNames(container).some((name) => name === 'Pulled' || name === 'Started');
}

function wasBegun(container: WireContainer): boolean {
  return eventNames(container).length > 0 || container.properties.instanceView?.currentState !== undefined;
}

function eventNames({ properties }: WireContainer): readonly string[] {
  return (properties.instanceView?.events ?? []).map(({ name = '' }) => name);
}
