import type { IncomingHttpHeaders } from 'node:http';

/** A request that has arrived whole. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What the route's path has in its braces; `match` fills it in. */
  readonly params: Readonly<Record<string, string>>;
}

/** What is answered. `drop` breaks the connection off instead. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly drop?: boolean;
}

/** An answer of JSON. */
export function json(status: number, body: unknown, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** An answer of HTML, for a browser. */
export function html(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}

/** A form's fields. */
export function form(call: Call): URLSearchParams {
  return new URLSearchParams(call.body);
}
