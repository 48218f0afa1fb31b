/** A block of nginx's configuration around lines, some of which may be blocks themselves; ends with a line feed. */
export function block(head: string, lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.trimEnd().split('\n')).map((line) => `    ${line}\n`);
  return `${head} {\n${body.join('')}}\n`;
}

/** In single quotes, which none of our texts has; a line feed as nginx writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\n', String.raw`\n`)}'`;
}

/** Header lines of an answer, all that a location adds: with one of its own nginx forgets those of the levels above. */
export function addHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`);
}
