import { z } from 'zod';
import { containerGroupSchema } from '../../../shared/container-instances/contract';
import { type GroupPlace, groupPlaceOf } from '../../../shared/container-instances/group-place';
import { containerModelSchema } from '../../../shared/services/contract';

const settingsSchema = z.object({ containerGroup: containerGroupSchema, model: containerModelSchema });

/** What this target needs to know of a service besides what every target does: public, kept with plans. */
export type Settings = z.infer<typeof settingsSchema>;

/** Reads its part of an order's settings. @throws {z.ZodError} where the order was made for another target. */
export function parseSettings(settings: unknown): Settings {
  return settingsSchema.parse(settings);
}

/** Where the group of a service is. */
export function placeOf({ containerGroup }: Settings): GroupPlace {
  return groupPlaceOf(containerGroup);
}

/** What the model's container is called: in a group that Latchkey makes it has a name of ours. */
export function modelContainer({ containerGroup }: Settings): string {
  return containerGroup.origin === 'new' ? 'model' : containerGroup.container;
}
