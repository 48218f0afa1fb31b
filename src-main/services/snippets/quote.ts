/** What can't be seen: it may turn the direction of text, or end a line in C# and in editors. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A string in single quotes that Python, JavaScript and R read alike. R alone has no string with U+0000. */
export function inSingleQuotes(text: string): string {
  return `'${escapeHidden(text.replaceAll(/[\\']/gu, String.raw`\$&`))}'`;
}

/** A regular string literal of C# (ECMA-334 section 6.4.5.6). */
export function inDoubleQuotes(text: string): string {
  return `"${escapeHidden(text.replaceAll(/[\\"]/gu, String.raw`\$&`))}"`;
}

/** One word of a POSIX shell, whatever is in it (POSIX.1 section 2.2.2). */
export function forShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A verbatim string of PowerShell, which takes typographic single quotes for quotes, too (about_Quoting_Rules). */
export function forPowerShell(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/gu, '$&$&')}'`;
}

/** All four read `\uXXXX`, and beyond U+FFFF nothing alike: what is there stays. */
function escapeHidden(text: string): string {
  return text.replaceAll(HIDDEN, (letter) =>
    letter.length > 1 ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
