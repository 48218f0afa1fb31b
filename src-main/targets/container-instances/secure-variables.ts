import { heldValuesOf } from './held-values';
import { modelOf } from './model-container';
import type { Settings } from './settings';

/**
 * Ids of the secure variables that settings name: those of a group that Latchkey makes; of one that was there Azure has to be
 * asked. Registries are not among them: one that the model is no longer pulled from may be another container's.
 */
export function secureVariablesOf(settings: Settings): readonly string[] {
  const { containerGroup } = settings;
  if (containerGroup.origin === 'existing') return [];
  const properties = { containers: [modelOf(settings, undefined)] };
  return heldValuesOf({ location: containerGroup.place.region, properties }).map(({ id }) => id);
}
