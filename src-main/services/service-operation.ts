import type { SavedFiles } from '../../shared/certificates/contract';
import type { Request, Response } from '../../shared/ipc/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Services } from '../../shared/services/contract';
import { AppError } from '../app-error';
import type { Certificate } from '../certificates/model';
import { saveFiles } from '../certificates/output/save-output';
import { certificatesToPem } from '../certificates/pem';
import { gatewayOf } from './deployable-services';
import { ofDeployed } from './deployed-certificate';
import { hereSettings, scoringPath, serviceUrl } from './describe-service';
import type { ServicePorts } from './ports';
import type { ServiceFacts } from './service-facts';
import type { ServiceRecord, ServiceRecords } from './service-records';
import { snippetsFor } from './snippets/snippets';
import { servedChain, trustFileName } from './trust';

/** What is done with a service that was deployed. */
export class ServiceOperation {
  constructor(
    private readonly records: ServiceRecords,
    private readonly ports: ServicePorts,
  ) {}

  list(): Promise<Services> {
    return this.records.list();
  }

  /**
   * @throws {AppError} `service.not-deployed`, `gateway.port-taken`, `service.certificate-gone`, `library.key-not-opened` …; `deployment.change-not-offered`
   * for a service that is elsewhere: there it takes a deployment
   */
  async start({ id }: Request<'services.start'>): Promise<void> {
    await this.#start(await this.#here(id, 'start'));
    await this.records.forgetProof(id);
    await this.records.edit(id, () => ({ isOn: true }));
  }

  /** @throws {AppError} as `start` */
  async stop({ id }: Request<'services.stop'>): Promise<void> {
    await this.ports.here.stop((await this.#here(id, 'stop')).id);
    await this.records.forgetProof(id);
    await this.records.edit(id, () => ({ isOn: false }));
  }

  /** @throws {AppError} as `start` */
  async requests({ id }: Request<'services.requests'>): Promise<Response<'services.requests'>> {
    const served = this.ports.here.served((await this.#here(id, 'requests')).id);
    return {
      requests: served.map(({ time, method, path, status, milliseconds, keySlot }) => {
        return { time, method, path, status, milliseconds, keySlot };
      }),
    };
  }

  async setStartsWithLatchkey(request: Request<'services.set-starts-with-latchkey'>): Promise<void> {
    await this.records.edit(request.id, () => ({ startsWithLatchkey: request.startsWithLatchkey }));
  }

  /** Stops it here and deletes its record with its API keys. What runs elsewhere stays as it is. */
  async delete({ id }: Request<'services.delete'>): Promise<void> {
    await this.ports.forgetDeployments(id);
    await this.ports.here.stop(id);
    await this.records.remove(id);
  }

  /** Starts what ran when Latchkey ended. What can't be started says why on its card. */
  async startAgain(): Promise<void> {
    const wanted = (await this.records.all()).filter(
      ({ facts: { target, deployed, isOn, startsWithLatchkey } }) =>
        target === 'this-computer' && deployed !== undefined && isOn && startsWithLatchkey,
    );
    for (const record of wanted) await this.#start(record).catch(() => undefined);
  }

  /** Calls it as its users would, at the place where it runs whatever DNS says. @throws {AppError} `service.not-deployed`, `service.certificate-gone` */
  async prove({ id }: Request<'services.prove'>): Promise<Proof> {
    const { facts } = await this.#deployed(id);
    const chain = await this.#chain(facts);
    const { hostName = '', port, example, keyAuthentication } = facts;
    const proof = await this.ports.prove({
      hostName,
      address: addressOf(facts),
      port,
      path: scoringPath(facts),
      example,
      ...(chain && { tls: { leafSha256: chain[0].sha256, anchors: chain } }),
      ...(keyAuthentication && { apiKeys: await this.records.apiKeys(id) }),
    });
    await this.records.setProof(id, proof);
    return proof;
  }

  /** Copies an API key to the clipboard, from where it goes again. */
  async copyKey({ id, slot }: Request<'services.copy-key'>): Promise<Response<'services.copy-key'>> {
    const keys = await this.records.apiKeys(id);
    await this.ports.keyClipboard.copy(keys[slot]);
    return { seconds: this.ports.keyClipboard.seconds };
  }

  /** A complete program for each language, with a placeholder for the key. @throws {AppError} as `prove` */
  async howToCall({ id }: Request<'services.how-to-call'>): Promise<Response<'services.how-to-call'>> {
    const { facts } = await this.#deployed(id);
    const trust = await this.#trust(facts);
    const { example, keyAuthentication } = facts;
    const call = {
      url: serviceUrl(facts) ?? '',
      example,
      keyAuthentication,
      ...(trust && { trustFile: trust.fileName }),
    };
    return { snippets: [...snippetsFor(call)], ...(trust && { trust: trust.fileName }) };
  }

  /** Writes the certificate that callers have to trust. @throws {AppError} `folder.not-chosen`, as `prove`, and what writing says */
  async saveTrust({ id, folder, replace }: Request<'services.save-trust'>): Promise<SavedFiles> {
    if (!this.ports.chosen.has(folder)) throw new AppError('folder.not-chosen');
    const trust = await this.#trust((await this.#deployed(id)).facts);
    if (!trust) throw new AppError('certificate.gone');
    const bytes = Buffer.from(certificatesToPem([trust.anchor]));
    const file = { name: trust.fileName, kind: 'certificate', certificates: 1, bytes, mode: 0o644 } as const;
    return saveFiles([file], { folder, replace }, this.ports.write);
  }

  async #start({ id, facts }: ServiceRecord): Promise<void> {
    await this.ports.here.start(id, {
      settings: hereSettings(facts),
      gateway: () =>
        ofDeployed(facts, () => gatewayOf({ serviceId: id, choices: facts }, this.records, this.ports.certificates)),
    });
  }

  async #chain(facts: ServiceFacts): Promise<readonly [Certificate, ...Certificate[]] | undefined> {
    const { tls, certificate } = facts;
    if (!tls || certificate === undefined) return undefined;
    return ofDeployed(facts, () => this.ports.certificates.chain(certificate));
  }

  async #trust(facts: ServiceFacts): Promise<{ anchor: Certificate; fileName: string } | undefined> {
    const chain = await this.#chain(facts);
    const anchor = chain && servedChain(chain, new Date()).anchor;
    return anchor && { anchor, fileName: trustFileName(facts.hostName ?? facts.name, anchor) };
  }

  async #here(id: string, change: string): Promise<ServiceRecord> {
    const record = await this.#deployed(id);
    if (record.facts.target !== 'this-computer') throw new AppError('deployment.change-not-offered', { change });
    return record;
  }

  async #deployed(id: string): Promise<ServiceRecord> {
    const record = await this.records.get(id);
    if (record.facts.deployed === undefined) throw new AppError('service.not-deployed');
    return record;
  }
}

/** Where it runs. */
function addressOf({ target, reached }: ServiceFacts): string {
  if (target === 'this-computer') return '127.0.0.1';
  if (!reached) throw new AppError('service.not-deployed');
  return reached.address;
}
