import type { Step } from '../../shared/deployments/contract';
import type { Facts } from '../../shared/problem';
import type { DeploymentServices } from './ports';

type KeyServices = Pick<DeploymentServices, 'apiKeys' | 'makeApiKeys' | 'keeping'>;

/**
 * The step that every deployment begins with: both API keys are always made and sent, whether key authentication is on or not,
 * so that it can be turned on later without a new deployment.
 */
export async function storeApiKeysStep(services: KeyServices, serviceId: string): Promise<Step> {
  const made = (await services.apiKeys(serviceId)) === 'none';
  return { code: 'store-api-keys', action: made ? 'store' : 'check', facts: { keeping: services.keeping(), made } };
}

/** Makes the keys where there are none: those that callers use already stay. */
export async function storeApiKeys(services: KeyServices, serviceId: string): Promise<Facts> {
  if ((await services.apiKeys(serviceId)) === 'none') await services.makeApiKeys(serviceId);
  return {};
}
