/** Scripts that people who read one of them take for another, or that no language mixes. Those of East Asia are mixed by habit. */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
] as const;
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u;
const latin = scripts[0];

/** Letters that look like Latin ones: a label of nothing else reads as a Latin word (Unicode TR 39 section 4.1). */
const looksLatin = /^(?:[асԁеһіјӏорԛѕԝхуъьҽпгѵѡ\d-]+|[αικνρυωηοτ\d-]+)$/u;

/**
 * Whether a name, in its own script, is spelled so that it is easily mistaken for another: letters of several scripts in one
 * label (Unicode TR 39 section 5.2, "highly restrictive"), or a label that looks Latin and is not, below a Latin ending.
 */
export function isEasilyMistaken(display: string): boolean {
  const labels = display.split('.');
  const endsLatin = latin.test(labels.at(-1) ?? '');
  return labels.some((label) => mixesScripts(label) || (endsLatin && /\p{L}/u.test(label) && looksLatin.test(label)));
}

function mixesScripts(label: string): boolean {
  const found = scripts.filter((script) => script.test(label));
  if (!eastAsian.test(label)) return found.length > 1;
  return found.some((script) => script !== latin);
}
