import { z } from 'zod';

const statuses = [401, 403, 404, 409, 429, 500, 503] as const;

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('claims-challenge'), claims: z.string().optional() }),
  z.strictObject({ kind: z.literal('status'), status: z.literal(statuses), retryAfter: z.number().min(0).optional() }),
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({ kind: z.literal('drop-after') }),
  z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().min(0) }),
  z.strictObject({ kind: z.literal('operation-fails'), code: z.string(), message: z.string() }),
  z.strictObject({
    kind: z.literal('provisioning-fails'),
    events: z.array(z.strictObject({ name: z.string(), message: z.string(), type: z.enum(['Normal', 'Warning']) })),
  }),
  z.strictObject({ kind: z.literal('no-capacity') }),
]);

/** The body of POST /faults. */
export const faultSchema = z.strictObject({
  effect: effectSchema,
  service: z.enum(['login', 'arm', 'registry']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.int().min(1).optional(),
});

/** The body of PUT /settings: what is to change. */
export const settingsSchema = z
  .strictObject({
    pageSize: z.int().min(1),
    accessTokenLifetime: z.int(),
    operationPolls: z.int().min(0),
    operationRetryAfter: z.int().min(0),
    containerGroupOperations: z.enum(['azure-async-operation', 'provisioning-state']),
    deviceCodeInterval: z.int().min(1),
    deviceCodeLifetime: z.int(),
    deviceCodeBlocked: z.boolean(),
    pullMilliseconds: z.number().min(0),
    restartMilliseconds: z.number().min(0),
  })
  .partial();

/** The body of POST /policies. */
export const policySchema = z.strictObject({ tenant: z.string(), userName: z.string().optional() });
