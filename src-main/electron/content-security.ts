/** The one origin that Latchkey's window ever shows. */
export const appOrigin = 'app://bundle';

/** What index.html carries where the nonce goes; the page reads it back from `meta[property="csp-nonce"]`. */
const noncePlaceholder = '__CSP_NONCE__';

/**
 * The content security policy of one response (rule 7): scripts and styles of the bundle, nothing from the network.
 * Fluent UI adds style elements while it runs; `nonce` lets those in and no others.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The page with the nonce of its own response filled in. */
export function fillNonce(html: string, nonce: string): string {
  return html.replaceAll(noncePlaceholder, () => nonce);
}
