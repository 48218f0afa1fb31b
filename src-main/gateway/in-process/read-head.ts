import type { IncomingMessage } from 'node:http';
import { type Refusal, refusals } from '../answers';
import { droppedFromRequest } from '../headers';
import { plainPath } from './plain-path';

/** What of a request's header the gateway goes by, and what the model gets of it. */
export interface Head {
  /** Of the address, as the client wrote it: path and query. */
  readonly target: string;
  /** The same without the query. */
  readonly path: string;
  /** Where it leads: what the gateway compares with paths of its own. */
  readonly plainPath: string;
  /** Header lines for the model, as name, value, name, value. */
  readonly forModel: readonly string[];
}

const DROPPED: ReadonlySet<string> = new Set([...droppedFromRequest, 'content-length']);
/** Twice, they are two claims of which the gateway would believe one and the model another. */
const ONCE: ReadonlySet<string> = new Set(['authorization', 'host', 'content-length', 'transfer-encoding']);
/** RFC 9110 section 5.6.2. The parser of Electron 33 lets spaces through, and lines without a name. */
const TOKEN = /^[!#$%&'*+.^_`|~A-Za-z0-9-]+$/u;
/** RFC 3986 section 3.2, without what no name of a server has. */
const HOST = /^(?:(?!.*\.\.)[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?$/u;
/** As nginx takes them: a program behind CGI or WSGI can't tell `X_User` from `X-User`. */
const NAME = /^[A-Za-z0-9-]+$/u;

/** Reads the header that Node's strict parser let through; answers a refusal for what that parser is too kind to. */
export function readHead(request: IncomingMessage, headerBytes: number, withAuthorization: boolean): Head | Refusal {
  const { rawHeaders, headers } = request;
  const unknown = unknownProtocol(request);
  if (unknown) return unknown;
  const target = originForm(request.url ?? '');
  if (target === undefined) return refusals.notUnderstood;
  if (target.length > headerBytes) return refusals.addressTooLong;
  const plain = plainPath(target);
  if (plain === undefined) return refusals.notUnderstood;
  const ofConnection = listed(headers.connection);
  const seen = new Set<string>();
  const forModel: string[] = [];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const [name = '', value = ''] = [rawHeaders[place], rawHeaders[place + 1]];
    const known = name.toLowerCase();
    if (name.length + value.length + 2 > headerBytes) return refusals.headerTooLarge;
    if (!TOKEN.test(name)) return refusals.notUnderstood;
    if (known === 'host' && !HOST.test(value)) return refusals.notUnderstood;
    if (ONCE.has(known) && seen.size === seen.add(known).size) return refusals.notUnderstood;
    if (DROPPED.has(known) || ofConnection?.has(known) || !NAME.test(name)) continue;
    if (withAuthorization || known !== 'authorization') forModel.push(name, value);
  }
  if (headers.host === undefined) forModel.push('Host', 'localhost');
  const path = target.split('?', 1)[0] ?? target;
  return { target, path, plainPath: plain, forModel };
}

/** RFC 9112 sections 3.2 and 6.1: HTTP/1.1 asks for a host, and nothing but chunked, which 1.0 has not, says where a body ends. */
function unknownProtocol({ headers, httpVersion }: IncomingMessage): Refusal | undefined {
  if (httpVersion === '2.0') return refusals.versionNotSupported;
  if (httpVersion === '0.9') return refusals.notUnderstood;
  if (httpVersion === '1.1' && headers.host === undefined) return refusals.notUnderstood;
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion === '1.0') return refusals.notUnderstood;
  return coding.toLowerCase() === 'chunked' ? undefined : refusals.notImplemented;
}

/** RFC 9112 section 3.2: a server takes the absolute form too, and asks itself, never the host that is named there. */
function originForm(url: string): string | undefined {
  if (url.startsWith('/')) return url;
  const [, host, rest] = /^https?:\/\/([^/?#]+)(.*)$/iu.exec(url) ?? [];
  if (host === undefined || rest === undefined || !HOST.test(host)) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** RFC 9110 section 7.6.1: the lines that `Connection` names are for this connection alone. */
function listed(connection: string | undefined): ReadonlySet<string> | undefined {
  if (connection === undefined || /^(?:keep-alive|close)$/iu.test(connection)) return undefined;
  const names = connection
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  // HTTP/1.1 asks for a host, whatever a client says of it.
  return new Set(names.filter((name) => name !== 'host'));
}
