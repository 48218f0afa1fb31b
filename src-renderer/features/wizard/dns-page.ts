import type { Change } from '../../../shared/deployments/contract';
import type { Proof } from '../../../shared/proof/contract';
import { isStopped } from '../../text/services';
import { wizardWords } from '../../text/wizard';
import type { Stage } from './stage';
import type { Shown } from './state';

/**
 * Looks at where the name leads or is to lead, and proves the service unless this session has seen the proof. One that is stopped
 * answers nobody, as the page says.
 */
export async function arriveAtDns(stage: Stage, { service, place }: Shown): Promise<void> {
  const looked = service.target === 'this-computer' ? lookUp(stage, service) : advise(stage, service.id);
  if (place.page === 'dns' && place.proof === undefined && !isStopped(service)) await prove(stage);
  await looked;
}

/** In milliseconds: a model that was just started loads for a while, and after that it is late. */
const LOADING = { patience: 180_000, pause: 2000 };

/**
 * Calls the service as its users do, and shows what they see. A gateway answers before its model does: right after a deployment
 * this looks again by itself, as long as nothing else happens on the page.
 */
export async function prove(stage: Stage): Promise<void> {
  const shown = stage.shown();
  if (!shown || (shown.place.page === 'dns' && shown.place.proving)) return;
  stage.change({ problem: undefined });
  stage.changePage('dns', { proving: true });
  const outcome = await stage.call('services.prove', { id: shown.service.id });
  if (!outcome.ok) {
    stage.changePage('dns', { proving: false, loading: false });
    return stage.decline(outcome.problem);
  }
  const proof = outcome.value;
  const loading = mayBeLoading(stage.shown(), proof);
  stage.changePage('dns', { proving: false, proof, loading });
  if (!loading) return;
  await new Promise((resolve) => setTimeout(resolve, LOADING.pause));
  const now = stage.shown()?.place;
  if (now?.page === 'dns' && now.loading === true && now.proof === proof) await prove(stage);
}

/** Starts a service that is stopped and proves it. Elsewhere than on this computer that is a change, which is shown first. */
export async function start(stage: Stage, review: (change: Change) => void): Promise<void> {
  const shown = stage.shown();
  if (!shown || shown.working !== '') return;
  if (shown.service.target !== 'this-computer') return review({ kind: 'start' });
  stage.change({ problem: undefined, working: wizardWords.dns.starting });
  stage.changePage('dns', { proof: undefined });
  const outcome = await stage.call('services.start', { id: shown.service.id });
  stage.change({ working: '' });
  if (outcome.ok) await prove(stage);
  else stage.decline(outcome.problem);
}

function mayBeLoading(shown: Shown | undefined, { lines }: Proof): boolean {
  if (shown?.service.target === 'this-computer' || shown?.deployment?.state !== 'done') return false;
  const since = Date.now() - Date.parse(shown.deployment.ended ?? '');
  return since < LOADING.patience && lines.some(({ reason }) => reason === 'model-not-answering');
}

async function lookUp(stage: Stage, { hostName, target }: Shown['service']): Promise<void> {
  if (hostName === undefined) return;
  const outcome = await stage.call('dns.check-host-name', { hostName, target });
  if (outcome.ok) stage.changePage('dns', { domain: outcome.value });
}

async function advise(stage: Stage, serviceId: string): Promise<void> {
  stage.changePage('dns', { advising: true });
  const outcome = await stage.call('dns.advise-record', { serviceId });
  stage.changePage('dns', outcome.ok ? { advising: false, advice: outcome.value } : { advising: false });
  if (!outcome.ok) stage.decline(outcome.problem);
}

/** Asks who sees the record. What stands in DNS may have changed since the advice, so that is asked for again. */
export async function checkRecord(stage: Stage): Promise<void> {
  const shown = stage.shown();
  if (shown?.place.page !== 'dns' || shown.place.checking === true) return;
  const serviceId = shown.service.id;
  stage.change({ problem: undefined });
  stage.changePage('dns', { checking: true });
  const advised = stage.call('dns.advise-record', { serviceId });
  const outcome = await stage.call('dns.check-record', { serviceId });
  const advice = await advised;
  stage.changePage('dns', {
    checking: false,
    ...(outcome.ok && { check: outcome.value }),
    ...(advice.ok && { advice: advice.value }),
  });
  if (!outcome.ok) stage.decline(outcome.problem);
}
