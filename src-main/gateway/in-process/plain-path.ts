/**
 * Where a path leads, as nginx reads it before it looks for what answers there: escapes decoded, without empty segments, `.`
 * and `..` (RFC 3986 sections 2.1 and 5.2.4). Each octet is a character. Undefined where it leads nowhere: an escape that is
 * none, a NUL, or more `..` than there are segments. The model gets the path as it was written.
 * @param target In origin form; ends before the query and what else follows.
 */
export function plainPath(target: string): string | undefined {
  const end = target.search(/[?#]/u);
  const path = end === -1 ? target : target.slice(0, end);
  if (!/%|\/[./]/u.test(path)) return path;
  if (/%(?![0-9A-F]{2})|%00/iu.test(path)) return undefined;
  const decoded = path.replaceAll(/%[0-9A-F]{2}/giu, (octet) =>
    String.fromCharCode(Number.parseInt(octet.slice(1), 16)),
  );
  const kept: string[] = [];
  for (const segment of decoded.split('/')) {
    if (segment === '..' && kept.pop() === undefined) return undefined;
    if (!/^\.{0,2}$/u.test(segment)) kept.push(segment);
  }
  const isFolder = /\/\.{0,2}$/u.test(decoded);
  return `/${[...kept, ...(isFolder ? [''] : [])].join('/')}`;
}
