import type { WireGroup } from './ports';

/** Whether it was stopped: Azure takes no update of it then. */
export function isStopped({ properties }: WireGroup): boolean {
  return properties.instanceView?.state === 'Stopped';
}

/** Whether Azure has ended what it was doing with it. */
export function isSettled({ properties }: WireGroup): boolean {
  return ['Succeeded', 'Failed', 'Canceled'].includes(properties.provisioningState ?? '');
}

/** Whether Azure says that it did not come up. */
export function hasFailed({ properties }: WireGroup): boolean {
  return ['Failed', 'Canceled'].includes(properties.provisioningState ?? '');
}
