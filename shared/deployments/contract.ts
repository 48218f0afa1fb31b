import { z } from 'zod';
import { savedFilesSchema } from '../certificates/contract';
import { targetSchema } from '../certificates/finding';
import { problemSchema } from '../problem';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.uuid() });
const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Every step that a deployment can have, with the facts that fill its line. */
export const stepCodes = [
  /** Facts: `keeping` (`keyring` or `session`), `made` (false where the service has its keys already). */
  'store-api-keys',
  /** The sample model. Facts: none. */
  'this-computer.start-model',
  /** A model of the user's own is called once. Facts: `address`. */
  'this-computer.call-model',
  /** Facts: `hostName`, `port`, `tls`, `keyAuthentication`, `certificate` (its name). */
  'this-computer.start-gateway',
] as const;
export type StepCode = (typeof stepCodes)[number];

export const stepSchema = z.strictObject({
  code: z.enum(stepCodes),
  /** What it does to the world, for the review. */
  action: z.enum(['create', 'change', 'start', 'restart', 'stop', 'delete', 'store', 'check', 'wait']),
  /** Public: it is shown, written to the disk and into reports. */
  facts: factsSchema,
});
/** One named step of a plan. */
export type Step = z.infer<typeof stepSchema>;

/** What a review must say loudly. */
export const planWarnings = [
  'tls-off',
  'key-authentication-off',
  /** TLS is off and keys are on: whoever listens on the way learns the keys. */
  'keys-over-plain-http',
  /** Facts of the plan say for which host name the user must confirm it. */
  'development-certificate',
] as const;
export type PlanWarning = (typeof planWarnings)[number];

export const planSchema = z.strictObject({
  id: z.uuid(),
  serviceId: z.uuid(),
  target: targetSchema,
  hostName: z.string(),
  /** Where: the computer's name, or the names of subscription, group and region. */
  place: z.array(z.string()),
  steps: z.array(stepSchema),
  /** About how long it takes, in seconds. */
  seconds: z.number(),
  warnings: z.array(z.enum(planWarnings)),
  /** Set where the user has to type this host name before it starts: a development certificate on a target that others reach. */
  toConfirm: z.string().optional(),
});
/** What would be done, before anything is. */
export type Plan = z.infer<typeof planSchema>;

export const stepStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting') }),
  /** `started` is ISO 8601 in UTC. `progress`: what it is at, as facts of the step's own. */
  z.strictObject({ state: z.literal('running'), started: z.string(), progress: factsSchema.optional() }),
  /** `learned`: what later steps and the service record need of it, public. */
  z.strictObject({ state: z.literal('done'), milliseconds: z.number(), learned: factsSchema }),
  z.strictObject({ state: z.literal('failed'), milliseconds: z.number(), problem: problemSchema }),
  /** It was under way when Latchkey ended: whether it was done is not known. Every step is safe to run twice. */
  z.strictObject({ state: z.literal('interrupted') }),
  z.strictObject({ state: z.literal('cancelled'), milliseconds: z.number() }),
]);
export type StepState = z.infer<typeof stepStateSchema>;

export const deploymentSchema = z.strictObject({
  id: z.uuid(),
  serviceId: z.uuid(),
  target: targetSchema,
  hostName: z.string(),
  place: z.array(z.string()),
  /** ISO 8601 in UTC. */
  started: z.string(),
  ended: z.string().optional(),
  /** `interrupted`: Latchkey ended while it ran; like `failed` and `cancelled` it goes on where it stopped. */
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  steps: z.array(z.strictObject({ step: stepSchema, at: stepStateSchema })),
});
/** A plan that was started, and what became of each of its steps. */
export type Deployment = z.infer<typeof deploymentSchema>;

export const deploymentCalls = {
  /**
   * Says what would be done for a service; touches nothing. Problems: `deployment.not-complete`, `certificate.not-ready`,
   * `gateway.port-taken`, `deployment.running`.
   */
  'deployments.plan': { request: z.strictObject({ serviceId: z.uuid() }), response: planSchema },
  /**
   * Does what a plan said, and nothing else. Problems: `deployment.plan-gone` (the service changed since),
   * `deployment.not-confirmed`, `deployment.running`.
   */
  'deployments.start': {
    request: z.strictObject({ planId: z.uuid(), confirmed: z.string().max(300).optional() }),
    response: byId,
  },
  /** All that is known, the newest first. */
  'deployments.list': { request: nothing, response: z.strictObject({ deployments: z.array(deploymentSchema) }) },
  /** Stops after what the running step can't interrupt; what was done stays. */
  'deployments.cancel': { request: byId, response: nothing },
  /** Goes on from the first step that is not done: after a failure, a cancel, or the end of Latchkey. */
  'deployments.resume': { request: byId, response: nothing },
  /** Writes a report (HTML and JSON, no secrets) into a folder that `app.choose-folder` answered. */
  'deployments.save-report': {
    request: z.strictObject({ id: z.uuid(), folder: z.string(), replace: z.boolean() }),
    response: savedFilesSchema,
  },
} as const;

export const deploymentEvents = {
  /** One deployment, whenever a step of it begins, ends or says what it is at. */
  'deployments.changed': deploymentSchema,
} as const;
