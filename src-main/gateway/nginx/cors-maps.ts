import { preflightHeaders } from '../answers';
import type { Gateway } from '../gateway';
import { block } from './lines';

/** Variables that say which page asks, and whether it is the browser's question before the request; none where no page may. */
export function corsMaps({ allowedOrigins }: Gateway): readonly string[] {
  if (allowedOrigins.length === 0) return [];
  // An expression, because a plain string is compared without regard to case.
  const origins = allowedOrigins.map(
    (origin) => `"~^${origin.replaceAll(/[.[\]]/gu, String.raw`\$&`)}$" $http_origin;`,
  );
  return [
    block('map $http_origin $allowed_origin', ['default "";', ...origins]),
    block('map "$request_method $http_access_control_request_method $allowed_origin" $preflight', [
      'default "";',
      String.raw`"~^OPTIONS \S+ \S+$" yes;`,
    ]),
    ...Object.entries(preflightHeaders).map(([name, value]) =>
      block(`map $preflight ${variable(name)}`, ['default "";', `yes "${value}";`]),
    ),
  ];
}

/** Header lines of every answer, by the variables above: nginx sends none whose value is empty. */
export function corsHeaders({ allowedOrigins }: Gateway): Readonly<Record<string, string>> {
  return allowedOrigins.length > 0 ? { 'Access-Control-Allow-Origin': '$allowed_origin', Vary: 'Origin' } : {};
}

/** Header lines of the answer to that question. */
export function corsPreflightHeaders({ allowedOrigins }: Gateway): Readonly<Record<string, string>> {
  if (allowedOrigins.length === 0) return {};
  return Object.fromEntries(Object.keys(preflightHeaders).map((name) => [name, variable(name)]));
}

function variable(headerName: string): string {
  return `$${headerName.toLowerCase().replaceAll('-', '_')}`;
}
