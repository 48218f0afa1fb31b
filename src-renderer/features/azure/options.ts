/** An entry of a list, as it is shown and found. */
export interface Option {
  readonly key: string;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly more: string;
  /** It is there, and can't be chosen; `more` says why. */
  readonly unusable?: boolean;
}

/** How many entries are drawn at once: a list can have thousands. */
const MOST = 50;

/** The entries to show for what was typed, and how many fit. What is chosen comes first where it would not be among them. */
export function findOptions(
  options: readonly Option[],
  query: string,
  chosen: string | undefined,
): { readonly shown: readonly Option[]; readonly fitting: number } {
  const wanted = query.trim().toLowerCase();
  const fitting = wanted === '' ? options : options.filter((option) => textOf(option).includes(wanted));
  const first = fitting.slice(0, MOST);
  const left = wanted === '' && chosen !== undefined && !first.some(({ key }) => key === chosen);
  const present = left ? fitting.find(({ key }) => key === chosen) : undefined;
  return { shown: present ? [present, ...first.slice(0, MOST - 1)] : first, fitting: fitting.length };
}

function textOf({ key, name, more }: Option): string {
  return `${name}\n${more}\n${key}`.toLowerCase();
}
