import type { Change } from '../../shared/deployments/contract';
import type { Keeping } from '../../shared/library/contract';
import type { Facts } from '../../shared/problem';
import type { Proof } from '../../shared/proof/contract';
import type { ApiKeySlot } from '../../shared/services/api-key-slot';
import { AppError } from '../app-error';
import type { DeploymentServices } from '../deployments/ports';
import type { Order } from '../deployments/targets';
import type { Gateway } from '../gateway/gateway';
import { afterDeployment } from './after-deployment';
import { asChosen } from './choices';
import { valuesNoMore } from './choose-container-group';
import { describeGateway } from './describe-gateway';
import { certificateGone } from './deployed-certificate';
import { groupOf, named, requireSettings } from './describe-service';
import type { ServicePorts } from './ports';
import { type Choices, readChoices, type ServiceFacts } from './service-facts';
import type { ServiceRecords } from './service-records';
import { apiKeysAfter, promoted, withApiKeys, withNextKey } from './service-secret';

/** Services as the deployment engine sees them. */
export class DeployableServices implements DeploymentServices {
  constructor(
    private readonly records: ServiceRecords,
    private readonly ports: Pick<ServicePorts, 'certificates' | 'store' | 'secureVariables'>,
  ) {}

  /**
   * What was chosen is what is to be deployed; what is done to a service that was deployed is done to it as it was. @throws {AppError} `service.gone`, `service.not-complete` (what is missing),
   * `service.not-deployed`, `service.certificate-gone`, `certificate.not-ready` where a check blocks
   */
  async order(serviceId: string, change: Change): Promise<Order> {
    const kept = (await this.records.get(serviceId)).facts;
    const facts = change.kind === 'deploy' ? asChosen(kept) : kept;
    const { target, hostName, tls, keyAuthentication, allowedOrigins, deployed, held } = facts;
    if (isOfWhatRuns(change) && deployed === undefined) throw new AppError('service.not-deployed');
    if (hostName === undefined) throw new AppError('service.not-complete', { missing: 'domain' });
    requireSettings(facts);
    const certificate = tls && sendsGateway(change) ? await this.#certificate(facts, change) : undefined;
    return {
      serviceId,
      target,
      change,
      hostName,
      certificate,
      tls,
      keyAuthentication,
      allowedOrigins,
      settings: readChoices(facts),
      held,
    };
  }

  /**
   * As it was ordered, whatever was chosen since. The key that is to take a place is in it already where that is what the order
   * is for.
   * SECURITY: holds the private key and the API keys. @throws {AppError} as `order`, and where the keyring does not open them
   */
  gateway({ serviceId, change, settings }: Pick<Order, 'serviceId' | 'change' | 'settings'>): Promise<Gateway> {
    const slot = change.kind === 'rotate-key' ? change.slot : undefined;
    return gatewayOf({ serviceId, choices: readChoices(settings), slot }, this.records, this.ports.certificates);
  }

  async held(serviceId: string): Promise<ReadonlyMap<string, string>> {
    return (await this.records.secret(serviceId)).held;
  }

  async apiKeys(serviceId: string): Promise<'kept' | 'none'> {
    return (await this.records.get(serviceId)).hasApiKeys ? 'kept' : 'none';
  }

  makeApiKeys(serviceId: string): Promise<void> {
    return this.records.editSecret(serviceId, withApiKeys);
  }

  makeNextKey(serviceId: string, slot: ApiKeySlot): Promise<void> {
    return this.records.editSecret(serviceId, (secret) => withNextKey(secret, slot));
  }

  keeping(): Keeping {
    return this.ports.store.keeping();
  }

  /** The service is out there now, or is what the change made of it. */
  async deployed(order: Order, learned: Facts): Promise<void> {
    const { serviceId, change } = order;
    if (change.kind === 'rotate-key') {
      await this.records.editSecret(serviceId, (secret) => promoted(secret, change.slot));
    }
    const before = (await this.records.get(serviceId)).facts;
    await this.records.edit(serviceId, (facts) => afterDeployment(order, learned, facts, new Date()));
    await this.#forgetValues(serviceId, before);
    await this.records.forgetProof(serviceId);
  }

  proof(serviceId: string): Proof | undefined {
    return this.records.proof(serviceId);
  }

  /** Those that the group asked for as it was before, and asks for no more. */
  async #forgetValues(serviceId: string, before: ServiceFacts): Promise<void> {
    const { facts } = await this.records.get(serviceId);
    const gone = valuesNoMore(facts, groupOf(before), [groupOf(facts), groupOf(asChosen(facts))], this.ports);
    await this.records.forgetHeld(serviceId, gone);
  }

  async #certificate(facts: ServiceFacts, { kind }: Change): Promise<Order['certificate']> {
    const { certificate, hostName, target } = facts;
    const entries = await this.ports.certificates.entries();
    const entry = entries.find(({ id }) => id === certificate);
    if (!entry && kind !== 'deploy') throw certificateGone(facts);
    if (!entry) throw new AppError('service.not-complete', { missing: 'certificate' });
    const findings = await this.ports.certificates.judge(entry.id, hostName, target);
    const blocking = findings.find(({ level }) => level === 'blocks');
    if (blocking) throw new AppError('certificate.not-ready', { name: entry.name, finding: blocking.code });
    return named(entry);
  }
}

/** Whether the change is of something that was brought to its end once. What a deployment only began can be deleted, too. */
function isOfWhatRuns({ kind }: Change): boolean {
  return kind !== 'deploy' && kind !== 'delete';
}

/** Whether the change sends the gateway's description anew: an expired certificate keeps nobody from stopping what runs. */
function sendsGateway({ kind }: Change): boolean {
  return kind === 'deploy' || kind === 'rotate-key';
}

/** The gateway of a service with its secrets, put together anew; with the key that waits for a place, where one is named. */
export async function gatewayOf(
  { serviceId, choices, slot }: { serviceId: string; choices: Choices; slot?: ApiKeySlot | undefined },
  records: ServiceRecords,
  certificates: ServicePorts['certificates'],
): Promise<Gateway> {
  const { tls, certificate } = choices;
  if (tls && certificate === undefined) throw new AppError('service.not-complete', { missing: 'certificate' });
  const secret = await records.secret(serviceId);
  const apiKeys = slot === undefined ? secret.apiKeys : apiKeysAfter(secret, slot);
  if (!apiKeys) throw new AppError('service.not-complete', { missing: 'deploy' });
  const credentials = tls && certificate !== undefined ? await certificates.credentials(certificate) : undefined;
  try {
    return describeGateway({ choices, credentials, apiKeys }, new Date());
  } finally {
    credentials?.privateKey?.pkcs8.fill(0);
  }
}
