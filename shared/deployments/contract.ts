import { z } from 'zod';
import { savedFilesSchema } from '../certificates/contract';
import { targetSchema } from '../certificates/finding';
import { problemSchema } from '../problem';
import { keySlotSchema } from '../services/api-key-slot';
import { heldValueSchema } from './held-value';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.uuid() });
const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const changeSchema = z.discriminatedUnion('kind', [
  /** Makes what runs what the service is to be: the first time, for a renewed certificate, another image … */
  z.strictObject({ kind: z.literal('deploy') }),
  /** Puts a new API key in the place of one of the two; the other goes on working. */
  z.strictObject({ kind: z.literal('rotate-key'), slot: keySlotSchema }),
  z.strictObject({ kind: z.literal('restart') }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('start') }),
  /** Takes away what runs; the service's record stays. */
  z.strictObject({ kind: z.literal('delete') }),
]);
/** What a plan is made for. */
export type Change = z.infer<typeof changeSchema>;

/** Every step that a deployment can have, with the facts that fill its line. */
export const stepCodes = [
  /** Facts: `keeping` (`keyring` or `session`), `made` (false where the service has its keys already). */
  'store-api-keys',
  /** The sample model. Facts: none. */
  'this-computer.start-model',
  /** A model of the user's own is called once. Facts: `address`. */
  'this-computer.call-model',
  /** Facts: `hostName`, `port`, `tls`, `keyAuthentication`, `certificate` (its name), `developmentOnly`. */
  'this-computer.start-gateway',
  /** Facts: `slot`, `keeping`. */
  'make-new-key',
  /** The subscription may use Azure Container Instances from then on. Facts: `subscription` (its name). */
  'container-instances.register',
  /** Facts: `name`, `resourceGroup`, `region`. */
  'container-instances.create-group',
  /** Azure ends and starts all of its containers by that. Facts: `name`. */
  'container-instances.update-group',
  'container-instances.delete-group',
  'container-instances.restart-group',
  'container-instances.start-group',
  'container-instances.stop-group',
  /** Until every container runs and the gateway answers. Facts: `name`, `containers` (how many). */
  'container-instances.wait-group',
] as const;
export type StepCode = (typeof stepCodes)[number];

/** What a step does to the world, for the review. */
export const stepActions = [
  'create',
  'change',
  'keep',
  'start',
  'restart',
  'stop',
  'delete',
  'store',
  'check',
  'wait',
] as const;

/** What one step does in all, line by line, where it does several things at once. */
export const partCodes = [
  /** Facts: `name`, `image`, `cpu`, `memoryGb`, `gpu` (`1 V100`; absent without). Of a change: `imageWas`, `cpuWas`, `memoryGbWas`. */
  'container-instances.container',
  /** Facts: `hostName`, `tls`, `keyAuthentication`, `certificate` (its name), `developmentOnly`, `image`. */
  'container-instances.gateway',
  /** A port that the internet reaches, from then on or no more. Facts: `port`. */
  'container-instances.public-port',
  /** Facts: `label`. */
  'container-instances.dns-label',
  /** What the group has besides and keeps; with `change`, what Azure makes anew. Facts: `what` (`identity, 2 volumes, Log Analytics`). */
  'container-instances.rest',
  /** What goes with the group that is deleted. Facts: `address`, `azureName`. */
  'container-instances.address',
] as const;
export type PartCode = (typeof partCodes)[number];
const partSchema = z.strictObject({ code: z.enum(partCodes), action: z.enum(stepActions), facts: factsSchema });
/** One thing of several that a step does. */
export type StepPart = z.infer<typeof partSchema>;

export const stepSchema = z.strictObject({
  code: z.enum(stepCodes),
  action: z.enum(stepActions),
  /** Public: it is shown, written to the disk and into reports. */
  facts: factsSchema,
  parts: z.array(partSchema).optional(),
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
  /** What runs is deleted and made anew: no answer meanwhile, and perhaps another address. */
  'recreate',
  'delete',
  /** It has API keys that are not known here: the new ones take their place. */
  'new-api-keys',
] as const;
export type PlanWarning = (typeof planWarnings)[number];

export const planSchema = z.strictObject({
  id: z.uuid(),
  serviceId: z.uuid(),
  target: targetSchema,
  change: changeSchema,
  hostName: z.string(),
  /** Where: the computer's name, or the names of subscription, group and region. */
  place: z.array(z.string()),
  steps: z.array(stepSchema),
  /** About how long it takes, in seconds. */
  seconds: z.number(),
  /** About how long callers get no answer, in seconds; absent where nobody notices. */
  interruption: z.number().optional(),
  warnings: z.array(z.enum(planWarnings)),
  /** Values that have to be given before it can start, by name. */
  asks: z.array(heldValueSchema),
  /** Set where the user has to type this host name before it starts: a warning says what that confirms. */
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
  change: changeSchema,
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
   * Says what would be done for a service; touches nothing. Problems: `service.not-complete`, `service.certificate-gone`, `certificate.not-ready`,
   * `gateway.port-taken`, `deployment.running`, `deployment.change-not-offered`; those of `azure.*` for a target on Azure.
   */
  'deployments.plan': {
    request: z.strictObject({ serviceId: z.uuid(), change: changeSchema }),
    response: planSchema,
  },
  /**
   * Does what a plan said, and nothing else. Problems: `deployment.plan-gone` (the service changed since),
   * `deployment.not-confirmed`, `deployment.values-missing`, `deployment.running`.
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
