import type { HeldValue } from '../../../shared/deployments/held-value';
import type { Problem } from '../../../shared/problem';
import { environmentId } from './container-group-settings';
import type { Stage } from './stage';
import type { Field } from './state';

/** Secrets as they were typed, by id. */
export type GivenValues = Readonly<Record<string, string>>;

/**
 * Gives main the values that only the user knows. Answers whether it has all of them: unless it does the user was kept on the
 * page, at the value's field. SECURITY: what main has is forgotten here.
 */
export async function giveValues(
  stage: Stage,
  serviceId: string,
  given: GivenValues,
  fieldOf: (valueId: string) => Field = valueField,
): Promise<boolean> {
  for (const [valueId, value] of Object.entries(given)) {
    // Left empty it stays what it was.
    if (value !== '') {
      // One after the other: the first that is not taken is the one that is shown.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await stage.call('services.give-value', { id: serviceId, valueId, value });
      if (!outcome.ok) {
        declineValue(stage, outcome.problem, fieldOf(valueId));
        return false;
      }
    }
    forget(stage, valueId);
  }
  return true;
}

/** Has the files of a secret volume picked. Answers their names, none where nothing was picked. */
export async function pickFiles(stage: Stage, serviceId: string, valueId: string): Promise<readonly string[]> {
  const outcome = await stage.call('services.give-files', { id: serviceId, valueId });
  if (outcome.ok) return outcome.value.names;
  declineValue(stage, outcome.problem, valueField(valueId));
  return [];
}

/** The first value that is neither kept nor typed. */
export function firstMissing(
  asks: readonly HeldValue[],
  held: readonly string[],
  given: GivenValues,
): HeldValue | undefined {
  return asks.find(({ id }) => !held.includes(id) && (given[id] ?? '') === '');
}

/** The field of a value that stands by itself. */
export function valueField(valueId: string): Field {
  return `value/${valueId}`;
}

function declineValue(stage: Stage, problem: Problem, field: Field): void {
  stage.decline(problem, problem.code === 'service.value-unusable' ? field : undefined);
}

function forget(stage: Stage, valueId: string): void {
  const draft = stage.shown()?.drafts.containerGroup;
  if (!draft) return;
  const { [valueId]: _, ...given } = draft.given;
  const environment = draft.environment.map((variable) =>
    variable.secure && environmentId(variable.name) === valueId ? { ...variable, value: '' } : variable,
  );
  stage.draft({ containerGroup: { ...draft, given, environment } });
}
