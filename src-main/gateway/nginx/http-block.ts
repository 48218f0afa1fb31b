import { healthBody, type Refusal, refusalHeaders, refusals, strictTransportSecurity } from '../answers';
import type { Gateway } from '../gateway';
import { ciphers, curves } from '../tls-profile';
import { corsHeaders, corsMaps, corsPreflightHeaders } from './cors-maps';
import { addHeaders, block, quoted } from './lines';
import { modelLines } from './model-lines';

/**
 * Where the answers are that a request can get before it has a path, and so no named location. No request leads there: nginx
 * merges slashes first.
 */
const EARLY_PATH = '//';
const EARLY: ReadonlySet<number> = new Set([400, 414, 431, 505]);

/** What of the place the configuration depends on. */
export interface HttpPlace {
  readonly folder: string;
  readonly scratch: string;
  readonly hasHttp2Directive: boolean;
}

/** The `http` block of nginx's configuration. */
export function httpBlock(gateway: Gateway, place: HttpPlace): string {
  return block('http', [
    ...LOG_LINES,
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((use) => `${use}_temp_path ${place.scratch}/${use};`),
    'server_tokens off;',
    'default_type application/octet-stream;',
    `include ${place.folder}/keys.conf;`,
    // SECURITY: a line that is `Bearer KEY` never reaches the model, whether a key is asked for or not.
    block('map $key_slot $model_authorization', ['default "";', 'none $http_authorization;']),
    ...hstsMap(gateway),
    ...corsMaps(gateway),
    // One second: a model that closes idle connections after two or more never does it under a request that is on its way.
    block('upstream model', [`server ${modelAddress(gateway)};`, 'keepalive 16;', 'keepalive_timeout 1s;']),
    // nginx sends no Host line where the client sent none (HTTP/1.0), and HTTP/1.1 asks for one.
    block('map $http_host $model_host', ['"" localhost;', 'default $http_host;']),
    serverBlock(gateway, place),
  ]);
}

/** SECURITY: the path without its query string, which may hold what is nobody's business; never a header line. */
const LOG_LINES: readonly string[] = [
  block('map $request_uri $path', ['"~^(?<before_query>[^?]*)" $before_query;', 'default -;']),
  `log_format readable '$time_iso8601 $remote_addr $request_method $path $status $body_bytes_sent B $request_time s $key_slot key';`,
  'access_log /dev/stdout readable;',
];

function serverBlock(gateway: Gateway, place: HttpPlace): string {
  const { limits, timeouts } = gateway;
  return block('server', [
    ...listenLines(gateway, place),
    // Whatever name a client asks for: whether the certificate fits is for the client to say.
    'server_name _;',
    `client_max_body_size ${limits.bodyBytes};`,
    `client_header_timeout ${timeouts.header}s;`,
    `client_body_timeout ${timeouts.body}s;`,
    // For a refused client to stop sending.
    `lingering_time ${timeouts.body}s;`,
    `send_timeout ${timeouts.send}s;`,
    `keepalive_timeout ${timeouts.keepAlive}s;`,
    `large_client_header_buffers 4 ${limits.headerBytes};`,
    'reset_timedout_connection on;',
    // What nginx says before there is a location, and where a location adds no line of its own.
    ...addHeaders(usualHeaders(gateway)),
    ...Object.values(refusals).map(({ status }) => `error_page ${status} ${placeOf(status)};`),
    // nginx's own: a header line that is too long, and plain HTTP on the port of TLS.
    `error_page 494 =431 ${placeOf(431)};`,
    `error_page 497 =400 ${placeOf(400)};`,
    `error_page 502 =503 ${placeOf(503)};`,
    block(`location = ${gateway.healthPath}`, [
      'access_log off;',
      'default_type application/json;',
      `return 200 ${quoted(healthBody)};`,
    ]),
    block('location /', [
      ...addHeaders({ ...usualHeaders(gateway), ...corsPreflightHeaders(gateway) }),
      ...modelLines(gateway),
    ]),
    ...Object.values(refusals).map((each) => refusalBlock(gateway, each)),
  ]);
}

function listenLines({ port, tls }: Gateway, { folder, hasHttp2Directive }: HttpPlace): readonly string[] {
  if (!tls) return [`listen ${port};`];
  return [
    ...(hasHttp2Directive ? [`listen ${port} ssl;`, 'http2 on;'] : [`listen ${port} ssl http2;`]),
    `ssl_certificate ${folder}/tls.crt;`,
    `ssl_certificate_key ${folder}/tls.key;`,
    'ssl_protocols TLSv1.2 TLSv1.3;',
    `ssl_ciphers ${ciphers};`,
    `ssl_ecdh_curve ${curves};`,
    'ssl_prefer_server_ciphers on;',
    'ssl_session_timeout 1d;',
    'ssl_session_cache shared:SSL:2m;',
    'ssl_session_tickets off;',
  ];
}

function refusalBlock(gateway: Gateway, { status, body, challenge }: Refusal): string {
  return block(`location ${EARLY.has(status) ? '= ' : ''}${placeOf(status)}`, [
    'internal;',
    ...addHeaders({
      ...usualHeaders(gateway),
      'Cache-Control': refusalHeaders['Cache-Control'],
      ...(challenge === undefined ? {} : { 'WWW-Authenticate': challenge }),
    }),
    `default_type ${refusalHeaders['Content-Type']};`,
    `return ${status} ${quoted(body)};`,
  ]);
}

function placeOf(status: number): string {
  return EARLY.has(status) ? `${EARLY_PATH}${status}` : `@${status}`;
}

function usualHeaders(gateway: Gateway): Readonly<Record<string, string>> {
  return { ...(gateway.tls && { 'Strict-Transport-Security': '$hsts' }), ...corsHeaders(gateway) };
}

/** RFC 6797 section 7.2: none where plain HTTP came to the port of TLS. */
function hstsMap(gateway: Gateway): readonly string[] {
  const hsts = strictTransportSecurity(gateway);
  return hsts === undefined ? [] : [block('map $https $hsts', ['default "";', `on "${hsts}";`])];
}

function modelAddress({ model }: Gateway): string {
  return `${model.host === '::1' ? '[::1]' : '127.0.0.1'}:${model.port}`;
}
