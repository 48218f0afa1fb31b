import { en } from '../../text/en';
import { listed } from '../../text/quantities';

/** What is wrong with a name for files, as a sentence; undefined when every system accepts it. */
export function nameProblem(typed: string): string | undefined {
  const name = typed.trim();
  const problems = en.save.nameProblems;
  if (name === '') return problems.empty;
  if (name.length > 200) return problems.long;
  const refused = refusedCharacters(name);
  if (refused.length > 0) return problems.characters(listed(refused));
  if (name.startsWith('.') || name.endsWith('.')) return problems.dots;
  const device = /^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?=\.|$)/iu.exec(name);
  return device === null ? undefined : problems.reserved(device[0]);
}

/** Path separators, and what Windows refuses in file names (Naming Files, Paths, and Namespaces). */
function refusedCharacters(name: string): string[] {
  const found = name.match(/[<>:"/\\|?*]/gu) ?? [];
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
  const control = /[\u0000-\u001F\u007F]/u.test(name);
  return [...new Set(found), ...(control ? [en.save.nameProblems.controlCharacters] : [])];
}
