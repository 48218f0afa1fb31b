/** A file name made of a host name or another name: it is one on every system, and `*.` becomes `wildcard.`. */
export function safeFileName(name: string): string {
  const safe = name
    .replace(/^\*\./u, 'wildcard.')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/gu, '');
  return safe.slice(0, 100) || 'certificate';
}
