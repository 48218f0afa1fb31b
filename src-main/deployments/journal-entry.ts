import { z } from 'zod';
import { namedCertificateSchema } from '../../shared/certificates/contract';
import { targetSchema } from '../../shared/certificates/finding';
import { changeSchema, deploymentSchema, planWarnings } from '../../shared/deployments/contract';
import type { JournalEntry } from './ports';

/** SECURITY: every object is strict, so that nothing is written down or believed that has no place here. */
const schema = z.strictObject({
  order: z.strictObject({
    serviceId: z.uuid(),
    target: targetSchema,
    change: changeSchema,
    hostName: z.string(),
    certificate: namedCertificateSchema.optional(),
    tls: z.boolean(),
    keyAuthentication: z.boolean(),
    allowedOrigins: z.array(z.string()),
    settings: z.unknown(),
    held: z.array(z.string()),
  }),
  warnings: z.array(z.enum(planWarnings)),
  deployment: deploymentSchema,
  memo: z.unknown().optional(),
});

/** Understands what the journal says of a deployment. @throws where it says something else. */
export function readJournalEntry(from: unknown): JournalEntry {
  const { order, warnings, deployment, memo } = schema.parse(from);
  return { order: { ...order, certificate: order.certificate }, warnings, deployment, memo };
}
