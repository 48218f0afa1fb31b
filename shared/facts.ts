import type { Facts } from './problem';

/** A fact as words, or the fallback when it was not given. */
export function fact(facts: Facts, name: string, fallback: string): string {
  const value = facts[name];
  return value === undefined || value === '' ? fallback : String(value);
}

/** A fact as a number, or undefined when it was not given as one. */
export function factAsNumber(facts: Facts, name: string): number | undefined {
  const value = facts[name];
  return typeof value === 'number' ? value : undefined;
}
