import type { Change, Deployment } from '../../../shared/deployments/contract';
import { type Service, type WizardStep, wizardSteps } from '../../../shared/services/contract';
import type { Entry, Page, Place, Shown } from './state';

/** The step of the rail that each page belongs to. */
export const stepOf = {
  domain: 'domain',
  certificate: 'certificate',
  deploy: 'deploy',
  review: 'deploy',
  run: 'deploy',
  dns: 'dns',
} as const satisfies Record<Page, WizardStep>;

/** How a step stands, as the rail says it. */
export type StepStanding = 'now' | 'done' | 'todo' | 'running' | 'problem';

/** Where a service is opened: where it is asked for, unless something runs or was broken off, which comes first. */
export function firstPlace(known: Pick<Shown, 'service' | 'deployment'>, entry: Entry | undefined): Place {
  const first = firstPage(known.service, known.deployment);
  const isFirst = known.deployment?.state === 'running' || known.deployment?.state === 'interrupted';
  if (entry === undefined || isFirst) return placeAt(first, known);
  return entry.page === 'review' ? { ...entry, typed: '' } : entry;
}

/** Where a service is opened: at what runs or was broken off, at its proof, or at the first step that is not complete. */
export function firstPage(service: Service, deployment: Deployment | undefined): Page {
  if (deployment?.state === 'running' || deployment?.state === 'interrupted') return 'run';
  if (service.deployed !== undefined) return 'dns';
  if (deployment !== undefined && deployment.state !== 'done') return 'run';
  return wizardSteps.find((step) => !service.complete.includes(step)) ?? 'dns';
}

/** A page as it is when it is come to. A proof from before the newest deployment proves nothing any more. */
export function placeAt(page: Page, { service, deployment }: Pick<Shown, 'service' | 'deployment'>): Place {
  if (page === 'review') return { page, change: { kind: 'deploy' }, typed: '' };
  if (page === 'run') return { page, cancelling: false };
  if (page !== 'dns') return { page };
  const { proof } = service;
  const stands = proof !== undefined && Date.parse(proof.at) >= Date.parse(deployment?.ended ?? proof.at);
  return { page, proof: stands ? proof : undefined, proving: false };
}

/** Whether nothing answers after this change, so that there is nothing to prove. */
function isAnEnd({ kind }: Change): boolean {
  return kind === 'stop' || kind === 'delete';
}

/** The page that a deployment leads to: the proof, once there is something to prove. */
export function pageAfter(deployment: Deployment | undefined): Page {
  return deployment?.state === 'done' && !isAnEnd(deployment.change) ? 'dns' : 'run';
}

/** Whether all is done and nothing comes after it. */
export function isOver({ place, deployment }: Shown): boolean {
  return place.page === 'run' ? deployment?.state === 'done' && isAnEnd(deployment.change) : place.page === 'dns';
}

/** Whether values have to be given before what is planned can start. */
export function asksFirst(place: Place): boolean {
  return place.page === 'review' && (place.plan?.asks.length ?? 0) > 0;
}

/** The page that Back leads to: `services` where the wizard was opened for this change alone; undefined where there is none. */
export function pageBefore(shown: Shown): Page | 'services' | undefined {
  const { place, deployment } = shown;
  if (place.page === 'dns') return deployment === undefined || isAnEnd(deployment.change) ? 'deploy' : 'run';
  if (place.page === 'review') return place.change.kind === 'deploy' ? 'deploy' : 'services';
  if (place.page === 'run') {
    if (isOver(shown)) return undefined;
    return deployment === undefined || deployment.change.kind === 'deploy' ? 'deploy' : 'services';
  }
  return place.page === 'deploy' ? 'certificate' : place.page === 'certificate' ? 'domain' : undefined;
}

/** How a step stands. */
export function standingOf(step: WizardStep, { service, deployment, place }: Shown): StepStanding {
  if (step === 'deploy' && deployment?.state === 'running') return 'running';
  if (stepOf[place.page] === step) {
    return place.page === 'run' && deployment !== undefined && deployment.state !== 'done' ? 'problem' : 'now';
  }
  return service.complete.includes(step) ? 'done' : 'todo';
}

/** Whether the rail leads there: to what is complete, and to the first step that is not. Nothing is changed while it is deployed. */
export function isWithinReach(step: WizardStep, { service, deployment }: Shown): boolean {
  if (deployment?.state === 'running') return false;
  if (step === 'dns') return service.deployed !== undefined;
  const before = wizardSteps.slice(0, wizardSteps.indexOf(step));
  return before.every((earlier) => service.complete.includes(earlier));
}
