import { checkGateway } from '../check-gateway';
import type { ApiKeys, Gateway } from '../gateway';
import { httpBlock } from './http-block';

/** Where and on what the files are meant to run. */
export interface NginxPlace {
  /** As `nginx -v` says it, `1.28` say: since 1.25.1 HTTP/2 is a directive of its own. */
  readonly version: string;
  /** Where the files will be, absolute: where the secret is mounted. Not /etc/nginx, which the image has. */
  readonly folder: string;
  /** A folder that may be written, absolute; the rest may be read-only. Left out: /tmp. */
  readonly scratchFolder?: string;
}

/** A file to put in the folder; the text ends with a line feed. */
export interface NginxFile {
  readonly name: string;
  readonly content: string;
  /** True: an API key or a private key is in it. The others may be shown to anybody. */
  readonly secret: boolean;
}

export interface NginxGateway {
  readonly files: readonly NginxFile[];
  /** What the container runs, in the foreground, as any user. Its access log goes to standard output. */
  readonly command: readonly string[];
}

/**
 * The gateway as configuration of nginx 1.19 or newer: any change of it is another set of files, which a running nginx takes
 * up on `nginx -s reload` without dropping a request. Needs no other file of the image but nginx itself.
 * @throws {AppError} `gateway.setting-unusable`.
 */
export function renderNginx(gateway: Gateway, place: NginxPlace): NginxGateway {
  checkGateway(gateway);
  const { tls, apiKeys } = gateway;
  const files = [
    { name: 'nginx.conf', content: nginxConf(gateway, place), secret: false },
    { name: 'keys.conf', content: keysConf(apiKeys), secret: true },
    ...(tls ? [{ name: 'tls.crt', content: tls.certificateChain, secret: false }] : []),
    ...(tls ? [{ name: 'tls.key', content: tls.privateKey, secret: true }] : []),
  ];
  return { files, command: ['nginx', '-c', `${place.folder}/nginx.conf`, '-g', 'daemon off;'] };
}

function nginxConf(gateway: Gateway, place: NginxPlace): string {
  const scratch = place.scratchFolder ?? '/tmp';
  return `# The gateway of ${gateway.hostNames.join(', ')}, as Latchkey makes it.
worker_processes 1;
# The keys are compared by expressions: compiled, they cost a request next to nothing.
pcre_jit on;
pid ${scratch}/nginx.pid;
# Only what is critical: the lines of lesser ones quote the query string. What became of a request is in the access log.
error_log stderr crit;
events {
    # One for the client, one for the model, and a few for nginx itself.
    worker_connections ${gateway.limits.connections * 2 + 32};
}
${httpBlock(gateway, { scratch, folder: place.folder, hasHttp2Directive: isFrom(place.version, [1, 25, 1]) })}`;
}

/**
 * SECURITY: a plain string is compared case-insensitively by nginx's map, a `~` expression is not. The keys are letters and
 * digits (checkGateway), so nothing in them is read as an expression.
 */
function keysConf({ primary, secondary }: ApiKeys): string {
  return `map $http_authorization $key_slot {
    default none;
    "~^(?i:bearer) +${primary}$" primary;
    "~^(?i:bearer) +${secondary}$" secondary;
}
`;
}

function isFrom(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [place, wanted] of least.entries()) {
    const part = parts[place] ?? Number.POSITIVE_INFINITY;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
