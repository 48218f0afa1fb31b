import { isAbsolute, join, relative, sep } from 'node:path';
import { appOrigin } from './content-security';

/**
 * The file in the bundle that an `app://` address means, or undefined when it means none (rule 18).
 * Pure: whether the file exists, and whether it is a link that leads out, is `isInside`'s and the caller's to find out.
 */
export function bundlePath(address: string, folder: string): string | undefined {
  const path = pathOf(address);
  if (path === undefined) return undefined;
  const segments = (path === '/' ? '/index.html' : path).slice(1).split('/');
  // SECURITY: the URL parser has already folded plain dots; whatever still looks like a way up or out came in encoded.
  const isPlain = segments.every((segment) => /^[\w@.-]+$/u.test(segment) && !/^\.+$/u.test(segment));
  return isPlain ? join(folder, ...segments) : undefined;
}

/** True when `file` lies below `folder`; both must be real paths, with their links resolved. */
export function isInside(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function pathOf(address: string): string | undefined {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== appOrigin || url.username !== '' || url.password !== '') return undefined;
    return decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
}
