import { z } from 'zod';
import { namedCertificateSchema } from '../../shared/certificates/contract';
import { targetSchema } from '../../shared/certificates/finding';
import { containerGroupSchema } from '../../shared/container-instances/contract';
import { exampleSchema, modelSchema } from '../../shared/services/contract';

const choicesSchema = z.strictObject({
  /** In A-labels (RFC 5890), or an IP address. */
  hostName: z.string().optional(),
  /** The entry of the library. */
  certificate: z.uuid().optional(),
  model: modelSchema,
  /** On Azure Container Instances. */
  containerGroup: containerGroupSchema.optional(),
  example: exampleSchema,
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean(),
  keyAuthentication: z.boolean(),
  allowedOrigins: z.array(z.string()),
});

/** What the wizard asks for: what a deployment makes of a service. */
export type Choices = z.infer<typeof choicesSchema>;

const factsSchema = z.strictObject({
  /** The host name as a person reads it; the target's name until there is one. */
  name: z.string(),
  target: targetSchema,
  /** As they were deployed; of a service that is not deployed, as they are chosen so far. */
  ...choicesSchema.shape,
  /** What was chosen since it was deployed, where that is something else: it waits for the next deployment. */
  changed: choicesSchema.optional(),
  /** What is known of the certificate that it was deployed with, also once the library has it no more; absent without TLS. */
  served: namedCertificateSchema.optional(),
  /** Whether the record's secret has its API keys. */
  hasApiKeys: z.boolean(),
  /** Ids of the values that the record's secret has for its target, in order. */
  held: z.array(z.string()),
  /** Where Azure has it, as it said when it was deployed last. */
  reached: z.strictObject({ address: z.string(), azureName: z.string().optional() }).optional(),
  /** When its name was last seen to lead to it: ISO 8601 in UTC. */
  dnsSeen: z.string().optional(),
  /** When it was first deployed: ISO 8601 in UTC. */
  deployed: z.string().optional(),
  /** The user wants it to run: it starts with Latchkey where `startsWithLatchkey` says so too. */
  isOn: z.boolean(),
  startsWithLatchkey: z.boolean(),
});

/** What is known of a service and may be known by everybody; its API keys and what it holds are the record's secret. */
export type ServiceFacts = z.infer<typeof factsSchema>;

/** Reads the choices of a service from what says them among other things. @throws {z.ZodError} where one is not as it should be. */
export function readChoices(from: unknown): Choices {
  return choicesSchema.strip().parse(from);
}

/** What the record store reads of a service. */
export interface KeptService {
  readonly facts: ServiceFacts;
}

/** Understands what a record of a service says. @throws where it says something else. */
export function readService(from: unknown): KeptService {
  return { facts: factsSchema.parse(from) };
}
