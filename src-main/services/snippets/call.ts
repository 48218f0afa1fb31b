/** A call to a service, as a snippet shows it. */
export interface Call {
  /** As `URL` writes it: ASCII. */
  readonly url: string;
  /** A request body that the model understands: JSON text. */
  readonly example: string;
  /** Off: no header with a key. */
  readonly keyAuthentication: boolean;
  /** The PEM file that the caller has to trust, beside the program; absent where every client trusts the certificate. */
  readonly trustFile?: string;
}

/**
 * The example in one line. JSON has line ends between its tokens only, never in a string (RFC 8259 section 7), so that the white
 * space around one can be any other.
 */
export function exampleInOneLine({ example }: Pick<Call, 'example'>): string {
  // Half of a surrogate pair is no text, and can't be sent as such either.
  return example
    .trim()
    .replaceAll(/\s*[\r\n]\s*/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\uFFFD');
}

/** Lines of a program, without those that a call does not need. */
export function program(...lines: readonly (string | false)[]): string {
  return `${lines.filter((line) => line !== false).join('\n')}\n`;
}
