import type { LibraryEntry } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Running, Service, WizardStep } from '../../shared/services/contract';
import type { StoredRecord } from '../certificates/library/record-store';
import { displayHostName } from '../certificates/host-names/host-name';
import { samplePath } from '../../shared/services/sample';
import { AppError } from '../app-error';
import type { GroupSettings, HereSettings } from './ports';
import type { ServiceFacts } from './service-facts';

/** What is known of a service beside its record. */
export interface Seen {
  /** Its certificate in the library, as long as that is there. */
  readonly entry: LibraryEntry | undefined;
  /** What this computer runs for it. */
  readonly here: Running;
  readonly hasApiKeys: boolean;
  readonly proof: Proof | undefined;
}

/** A service as the page sees it. */
export function describeService({ id, keeping, problem }: StoredRecord, facts: ServiceFacts, seen: Seen): Service {
  const { name: _name, isOn: _isOn, dnsSeen: _dnsSeen, hostName, certificate, deployed, ...shown } = facts;
  const { entry, here, hasApiKeys, proof } = seen;
  const url = serviceUrl(facts);
  return {
    ...shown,
    id,
    keeping,
    hasApiKeys,
    running: facts.target === 'this-computer' ? here : runningElsewhere(facts),
    complete: completeSteps(facts, entry !== undefined),
    ...(hostName !== undefined && { hostName: displayHostName(hostName) }),
    ...(certificate !== undefined && { certificate: { libraryId: certificate, ...(entry && { leaf: entry.leaf }) } }),
    ...(deployed !== undefined && { deployed }),
    ...(url !== undefined && { url }),
    ...(proof && { proof }),
    ...(problem && { problem }),
  };
}

/** The steps that need nothing more, in their order; the gaps are what is missing. */
function completeSteps(facts: ServiceFacts, hasCertificate: boolean): WizardStep[] {
  const isDeployed = facts.deployed !== undefined;
  const complete: Readonly<Record<WizardStep, boolean>> = {
    domain: facts.hostName !== undefined,
    certificate: hasCertificate || !facts.tls,
    deploy: isDeployed,
    // On this computer nothing has to be created in DNS.
    dns: isDeployed && (facts.target === 'this-computer' || facts.dnsSeen !== undefined),
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

/** What its target needs of a service, besides its gateway. @throws {AppError} `service.not-complete` */
export function targetSettings(facts: ServiceFacts): HereSettings | GroupSettings {
  return facts.target === 'this-computer' ? hereSettings(facts) : groupSettings(facts);
}

/** What this computer needs of a service, besides its gateway. @throws {AppError} `service.not-complete` */
export function hereSettings({ model, example, port }: ServiceFacts): HereSettings {
  if (model.kind === 'container') throw new AppError('service.not-complete', { missing: 'deploy' });
  return { model, example, port };
}

function groupSettings(facts: ServiceFacts): GroupSettings {
  const settings = groupOf(facts);
  if (!settings) throw new AppError('service.not-complete', { missing: 'deploy' });
  return settings;
}

/** What was chosen of a container group; undefined until it was. */
export function groupOf({ containerGroup, model }: ServiceFacts): GroupSettings | undefined {
  return containerGroup && model.kind === 'container' ? { containerGroup, model } : undefined;
}
