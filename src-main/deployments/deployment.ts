import { randomUUID } from 'node:crypto';
import type { Deployment, Plan, StepState } from '../../shared/deployments/contract';
import type { Facts } from '../../shared/problem';

/** A plan that begins now. */
export function deploymentOf({ serviceId, target, change, hostName, place, steps }: Plan, now: Date): Deployment {
  return {
    id: randomUUID(),
    serviceId,
    target,
    change,
    hostName,
    place,
    started: now.toISOString(),
    state: 'running',
    steps: steps.map((step) => ({ step, at: { state: 'waiting' } })),
  };
}

/** With a step in another state, and what follows from that for the whole of it. */
export function withStep(deployment: Deployment, index: number, at: StepState, now: Date): Deployment {
  const steps = deployment.steps.map((one, position) => (position === index ? { ...one, at } : one));
  const changed = { ...deployment, steps };
  if (at.state === 'failed' || at.state === 'cancelled') return ended(changed, at.state, now);
  return steps.every(isDone) ? ended(changed, 'done', now) : changed;
}

/** Over, in one of the ways that there are. */
export function ended(deployment: Deployment, state: 'done' | 'failed' | 'cancelled', now: Date): Deployment {
  return { ...deployment, state, ended: now.toISOString() };
}

/** As it is when the process that ran it ended: whether the step that was under way was done, nobody knows. */
export function interrupted(deployment: Deployment): Deployment {
  const steps = deployment.steps.map((one) =>
    one.at.state === 'running' ? { ...one, at: { state: 'interrupted' as const } } : one,
  );
  return { ...deployment, state: 'interrupted', steps };
}

/** Running again: what is done stays done, the rest waits. */
export function resumed({ ended: _before, ...deployment }: Deployment): Deployment {
  const steps = deployment.steps.map((one) => (isDone(one) ? one : { ...one, at: { state: 'waiting' as const } }));
  return { ...deployment, state: 'running', steps };
}

/** What the steps that are done learned, merged; later ones win. */
export function learnedSoFar({ steps }: Deployment): Facts {
  const learned: Facts = {};
  for (const { at } of steps) if (at.state === 'done') Object.assign(learned, at.learned);
  return learned;
}

function isDone({ at }: Deployment['steps'][number]): boolean {
  return at.state === 'done';
}
