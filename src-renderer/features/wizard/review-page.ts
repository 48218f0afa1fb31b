import type { HeldValue } from '../../../shared/deployments/held-value';
import type { ProblemCode } from '../../../shared/problem';
import { confirmationMissing } from '../../text/changes';
import { heldValueMissing } from '../../text/held-values';
import { wizardWords } from '../../text/wizard';
import { firstMissing, giveValues, valueField } from './give-values';
import { pageAfter } from './places';
import type { Stage } from './stage';
import type { Page, Shown } from './state';

const words = wizardWords.review;

/** Asks what would happen; touches nothing. */
export async function arriveAtReview(stage: Stage, { service, place }: Shown): Promise<void> {
  if (place.page !== 'review') return;
  const planning = Symbol('plan');
  stage.changePage('review', { planning });
  const outcome = await stage.call('deployments.plan', { serviceId: service.id, change: place.change });
  const now = stage.shown()?.place;
  if (now?.page !== 'review' || now.planning !== planning) return;
  stage.changePage('review', { planning: undefined, plan: outcome.ok ? outcome.value : undefined });
  if (!outcome.ok) stage.decline(outcome.problem);
}

/**
 * Starts what the plan says, once it is shown and confirmed. Where it asks for values they are given first, and where there was
 * none to be had it is asked for again: the user sees the new one before anything starts.
 */
export async function leaveReview(stage: Stage, shown: Shown): Promise<Page | undefined> {
  const { place } = shown;
  if (place.page !== 'review') return undefined;
  const { plan } = place;
  if (plan === undefined) {
    // One that is being worked out comes by itself: asking again would only end it.
    if (place.planning !== undefined) return stage.change({ said: words.first });
    await arriveAtReview(stage, shown);
    return undefined;
  }
  const { toConfirm, asks, warnings } = plan;
  if (asks.length > 0) return giveAsked(stage, shown, asks);
  const typed = place.typed.trim();
  if (toConfirm !== undefined && typed.toLowerCase() !== toConfirm.toLowerCase()) {
    return stage.refuse('confirmation', confirmationMissing(toConfirm, warnings));
  }
  const outcome = await stage.call('deployments.start', {
    planId: plan.id,
    ...(toConfirm !== undefined && { confirmed: typed }),
  });
  if (outcome.ok) {
    await findDeployment(stage, outcome.value.id);
    // A short one may be over already.
    return pageAfter(stage.shown()?.deployment);
  }
  if (outcome.problem.code === 'deployment.not-confirmed') return stage.decline(outcome.problem, 'confirmation');
  stage.decline(outcome.problem);
  if (!outdated.has(outcome.problem.code)) return undefined;
  // The service, or what it holds, changed: what is shown is not what would be done.
  stage.changePage('review', { plan: undefined });
  await arriveAtReview(stage, shown);
  return undefined;
}

/** Gives main what the plan asks for, once nothing of it is missing, and plans again. */
async function giveAsked(stage: Stage, { service, drafts }: Shown, asks: readonly HeldValue[]): Promise<undefined> {
  const { given } = drafts.containerGroup;
  const missing = firstMissing(asks, service.held, given);
  if (missing) return stage.refuse(valueField(missing.id), heldValueMissing(missing));
  const asked = Object.fromEntries(asks.map(({ id }) => [id, given[id] ?? '']));
  const taken = await giveValues(stage, service.id, asked);
  const now = stage.shown();
  if (taken && now) await arriveAtReview(stage, now);
  return undefined;
}

const outdated: ReadonlySet<ProblemCode> = new Set(['deployment.plan-gone', 'deployment.values-missing']);

/** Its first event may come before or after main's answer: until one has, the list knows it. */
async function findDeployment(stage: Stage, id: string): Promise<void> {
  if (stage.shown()?.deployment?.id === id) return;
  const outcome = await stage.call('deployments.list', {});
  if (!outcome.ok) return stage.decline(outcome.problem);
  if (stage.shown()?.deployment?.id === id) return;
  stage.change({ deployment: outcome.value.deployments.find((deployment) => deployment.id === id) });
}
