import type { Step } from '../../shared/deployments/contract';
import type { Keeping } from '../../shared/library/contract';
import type { Facts } from '../../shared/problem';
import type { DeploymentServices } from './ports';
import type { Order } from './targets';

/**
 * The steps that are the engine's own, before those of the target. Both API keys are always made and sent, whether key
 * authentication is on or not (Gateway.apiKeys), so that it can be turned on later without new ones.
 */
export function apiKeySteps({ change }: Order, hasApiKeys: boolean, keeping: Keeping): Step[] {
  if (change.kind === 'deploy') {
    const facts = { keeping, made: !hasApiKeys };
    return [{ code: 'store-api-keys', action: hasApiKeys ? 'check' : 'store', facts }];
  }
  if (change.kind !== 'rotate-key') return [];
  return [{ code: 'make-new-key', action: 'create', facts: { slot: change.slot, keeping } }];
}

/** Does one of them; undefined for a step of a target. */
export function runApiKeyStep(
  { code }: Step,
  { change, serviceId }: Order,
  services: Pick<DeploymentServices, 'makeApiKeys' | 'makeNextKey'>,
): Promise<Facts> | undefined {
  const nothingLearned = (): Facts => ({});
  // Keys that callers use already stay.
  if (code === 'store-api-keys') return services.makeApiKeys(serviceId).then(nothingLearned);
  if (code !== 'make-new-key' || change.kind !== 'rotate-key') return undefined;
  return services.makeNextKey(serviceId, change.slot).then(nothingLearned);
}
