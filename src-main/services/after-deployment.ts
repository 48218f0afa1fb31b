import type { Facts } from '../../shared/problem';
import type { Order } from '../deployments/targets';
import { settle, unsettle } from './choices';
import { readChoices, type ServiceFacts } from './service-facts';

/** What is so of a service once a deployment of it is done. Where it is so already, nothing changes. */
export function afterDeployment(
  { change, settings, certificate }: Pick<Order, 'change' | 'settings' | 'certificate'>,
  learned: Facts,
  facts: ServiceFacts,
  now: Date,
): Partial<ServiceFacts> {
  switch (change.kind) {
    case 'deploy': {
      const choices = readChoices(settings);
      return {
        ...settle(facts, choices),
        served: certificate,
        deployed: facts.deployed ?? now.toISOString(),
        isOn: true,
        // Where another name led says nothing of this one.
        ...(choices.hostName !== facts.hostName && { dnsSeen: undefined }),
        ...whereabouts(learned, facts),
      };
    }
    case 'rotate-key':
      return whereabouts(learned, facts);
    case 'restart':
    case 'start':
      // Azure may give another address to what it starts.
      return { isOn: true, ...whereabouts(learned, facts) };
    case 'stop':
      return { isOn: false };
    case 'delete':
      return {
        ...unsettle(facts),
        served: undefined,
        deployed: undefined,
        reached: undefined,
        dnsSeen: undefined,
        isOn: false,
      };
  }
}

/** Where it is reached, if its target said so: a name that led to another place was seen there, not here. */
function whereabouts({ address, azureName }: Facts, { reached }: ServiceFacts): Partial<ServiceFacts> {
  if (typeof address !== 'string') return {};
  const named = typeof azureName === 'string' ? azureName : undefined;
  if (reached?.address === address && reached.azureName === named) return {};
  return { reached: { address, ...(named !== undefined && { azureName: named }) }, dnsSeen: undefined };
}
