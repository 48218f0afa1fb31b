import type { LibraryEntry } from '../../shared/library/contract';
import type { Service, WizardStep } from '../../shared/services/contract';
import { displayHostName } from '../certificates/host-names/host-name';
import { samplePath } from '../../shared/services/sample';
import type { HereSettings } from './ports';
import type { ServiceFacts } from './service-facts';

/** What the page sees of a service's facts. */
export function describeService(
  id: string,
  facts: ServiceFacts,
  entry: LibraryEntry | undefined,
): Omit<Service, 'keeping' | 'hasApiKeys' | 'running'> {
  const { name: _name, isOn: _isOn, hostName, certificate, deployed, ...shown } = facts;
  const url = serviceUrl(facts);
  return {
    ...shown,
    id,
    complete: completeSteps(facts, entry !== undefined),
    ...(hostName !== undefined && { hostName: displayHostName(hostName) }),
    ...(certificate !== undefined && { certificate: { libraryId: certificate, ...(entry && { leaf: entry.leaf }) } }),
    ...(deployed !== undefined && { deployed }),
    ...(url !== undefined && { url }),
  };
}

/** The steps that need nothing more, in their order; the gaps are what is missing. */
export function completeSteps(facts: ServiceFacts, hasCertificate: boolean): WizardStep[] {
  const isDeployed = facts.deployed !== undefined;
  const complete: Readonly<Record<WizardStep, boolean>> = {
    domain: facts.hostName !== undefined,
    certificate: hasCertificate || !facts.tls,
    deploy: isDeployed,
    // On this computer nothing has to be created in DNS.
    dns: isDeployed && facts.target === 'this-computer',
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
  return model.kind === 'sample' ? samplePath : new URL(model.address).pathname;
}

/** What this computer needs of a service, besides its gateway. */
export function hereSettings({ model, example, port }: ServiceFacts): HereSettings {
  return { model, example, port };
}
