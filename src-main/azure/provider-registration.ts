import { AppError } from '../app-error';
import type { Arm } from './arm';
import { beginRegistration, readProvider } from './resource-groups';

const namespace = 'Microsoft.ContainerInstance';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
/** It usually takes a minute or two. */
const PATIENCE = 15 * 60_000;

/** Whether a subscription may use Azure Container Instances. */
export async function isRegistered(arm: Arm, subscription: string): Promise<boolean> {
  return (await readProvider(arm, subscription, namespace)).registrationState === 'Registered';
}

/** Registers a subscription for Azure Container Instances, and ends when it is. @throws {AppError} `azure.operation-failed` */
export async function register(arm: Arm, subscription: string, signal?: AbortSignal): Promise<void> {
  await beginRegistration(arm, subscription, namespace);
  for (let waited = 0, next = FIRST_WAIT; !(await isRegistered(arm, subscription));) {
    if (waited >= PATIENCE) {
      throw new AppError('azure.operation-failed', { name: namespace, azure: 'Registering', reason: 'timeout' });
    }
    await arm.wait(next, signal);
    signal?.throwIfAborted();
    waited += next;
    next = Math.min(next * 2, LONGEST_WAIT);
  }
}
