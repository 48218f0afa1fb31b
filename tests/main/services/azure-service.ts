import type { ContainerGroupSettings } from '../../../shared/container-instances/contract';
import type { openDesk } from './open-desk';

/** A group that Latchkey makes. */
export const containerGroup: Extract<ContainerGroupSettings, { origin: 'new' }> = {
  origin: 'new',
  place: {
    tenant: '3c0a4e62-8f0e-4b4c-9d3a-0a7d2f5b6c71',
    subscription: '8a2d6a4e-1b51-4f6e-8b62-6f1a7f0c9d20',
    subscriptionName: 'Contoso production',
    resourceGroup: 'scoring',
    region: 'westeurope',
    regionName: 'West Europe',
  },
  name: 'churn',
  gatewayImage: 'mcr.microsoft.com/azurelinux/base/nginx:1.28',
  dnsLabel: 'contoso-churn',
  size: { cpu: 1, memoryGb: 1.5 },
  pull: { kind: 'anonymous' },
  command: [],
  environment: [{ name: 'MODEL', value: 'churn' }, { name: 'PASSWORD' }],
  restartPolicy: 'Always',
};

export const model = { kind: 'container', image: 'contoso.azurecr.io/churn:12', port: 8000, path: '/predict' } as const;

/** What the page asks for once everything was chosen. */
export const chosen = {
  containerGroup,
  model,
  example: '{"data": [1]}',
  tls: true,
  keyAuthentication: true,
  allowedOrigins: [] as string[],
};

/** What Azure says of it. */
export const learned = { address: '20.50.1.2', azureName: 'contoso-churn.westeurope.azurecontainer.io' };

/** A service on Azure with everything chosen; what the engine does with it is not done. */
export async function createOnAzure(
  desk: ReturnType<typeof openDesk>,
  hostName = 'score.contoso.test',
): Promise<string> {
  const { id } = await desk.setup.create({ target: 'container-instances' });
  await desk.setup.setHostName({ id, hostName });
  await desk.setup.makeCertificate({ id });
  await desk.setup.setContainerGroup({ id, ...chosen });
  return id;
}

/** As the engine does when all steps are done. */
export async function deployOnAzure(desk: ReturnType<typeof openDesk>, id: string): Promise<void> {
  await desk.deployable.makeApiKeys(id);
  await desk.finish(id, { kind: 'deploy' }, learned);
}
