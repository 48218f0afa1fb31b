import { homedir } from 'node:os';

const patterns: readonly (readonly [RegExp, string])[] = [
  // Also where line breaks were written as \n, and where the end was cut off.
  [/-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/gu, '[PEM]'],
  [/\beyJ[\w-]+(?:\.[\w-]*)+/gu, '[token]'],
  [/\b(Bearer|Basic|SharedAccessSignature)\s+[\w.~+/=%&-]+/giu, '$1 [secret]'],
  // Connection strings, queries and headers: the name stays, so that one can see what it was.
  [
    /\b(AccountKey|SharedAccessKey|SharedAccessSignature|ClientSecret|client_secret|Password|Passwd|Pwd|ApiKey|api[_-]key|access_token|refresh_token|id_token|sig|code)(["']?\s*[=:]\s*["']?)[^\s;&"',}]+/giu,
    '$1$2[secret]',
  ],
  // Anything that long is a key or a certificate, and nothing a log needs. SHA-256 in hexadecimal is 64 and stays.
  [/[A-Za-z0-9+/_-]{65,}={0,2}/gu, '[base64]'],
  [/(\/(?:home|Users)\/)[^/\s"':]+/gu, '$1[user]'],
  // Windows names have spaces.
  [/([A-Za-z]:\\{1,2}Users\\{1,2})[^\\\r\n"':]+/gu, '$1[user]'],
];

/**
 * The text without what looks like a secret or names the user: PEM, tokens, connection strings, signatures, home folders.
 * SECURITY: the second line of defence; the first is that the log takes only the fields it knows.
 */
export function redact(text: string, home: string = homedir()): string {
  const homeless = home.length > 1 ? text.replaceAll(home, '~') : text;
  return patterns.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), homeless);
}
