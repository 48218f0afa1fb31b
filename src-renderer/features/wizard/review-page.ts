import { wizardWords } from '../../text/wizard';
import type { Stage } from './stage';
import type { Page, Shown } from './state';

const words = wizardWords.review;

/** Asks what would happen; touches nothing. */
export async function arriveAtReview(stage: Stage, { service }: Shown): Promise<void> {
  stage.changePage('review', { planning: true });
  const outcome = await stage.call('deployments.plan', { serviceId: service.id });
  stage.changePage('review', { planning: false });
  if (outcome.ok) stage.changePage('review', { plan: outcome.value });
  else if (stage.shown()?.place.page === 'review') stage.decline(outcome.problem);
}

/** Starts what the plan says, once it is shown and confirmed. Where there was none to be had it asks for one again. */
export async function leaveReview(stage: Stage, shown: Shown): Promise<Page | undefined> {
  const { place } = shown;
  if (place.page !== 'review') return undefined;
  const { plan } = place;
  if (plan === undefined) {
    // One that is being worked out comes by itself: asking again would only end it.
    if (place.planning !== true) await arriveAtReview(stage, shown);
    return undefined;
  }
  const { toConfirm } = plan;
  const typed = place.typed.trim();
  if (toConfirm !== undefined && typed.toLowerCase() !== toConfirm.toLowerCase()) {
    return stage.refuse('confirmation', words.confirmMissing(toConfirm));
  }
  const outcome = await stage.call('deployments.start', {
    planId: plan.id,
    ...(toConfirm !== undefined && { confirmed: typed }),
  });
  if (outcome.ok) {
    await findDeployment(stage, outcome.value.id);
    // A short one may be over already.
    return stage.shown()?.deployment?.state === 'done' ? 'dns' : 'run';
  }
  if (outcome.problem.code === 'deployment.not-confirmed') return stage.decline(outcome.problem, 'confirmation');
  stage.decline(outcome.problem);
  if (outcome.problem.code !== 'deployment.plan-gone') return undefined;
  // The service changed: what is shown is not what would be done.
  stage.changePage('review', { plan: undefined });
  await arriveAtReview(stage, shown);
  return undefined;
}

/** Its first event may come before or after main's answer: until one has, the list knows it. */
async function findDeployment(stage: Stage, id: string): Promise<void> {
  if (stage.shown()?.deployment?.id === id) return;
  const outcome = await stage.call('deployments.list', {});
  if (!outcome.ok) return stage.decline(outcome.problem);
  if (stage.shown()?.deployment?.id === id) return;
  stage.change({ deployment: outcome.value.deployments.find((deployment) => deployment.id === id) });
}
