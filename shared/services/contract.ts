import { z } from 'zod';
import { certificateSummarySchema, namedCertificateSchema, savedFilesSchema } from '../certificates/contract';
import { findingSchema, targetSchema } from '../certificates/finding';
import { keepingSchema } from '../library/contract';
import { problemSchema } from '../problem';
import { containerGroupSchema } from '../container-instances/contract';
import { heldFilesIdSchema, heldIdSchema, heldTextIdSchema } from '../deployments/held-value';
import { proofSchema } from '../proof/contract';
import { keySlotSchema } from './api-key-slot';
import { pathPattern } from './scoring-path';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.uuid() });

/** Latchkey's own small regression, served by a worker of the app. */
const sampleModelSchema = z.strictObject({ kind: z.literal('sample') });
/** A model that listens on this computer: an http address on loopback with the path that scores. */
const modelAtAddressSchema = z.strictObject({ kind: z.literal('address'), address: z.string().max(2048) });
export const modelHereSchema = z.discriminatedUnion('kind', [sampleModelSchema, modelAtAddressSchema]);
/** What is behind a gateway on this computer. */
export type ModelHere = z.infer<typeof modelHereSchema>;

export const containerModelSchema = z.strictObject({
  kind: z.literal('container'),
  /** The image's whole name: `contoso.azurecr.io/churn:12`. */
  image: z.string().max(600),
  /** Where it listens, in its group or pod. */
  port: z.number().int().min(1).max(65_535),
  /** The path that scores: `/score`. */
  path: z.string().regex(pathPattern).max(1000),
});
/** A model in a container, on Azure. */
export type ContainerModel = z.infer<typeof containerModelSchema>;
export const modelSchema = z.discriminatedUnion('kind', [
  sampleModelSchema,
  modelAtAddressSchema,
  containerModelSchema,
]);
/** What is behind the gateway. */
export type Model = z.infer<typeof modelSchema>;

/** A request body that the model understands, sent by the proof and shown in every snippet: JSON text. */
export const exampleSchema = z.string().max(65_536);

/** What a service is at, as far as it is known without asking anybody. */
export const runningSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('stopped') }),
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('running') }),
  /** It runs elsewhere since it was deployed: whether at this moment, only that place knows. */
  z.strictObject({ state: z.literal('deployed') }),
  z.strictObject({ state: z.literal('failed'), problem: problemSchema }),
]);
export type Running = z.infer<typeof runningSchema>;

export const wizardSteps = ['domain', 'certificate', 'deploy', 'dns'] as const;
export type WizardStep = (typeof wizardSteps)[number];

const serviceChoicesSchema = z.strictObject({
  /** As a person reads it; absent until the first step is done. */
  hostName: z.string().optional(),
  /**
   * The entry of the library that was chosen; `isKept` until it is deleted. From then on `leaf` is absent, but for the certificate
   * that the service was deployed with: that one stays known.
   */
  certificate: z
    .strictObject({ libraryId: z.uuid(), leaf: namedCertificateSchema.optional(), isKept: z.boolean() })
    .optional(),
  model: modelSchema,
  example: exampleSchema,
  /** On Azure Container Instances: where it is, or is to be, and how it is made. */
  containerGroup: containerGroupSchema.optional(),
  /** The gateway's port: on this computer; 443 or 80 on Azure. */
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean(),
  keyAuthentication: z.boolean(),
  /** Origins (`https://app.contoso.com`) whose pages may call it. */
  allowedOrigins: z.array(z.string()),
});
/** What the wizard asks for. */
export type ServiceChoices = z.infer<typeof serviceChoicesSchema>;

export const serviceSchema = z.strictObject({
  id: z.uuid(),
  target: targetSchema,
  /** As they were deployed; of a service that is still being set up, as they are chosen so far. */
  ...serviceChoicesSchema.shape,
  /** All that is chosen now, where it is something else than what is deployed: it waits for the next deployment. */
  changed: serviceChoicesSchema.optional(),
  /** Ids of the values that it holds because Azure does not give them back. */
  held: z.array(heldIdSchema),
  /** Where Azure has it: its public address, and the name that leads there; absent until it is deployed. */
  reached: z.strictObject({ address: z.string(), azureName: z.string().optional() }).optional(),
  keeping: keepingSchema,
  hasApiKeys: z.boolean(),
  /** Steps of the wizard that are complete, in order. */
  complete: z.array(z.enum(wizardSteps)),
  /** When it was first deployed: ISO 8601 in UTC; absent for a service that is still being set up. */
  deployed: z.string().optional(),
  running: runningSchema,
  /** It starts again when Latchkey does. */
  startsWithLatchkey: z.boolean(),
  /** What callers use: `https://localhost:8443/score`; absent until host name and port are known. */
  url: z.string().optional(),
  /** Of this session. */
  proof: proofSchema.optional(),
  /** What is the matter with it, such as `library.key-not-opened`. */
  problem: problemSchema.optional(),
});
/** A secured web service, or one that is on its way to be. */
export type Service = z.infer<typeof serviceSchema>;

export const servicesSchema = z.strictObject({
  keeping: keepingSchema,
  services: z.array(serviceSchema),
});
export type Services = z.infer<typeof servicesSchema>;

export const candidateSchema = z.strictObject({
  libraryId: z.uuid(),
  name: z.string(),
  leaf: certificateSummarySchema,
  /** For this service's host name and target. */
  findings: z.array(findingSchema),
  /** No finding blocks. */
  ready: z.boolean(),
});
/** A certificate of the library, seen from a service. */
export type Candidate = z.infer<typeof candidateSchema>;

/** A request that a service on this computer answered. SECURITY: no query string, no header line, no key. */
export const servedRequestSchema = z.strictObject({
  /** When it began: ISO 8601 in UTC. */
  time: z.string(),
  method: z.string(),
  /** Without its query string, as the client wrote it. */
  path: z.string(),
  /** 499, as nginx has it: the client went away before there was an answer. */
  status: z.number().int(),
  milliseconds: z.number(),
  /** The key that it came with; absent where that was none of the two. */
  keySlot: keySlotSchema.optional(),
});
export type ServedRequest = z.infer<typeof servedRequestSchema>;

export const snippetLanguages = ['curl', 'Python', 'JavaScript', 'C#', 'R', 'PowerShell'] as const;
export const snippetSchema = z.strictObject({ language: z.enum(snippetLanguages), code: z.string() });
/** How to call a service from one language: complete, with a placeholder for the API key. */
export type Snippet = z.infer<typeof snippetSchema>;

export const serviceCalls = {
  'services.list': { request: nothing, response: servicesSchema },
  /**
   * A new service with the usual choices: nothing is deployed by that. One on Azure has no container group yet, and a model
   * whose image is empty.
   */
  'services.create': {
    request: z.strictObject({ target: targetSchema.exclude(['kubernetes', 'fpga']) }),
    response: byId,
  },
  /** Problems: `host-name.invalid`, `service.gone`, `service.host-name-blocked`. */
  'services.set-host-name': {
    request: z.strictObject({ id: z.uuid(), hostName: z.string().max(300) }),
    response: nothing,
  },
  /** The certificates of the library, judged for this service; those that fit first. */
  'services.candidates': { request: byId, response: z.strictObject({ candidates: z.array(candidateSchema) }) },
  'services.set-certificate': { request: z.strictObject({ id: z.uuid(), libraryId: z.uuid() }), response: nothing },
  /** Makes a development certificate for the service's host name, keeps it in the library and chooses it. */
  'services.make-certificate': { request: byId, response: nothing },
  /**
   * Problems: `service.model-address-invalid`, `service.example-invalid`, `service.origin-invalid`, `gateway.port-taken`,
   * `gateway.port-not-allowed`.
   */
  'services.set-deployment': {
    request: z.strictObject({
      id: z.uuid(),
      model: modelHereSchema,
      example: exampleSchema,
      port: z.number().int().min(1).max(65_535),
      tls: z.boolean(),
      keyAuthentication: z.boolean(),
      allowedOrigins: z.array(z.string().max(300)).max(50),
    }),
    response: nothing,
  },
  /**
   * The same on Azure Container Instances. What Azure has stays where it is: another group is chosen before that, or after it was
   * deleted. Problems: `service.place-fixed`, `container-group.setting-unusable`, `service.example-invalid`,
   * `service.origin-invalid`.
   */
  'services.set-container-group': {
    request: z.strictObject({
      id: z.uuid(),
      containerGroup: containerGroupSchema,
      model: containerModelSchema,
      example: exampleSchema,
      tls: z.boolean(),
      keyAuthentication: z.boolean(),
      allowedOrigins: z.array(z.string().max(300)).max(50),
    }),
    response: nothing,
  },
  /** Goes back to what is deployed: what was chosen since is forgotten. */
  'services.discard-changes': { request: byId, response: nothing },
  /** Keeps a value that Azure does not give back, with the service's API keys. Problem `service.value-unusable`. */
  'services.give-value': {
    request: z.strictObject({ id: z.uuid(), valueId: heldTextIdSchema, value: z.string().max(65_536) }),
    response: nothing,
  },
  /**
   * Has the files of a secret volume picked, and keeps them; their names, none where the picker was cancelled. Problems:
   * `service.value-unusable`, `file.not-readable`.
   */
  'services.give-files': {
    request: z.strictObject({ id: z.uuid(), valueId: heldFilesIdSchema }),
    response: z.strictObject({ names: z.array(z.string()) }),
  },
  /** Takes over API keys that callers use already, as they were made by Latchkey on another computer. Problem `service.api-key-unusable`. */
  'services.give-api-keys': {
    request: z.strictObject({ id: z.uuid(), primary: z.string().max(200), secondary: z.string().max(200) }),
    response: nothing,
  },
  /** Calls a model once with the example, without the gateway. Problems: `service.model-address-invalid`, `service.model-not-answering`. */
  'services.call-model': {
    request: z.strictObject({ model: modelHereSchema, example: exampleSchema }),
    response: z.strictObject({ status: z.number().int(), milliseconds: z.number(), answer: z.string() }),
  },
  /** A port that is free now: the wished one, or the next that is. */
  'services.free-port': {
    request: z.strictObject({ wished: z.number().int().min(1).max(65_535) }),
    response: z.strictObject({ port: z.number().int() }),
  },
  /** Problems: `gateway.port-taken`, `library.key-not-opened`, `service.not-deployed`, `service.certificate-gone`. */
  'services.start': { request: byId, response: nothing },
  'services.stop': { request: byId, response: nothing },
  /** The last requests that a service on this computer answered since Latchkey was started, the oldest first. */
  'services.requests': { request: byId, response: z.strictObject({ requests: z.array(servedRequestSchema) }) },
  'services.set-starts-with-latchkey': {
    request: z.strictObject({ id: z.uuid(), startsWithLatchkey: z.boolean() }),
    response: nothing,
  },
  /** Stops it and deletes its record and its API keys; the certificate stays in the library. */
  'services.delete': { request: byId, response: nothing },
  /** Calls it as its users would, by its name, and says what they see. Problem `service.certificate-gone`. */
  'services.prove': { request: byId, response: proofSchema },
  /** Copies an API key to the clipboard in main; it is cleared after `seconds` if it is still there. */
  'services.copy-key': {
    request: z.strictObject({ id: z.uuid(), slot: keySlotSchema }),
    response: z.strictObject({ seconds: z.number().int() }),
  },
  /** How to call it. `trust`: the certificate file that callers have to be given, where no public authority issued it. */
  'services.how-to-call': {
    request: byId,
    response: z.strictObject({ snippets: z.array(snippetSchema), trust: z.string().optional() }),
  },
  /** Writes the certificate that callers have to trust (never a key) into a folder that `app.choose-folder` answered. */
  'services.save-trust': {
    request: z.strictObject({ id: z.uuid(), folder: z.string(), replace: z.boolean() }),
    response: savedFilesSchema,
  },
} as const;

export const serviceEvents = {
  /** Sent whenever a service changes, with all of them. */
  'services.changed': servicesSchema,
} as const;
