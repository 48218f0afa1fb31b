import type { NamedCertificate } from '../../shared/certificates/contract';
import type { LibraryEntry } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Running, Service, ServiceChoices, WizardStep } from '../../shared/services/contract';
import type { StoredRecord } from '../certificates/library/record-store';
import { displayHostName } from '../certificates/host-names/host-name';
import { samplePath } from '../../shared/services/sample';
import { AppError } from '../app-error';
import type { GroupSettings, HereSettings } from './ports';
import { chosen } from './choices';
import type { Choices, ServiceFacts } from './service-facts';

/** What is known of a service beside its record. */
export interface Seen {
  /** What is in the library, by its id. */
  readonly entries: ReadonlyMap<string, LibraryEntry>;
  /** What this computer runs for it. */
  readonly here: Running;
  readonly hasApiKeys: boolean;
  readonly proof: Proof | undefined;
}

/** A service as the page sees it. */
export function describeService({ id, keeping, problem }: StoredRecord, facts: ServiceFacts, seen: Seen): Service {
  const { target, held, reached, startsWithLatchkey, changed, deployed } = facts;
  const { entries, here, hasApiKeys, proof } = seen;
  const url = serviceUrl(facts);
  return {
    ...describeChoices(facts, facts, entries),
    id,
    target,
    held,
    startsWithLatchkey,
    keeping,
    hasApiKeys,
    running: facts.target === 'this-computer' ? here : runningElsewhere(facts),
    complete: completeSteps(facts, entries),
    ...(reached && { reached }),
    ...(changed && { changed: describeChoices(changed, facts, entries) }),
    ...(deployed !== undefined && { deployed }),
    ...(url !== undefined && { url }),
    ...(proof && { proof }),
    ...(problem && { problem }),
  };
}

function describeChoices(choices: Choices, facts: ServiceFacts, entries: Seen['entries']): ServiceChoices {
  const { hostName, certificate, model, containerGroup, example, port, tls, keyAuthentication, allowedOrigins } =
    choices;
  return {
    ...(hostName !== undefined && { hostName: displayHostName(hostName) }),
    ...(certificate !== undefined && { certificate: describeCertificate(certificate, facts, entries) }),
    model,
    ...(containerGroup && { containerGroup }),
    example,
    port,
    tls,
    keyAuthentication,
    allowedOrigins,
  };
}

/** What the service was deployed with stays known when its entry is deleted: it is what callers see. */
function describeCertificate(
  libraryId: string,
  { certificate, served }: ServiceFacts,
  entries: Seen['entries'],
): NonNullable<ServiceChoices['certificate']> {
  const entry = entries.get(libraryId);
  const deployed = libraryId === certificate ? served : undefined;
  const leaf = entry ? named(entry) : deployed;
  return { libraryId, isKept: entry !== undefined, ...(leaf && { leaf }) };
}

/** What is known of a certificate of the library where it is put to work. */
export function named({ leaf }: LibraryEntry): NamedCertificate {
  const { name, notAfter, developmentOnly, id } = leaf;
  return { name, notAfter, developmentOnly, sha256: id };
}

/** The steps that need nothing more, in their order; the gaps are what is missing. */
function completeSteps(facts: ServiceFacts, entries: Seen['entries']): WizardStep[] {
  const { hostName, certificate, tls } = chosen(facts);
  const isDeployed = facts.deployed !== undefined;
  const complete: Readonly<Record<WizardStep, boolean>> = {
    domain: hostName !== undefined,
    certificate: !tls || (certificate !== undefined && entries.has(certificate)),
    deploy: isDeployed && facts.changed === undefined,
    // On this computer nothing has to be created in DNS.
    dns:
      isDeployed && (facts.target === 'this-computer' || (facts.dnsSeen !== undefined && hostName === facts.hostName)),
  };
  return (['domain', 'certificate', 'deploy', 'dns'] as const).filter((step) => complete[step]);
}

/** What callers use; undefined until there is a host name. */
export function serviceUrl(facts: ServiceFacts): string | undefined {
  const { hostName, port, tls } = facts;
  if (hostName === undefined) return undefined;
  const [scheme, usualPort] = tls ? (['https', 443] as const) : (['http', 80] as const);
  const host = hostName.includes(':') ? `[${hostName}]` : hostName;
  return `${scheme}://${host}${port === usualPort ? '' : `:${port}`}${scoringPath(facts)}`;
}

/** Where the model scores: the gateway passes paths through. */
export function scoringPath({ model }: ServiceFacts): string {
  if (model.kind === 'container') return model.path;
  return model.kind === 'sample' ? samplePath : new URL(model.address).pathname;
}

/** What is known of a service elsewhere without asking there: what was done to it from here. */
function runningElsewhere({ deployed, isOn }: ServiceFacts): Running {
  return { state: deployed !== undefined && isOn ? 'deployed' : 'stopped' };
}

/** There is all that its target needs of a service, besides its gateway. @throws {AppError} `service.not-complete` */
export function requireSettings(facts: ServiceFacts): void {
  const isThere = facts.target === 'this-computer' ? facts.model.kind !== 'container' : groupOf(facts) !== undefined;
  if (!isThere) throw new AppError('service.not-complete', { missing: 'deploy' });
}

/** What this computer needs of a service, besides its gateway. @throws {AppError} `service.not-complete` */
export function hereSettings({ model, example, port }: ServiceFacts): HereSettings {
  if (model.kind === 'container') throw new AppError('service.not-complete', { missing: 'deploy' });
  return { model, example, port };
}

/** What was chosen of a container group; undefined until it was. */
export function groupOf({ containerGroup, model }: Choices): GroupSettings | undefined {
  return containerGroup && model.kind === 'container' ? { containerGroup, model } : undefined;
}
