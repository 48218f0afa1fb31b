/** Anything that is found by method and path; names in braces match one segment, `{name+}` one or more. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** The route that a request is for, with what its braces matched; `otherMethods` where only the method is wrong. */
export type Match<R> =
  | { readonly found: R; readonly params: Readonly<Record<string, string>> }
  | { readonly found?: undefined; readonly otherMethods: boolean };

/** Finds routes as Azure does: letters of either case are the same in paths, and a slash at the end is nothing. */
export function createRouter<R extends Route>(routes: readonly R[]): (method: string, path: string) => Match<R> {
  const patterns = routes.map((route) => ({ route, pattern: patternFor(route.path) }));
  return (method, path) => {
    const matching = patterns.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path);
      return match ? [{ route, params: decode(match.groups ?? {}) }] : [];
    });
    const match = matching.find(({ route }) => route.method === method);
    return match ? { found: match.route, params: match.params } : { otherMethods: matching.length > 0 };
  };
}

function patternFor(path: string): RegExp {
  const source = path
    .replaceAll(/[.$()]/gu, String.raw`\$&`)
    .replaceAll(/\{(\w+)(\+?)\}/gu, (_, name, many) => `(?<${name}>${many ? '.+' : '[^/]+'})`);
  return new RegExp(`^${source}/?$`, 'iu');
}

function decode(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]));
}
