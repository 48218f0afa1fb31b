import { z } from 'zod';
import { exampleSchema, modelHereSchema, serviceSchema } from '../../../shared/services/contract';

const settingsSchema = z.object({
  model: modelHereSchema,
  example: exampleSchema,
  port: serviceSchema.shape.port,
});

/** What this target needs to know of a service besides what every target does: public, kept with plans. */
export type Settings = z.infer<typeof settingsSchema>;

/** Reads its part of an order's settings. @throws {z.ZodError} where the order was made for another target. */
export function parseSettings(settings: unknown): Settings {
  return settingsSchema.parse(settings);
}
