import type { Stage } from './stage';
import type { Shown } from './state';

/** Looks at where the name leads, and proves the service unless this session has seen the proof. */
export async function arriveAtDns(stage: Stage, { service, place }: Shown): Promise<void> {
  const looked = lookUp(stage, service);
  if (place.page === 'dns' && place.proof === undefined) await prove(stage);
  await looked;
}

/** Calls the service as its users do, and shows what they see. */
export async function prove(stage: Stage): Promise<void> {
  const shown = stage.shown();
  if (!shown || (shown.place.page === 'dns' && shown.place.proving)) return;
  stage.change({ problem: undefined });
  stage.changePage('dns', { proving: true });
  const outcome = await stage.call('services.prove', { id: shown.service.id });
  stage.changePage('dns', outcome.ok ? { proving: false, proof: outcome.value } : { proving: false });
  if (!outcome.ok) stage.decline(outcome.problem);
}

async function lookUp(stage: Stage, { hostName, target }: Shown['service']): Promise<void> {
  if (hostName === undefined) return;
  const outcome = await stage.call('dns.check-host-name', { hostName, target });
  if (outcome.ok) stage.changePage('dns', { domain: outcome.value });
}
