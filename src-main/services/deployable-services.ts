import type { Keeping } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import { AppError } from '../app-error';
import type { Order } from '../deployments/targets';
import type { Gateway } from '../gateway/gateway';
import { describeGateway } from './describe-gateway';
import { hereSettings } from './describe-service';
import type { ServicePorts } from './ports';
import type { ServiceFacts } from './service-facts';
import type { ServiceRecords } from './service-records';

/** Services as the deployment engine sees them. */
export class DeployableServices {
  constructor(
    private readonly records: ServiceRecords,
    private readonly ports: Pick<ServicePorts, 'certificates' | 'store'>,
  ) {}

  /**
   * What is to be deployed. @throws {AppError} `service.gone`, `service.not-complete` (what is missing),
   * `certificate.not-ready` where a check blocks
   */
  async order(serviceId: string): Promise<Order> {
    const { facts } = await this.records.get(serviceId);
    const { target, hostName, tls, keyAuthentication, allowedOrigins } = facts;
    if (hostName === undefined) throw new AppError('service.not-complete', { missing: 'domain' });
    const certificate = tls ? await this.#certificate(facts) : undefined;
    const settings = hereSettings(facts);
    return { serviceId, target, hostName, certificate, tls, keyAuthentication, allowedOrigins, settings };
  }

  /** SECURITY: holds the private key and the API keys. @throws {AppError} as `order`, and where the keyring does not open them */
  gateway({ serviceId }: Pick<Order, 'serviceId'>): Promise<Gateway> {
    return gatewayOf(serviceId, this.records, this.ports.certificates);
  }

  async apiKeys(serviceId: string): Promise<'kept' | 'none'> {
    return (await this.records.get(serviceId)).hasApiKeys ? 'kept' : 'none';
  }

  makeApiKeys(serviceId: string): Promise<void> {
    return this.records.makeApiKeys(serviceId);
  }

  keeping(): Keeping {
    return this.ports.store.keeping();
  }

  /** The service is out there now. */
  async deployed(serviceId: string): Promise<void> {
    const { facts } = await this.records.get(serviceId);
    await this.records.edit(serviceId, { deployed: facts.deployed ?? new Date().toISOString(), isOn: true });
  }

  proof(serviceId: string): Proof | undefined {
    return this.records.proof(serviceId);
  }

  async #certificate({ certificate, hostName, target }: ServiceFacts): Promise<Order['certificate']> {
    const entries = await this.ports.certificates.entries();
    const entry = entries.find(({ id }) => id === certificate);
    if (!entry) throw new AppError('service.not-complete', { missing: 'certificate' });
    const findings = await this.ports.certificates.judge(entry.id, hostName, target);
    // A development certificate on a target that others reach blocks until it is confirmed: the engine asks for that.
    const blocking = findings.find(({ level, code }) => level === 'blocks' && code !== 'development-only');
    if (blocking) throw new AppError('certificate.not-ready', { name: entry.name, finding: blocking.code });
    const { name, notAfter, developmentOnly, id } = entry.leaf;
    return { name, notAfter, developmentOnly, sha256: id };
  }
}

/** The gateway of a service with its secrets, put together anew. */
export async function gatewayOf(
  serviceId: string,
  records: ServiceRecords,
  certificates: ServicePorts['certificates'],
): Promise<Gateway> {
  const { facts } = await records.get(serviceId);
  if (facts.tls && facts.certificate === undefined) {
    throw new AppError('service.not-complete', { missing: 'certificate' });
  }
  const apiKeys = await records.apiKeys(serviceId);
  const credentials =
    facts.tls && facts.certificate !== undefined ? await certificates.credentials(facts.certificate) : undefined;
  try {
    return describeGateway({ facts, credentials, apiKeys }, new Date());
  } finally {
    credentials?.privateKey?.pkcs8.fill(0);
  }
}
