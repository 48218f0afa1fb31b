/** Text that is safe to put into a page, as `html` made it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | Html | readonly Html[];

/**
 * A piece of a page. SECURITY: every string that is filled in is escaped; only what `html` made itself is not. For text and
 * for attributes in double quotes, not for scripts, styles or addresses.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const filled = parts.map((part) => {
    if (typeof part === 'string') return escapeText(part);
    return part instanceof Html ? part.text : part.map(({ text }) => text).join('\n');
  });
  return new Html(literals.map((literal, index) => literal + (filled[index] ?? '')).join(''));
}

/** What is no text, or turns the direction of other text around so that it reads as something else, is shown as �. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
const UNSHOWABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replaceAll(UNSHOWABLE, '\uFFFD').replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
}
