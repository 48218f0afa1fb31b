const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');
const list = new Intl.ListFormat('en', { type: 'conjunction' });
const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A number and its noun: `1 certificate`, `1,200 certificates`. */
export function quantity(count: number, one: string, other = `${one}s`): string {
  return `${number.format(count)} ${plural.select(count) === 'one' ? one : other}`;
}

/** A number as it is read: `1,200`. */
export function figure(value: number): string {
  return number.format(value);
}

/** Names in a sentence: `a`, `a and b`, `a, b, and c`. */
export function listed(names: readonly string[]): string {
  return list.format(names);
}

/** The first few names and how many there are beyond them: `a, b and 12 more`. */
export function shortened(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${figure(names.length - most)} more`;
}

/** A size in bytes as a person says it: `512 bytes`, `1.5 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return quantity(bytes, 'byte');
  if (bytes < 1_000_000) return `${decimal.format(bytes / 1000)} KB`;
  if (bytes < 1_000_000_000) return `${decimal.format(bytes / 1_000_000)} MB`;
  return `${decimal.format(bytes / 1_000_000_000)} GB`;
}

/** A time as a person says it: `84 ms`, `12 seconds`, `2 minutes`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 90 ? quantity(seconds, 'second') : quantity(Math.round(seconds / 60), 'minute');
}
