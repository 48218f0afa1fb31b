import type { ContainerGroupSettings } from '../../shared/container-instances/contract';
import type { Service, ServiceChoices, Services } from '../../shared/services/contract';
import type { NamedCertificate } from '../../shared/certificates/contract';
import { fingerprint } from './samples';

/** A service that runs on this computer, changed where a test needs it. */
export function service(change: Partial<Service> = {}): Service {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    target: 'this-computer',
    hostName: 'score.contoso.com',
    certificate: usedCertificate('score.contoso.com'),
    model: { kind: 'sample' },
    example: '{}',
    port: 8443,
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    held: [],
    keeping: 'keyring',
    hasApiKeys: true,
    complete: ['domain', 'certificate', 'deploy', 'dns'],
    deployed: '2026-11-20T09:00:00Z',
    running: { state: 'running' },
    startsWithLatchkey: false,
    url: 'https://score.contoso.com:8443/score',
    ...change,
  };
}

/** A certificate of the library as a service has it, changed where a test needs it. */
export function usedCertificate(
  name: string,
  change: Partial<NamedCertificate> = {},
): NonNullable<Service['certificate']> {
  return {
    libraryId: '22222222-2222-4222-8222-222222222222',
    isKept: true,
    leaf: { name, notAfter: '2099-03-14T09:26:53Z', developmentOnly: false, sha256: fingerprint(name), ...change },
  };
}

/** What is chosen of a service, changed where a test needs it. */
export function choicesOf(known: Service, change: Partial<ServiceChoices> = {}): ServiceChoices {
  const { hostName, certificate: chosen, model, example, port, tls, keyAuthentication, allowedOrigins } = known;
  return { hostName, certificate: chosen, model, example, port, tls, keyAuthentication, allowedOrigins, ...change };
}

/** A container group that Latchkey made. */
export const containerGroup = {
  origin: 'new',
  name: 'churn-model',
  place: {
    tenant: '66666666-6666-4666-8666-666666666666',
    subscription: '77777777-7777-4777-8777-777777777777',
    subscriptionName: 'Contoso production',
    resourceGroup: 'rg-analytics',
    region: 'westeurope',
    regionName: 'West Europe',
  },
  gatewayImage: 'mcr.microsoft.com/azurelinux/base/nginx:1.28',
  dnsLabel: 'churn-model',
  size: { cpu: 1, memoryGb: 1.5 },
  pull: { kind: 'anonymous' },
  command: [],
  environment: [],
  restartPolicy: 'Always',
} satisfies ContainerGroupSettings;

/** A service on Azure Container Instances that is deployed, changed where a test needs it. */
export function azureService(change: Partial<Service> = {}): Service {
  return service({
    target: 'container-instances',
    model: { kind: 'container', image: 'contoso.azurecr.io/churn:12', port: 5001, path: '/score' },
    containerGroup,
    reached: { address: '203.0.113.10', azureName: 'churn-model.westeurope.azurecontainer.io' },
    running: { state: 'deployed' },
    port: 443,
    url: 'https://score.contoso.com/score',
    ...change,
  });
}

/** One that was begun, with these steps done. */
export function draft(change: Partial<Service> = {}): Service {
  const { hostName: _name, certificate: _certificate, deployed: _deployed, url: _url, ...rest } = service();
  return { ...rest, complete: [], hasApiKeys: false, running: { state: 'stopped' }, ...change };
}

/** All services, under a keyring. */
export function services(...all: readonly Service[]): Services {
  return { keeping: 'keyring', services: [...all] };
}
