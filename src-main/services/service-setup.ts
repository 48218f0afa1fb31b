import type { Request, Response } from '../../shared/ipc/contract';
import type { Candidate } from '../../shared/services/contract';
import { AppError } from '../app-error';
import { asChosen, chosen, choose } from './choices';
import { chooseContainerGroup, valuesNoMore } from './choose-container-group';
import { groupOf } from './describe-service';
import type { ServicePorts } from './ports';
import type { ServiceFacts } from './service-facts';
import type { ServiceRecords } from './service-records';
import { usualHere, usualOnAzure } from './usual-facts';

/** Where the gateway listens on this computer, where the port is free. */
const USUAL_PORT = 8443;

type SetupPorts = Pick<
  ServicePorts,
  | 'certificates'
  | 'judgeHostName'
  | 'checkModel'
  | 'requirePort'
  | 'checkContainerGroup'
  | 'secureVariables'
  | 'isToBeMadeAnew'
  | 'callModel'
  | 'freePort'
>;

/** The steps of the wizard: each saves what the user chose, and deploys nothing. */
export class ServiceSetup {
  constructor(
    private readonly records: ServiceRecords,
    private readonly ports: SetupPorts,
  ) {}

  /** A new service with the usual choices. */
  async create({ target }: Request<'services.create'>): Promise<{ id: string }> {
    const facts = target === 'this-computer' ? usualHere(await this.#unusedPort()) : usualOnAzure;
    return { id: await this.records.add(facts) };
  }

  /** @throws {AppError} `host-name.invalid`, `service.host-name-blocked`, `service.gone` */
  async setHostName({ id, hostName }: Request<'services.set-host-name'>): Promise<void> {
    const { facts } = await this.records.get(id);
    const { name, findings } = await this.ports.judgeHostName(hostName, facts.target);
    const { ascii, display } = name;
    const blocking = findings.find(({ level }) => level === 'blocks');
    if (blocking) throw new AppError('service.host-name-blocked', { hostName: display, finding: blocking.code });
    await this.records.edit(id, (now) => choose(now, { hostName: ascii }));
  }

  /** The library seen from this service: what fits comes first, and of that what lasts longest. */
  async candidates({ id }: Request<'services.candidates'>): Promise<{ candidates: Candidate[] }> {
    const { hostName, target } = asChosen((await this.records.get(id)).facts);
    const entries = await this.ports.certificates.entries();
    const candidates = await Promise.all(
      entries.map(async ({ id: libraryId, name, leaf }) => {
        const findings = await this.ports.certificates.judge(libraryId, hostName, target);
        return {
          libraryId,
          name,
          leaf,
          findings: [...findings],
          ready: !findings.some(({ level }) => level === 'blocks'),
        };
      }),
    );
    const rank = ({ ready, leaf }: Candidate): string =>
      `${ready ? 1 : 0}${leaf.developmentOnly ? 0 : 1}${leaf.notAfter}`;
    return { candidates: candidates.toSorted((one, other) => rank(other).localeCompare(rank(one))) };
  }

  /** @throws {AppError} `service.gone`, `library.gone` */
  async setCertificate({ id, libraryId }: Request<'services.set-certificate'>): Promise<void> {
    await this.ports.certificates.chain(libraryId);
    await this.records.edit(id, (facts) => choose(facts, { certificate: libraryId }));
  }

  /** @throws {AppError} `service.not-complete` without a host name, and what making one says */
  async makeCertificate({ id }: Request<'services.make-certificate'>): Promise<void> {
    const { hostName } = chosen((await this.records.get(id)).facts);
    if (hostName === undefined) throw new AppError('service.not-complete', { missing: 'domain' });
    // Some programs call this computer by its address where a person says localhost.
    const names = hostName === 'localhost' ? ['localhost', '127.0.0.1', '::1'] : [hostName];
    const certificate = await this.ports.certificates.makeForDevelopment(names);
    await this.records.edit(id, (facts) => choose(facts, { certificate }));
  }

  /**
   * @throws {AppError} `service.model-address-invalid`, `service.example-invalid`, `service.origin-invalid`, `gateway.port-taken`,
   * `gateway.port-not-allowed`, `service.gone`
   */
  async setDeployment({ id, ...settings }: Request<'services.set-deployment'>): Promise<void> {
    await this.#mustBeOn(id, 'this-computer');
    this.ports.checkModel(settings.model, settings.port);
    checkUse(settings);
    await this.ports.requirePort(id, settings.port);
    await this.records.edit(id, (facts) => choose(facts, settings));
  }

  /** @throws {AppError} `container-group.setting-unusable`, `service.example-invalid`, `service.origin-invalid`, and as `chooseContainerGroup` */
  async setContainerGroup(request: Request<'services.set-container-group'>): Promise<void> {
    await this.#mustBeOn(request.id, 'container-instances');
    this.ports.checkContainerGroup(request, { containerGroup: request.containerGroup, model: request.model });
    checkUse(request);
    await chooseContainerGroup(request, this.records, this.ports);
  }

  /** What was chosen since it was deployed is forgotten. @throws {AppError} `service.gone` */
  async discardChanges({ id }: Request<'services.discard-changes'>): Promise<void> {
    const { facts } = await this.records.get(id);
    const gone = valuesNoMore(facts, groupOf(asChosen(facts)), [groupOf(facts)], this.ports);
    await this.records.forgetHeld(id, gone);
    await this.records.edit(id, () => ({ changed: undefined }));
  }

  /** @throws {AppError} `service.model-address-invalid`, `service.example-invalid`, `service.model-not-answering` */
  async callModel({ model, example }: Request<'services.call-model'>): Promise<Response<'services.call-model'>> {
    if (!isJson(example)) throw new AppError('service.example-invalid');
    return this.ports.callModel(model, example);
  }

  async freePort({ wished }: Request<'services.free-port'>): Promise<{ port: number }> {
    return { port: await this.ports.freePort(wished) };
  }

  /** Each target has choices of its own, and the page makes those of the one that it is. */
  async #mustBeOn(id: string, target: ServiceFacts['target']): Promise<void> {
    if ((await this.records.get(id)).facts.target !== target) throw new AppError('call.invalid');
  }

  /** A port that is free now and that no other service has for itself. */
  async #unusedPort(): Promise<number> {
    const taken = new Set((await this.records.all()).flatMap(({ facts }) => [facts.port, chosen(facts).port]));
    let port = await this.ports.freePort(USUAL_PORT);
    while (taken.has(port)) port = await this.ports.freePort(port + 1);
    return port;
  }
}

/** What is the same wherever it runs. @throws {AppError} `service.example-invalid`, `service.origin-invalid` */
function checkUse({ example, allowedOrigins }: Pick<ServiceFacts, 'example' | 'allowedOrigins'>): void {
  if (!isJson(example)) throw new AppError('service.example-invalid');
  const wrong = allowedOrigins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) throw new AppError('service.origin-invalid', { origin: wrong });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Scheme, host and port, as browsers send it (RFC 6454 section 6.2). */
function isOrigin(text: string): boolean {
  return /^https?:/u.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
