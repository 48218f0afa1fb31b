import { Deployments } from '../../../../src-main/deployments/deployments';
import type { Deployment } from '../../../../shared/deployments/contract';
import type { DeploymentJournal, JournalEntry } from '../../../../src-main/deployments/ports';
import type { Order } from '../../../../src-main/deployments/targets';
import { gatewayDefaults } from '../../../../src-main/gateway/gateway';
import { ContainerInstances } from '../../../../src-main/targets/container-instances/container-instances';
import type { ContainerGroups } from '../../../../src-main/targets/container-instances/ports';
import type { ServiceSide } from './open-target';

/** The engine with this target and a journal in memory, for one service; every pause is over at once. */
export function openEngine(groups: ContainerGroups, order: () => Order, side: ServiceSide) {
  const written = new Map<string, string>();
  const journal: DeploymentJournal = {
    all: async () => [...written.values()].map((text) => JSON.parse(text) as JournalEntry),
    write: async (entry) => void written.set(entry.deployment.id, JSON.stringify(entry)),
    remove: async (id) => void written.delete(id),
  };
  const seen = { unforeseen: [] as unknown[], changed: (_deployment: Deployment): void => undefined };
  const target = new ContainerInstances({ groups, isAnswering: async () => true, wait: async () => undefined });
  const engine = new Deployments({
    targets: new Map([[target.id, target]]),
    services: {
      order: async (_, change) => ({ ...order(), change }),
      gateway: async ({ hostName }) => {
        const { tls, keys: apiKeys } = side;
        return { ...gatewayDefaults, hostNames: [hostName], tls, apiKeys, model: { port: 5001 }, port: 443 };
      },
      held: async () => new Map(Object.entries(side.held)),
      apiKeys: async () => 'kept',
      makeApiKeys: async () => undefined,
      makeNextKey: async () => undefined,
      keeping: () => 'keyring',
      deployed: async () => undefined,
    },
    journal,
    chosen: { has: () => false },
    write: () => Promise.reject(new Error('No report is written here')),
    explain: ({ code }) => code,
    explainProof: ({ code }) => ({ says: code }),
    proof: () => undefined,
    changed: (deployment) => seen.changed(deployment),
    unexpected: (cause) => {
      seen.unforeseen.push(cause);
      return '';
    },
    now: () => new Date(),
  });

  async function over(id: string): Promise<Deployment> {
    for (;;) {
      const found = (await engine.list()).deployments.find((one) => one.id === id);
      if (found && found.state !== 'running') return found;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  return {
    seen,
    written: () => [...written.values()].join(''),
    /** Plans and does it, to the end that it comes to. */
    deploy: async (): Promise<Deployment> => {
      const { id: planId, toConfirm: confirmed } = await engine.plan({
        serviceId: order().serviceId,
        change: { kind: 'deploy' },
      });
      const { id } = await engine.start({ planId, ...(confirmed !== undefined && { confirmed }) });
      return over(id);
    },
    resume: async (id: string): Promise<Deployment> => {
      await engine.resume({ id });
      return over(id);
    },
  };
}
