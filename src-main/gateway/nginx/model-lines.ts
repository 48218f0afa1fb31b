import type { Gateway } from '../gateway';
import { droppedFromAnswer, droppedFromRequest } from '../headers';

/** What nginx does with a request that is for the model. */
export function modelLines({ keyAuthentication, allowedOrigins, timeouts }: Gateway): readonly string[] {
  const forModel: Readonly<Record<string, string>> = {
    // SECURITY: the model gets neither the key nor what a client claims to have been forwarded by others.
    ...Object.fromEntries(droppedFromRequest.map((name) => [name, '""'])),
    authorization: '$model_authorization',
    host: '$model_host',
    'x-forwarded-for': '$remote_addr',
    'x-forwarded-proto': '$scheme',
  };
  return [
    ...(allowedOrigins.length > 0 ? ['if ($preflight) { return 204; }'] : []),
    ...(keyAuthentication ? ['if ($key_slot = none) { return 401; }'] : []),
    'proxy_pass http://model;',
    'proxy_http_version 1.1;',
    ...Object.entries(forModel).map(([name, value]) => `proxy_set_header ${name} ${value};`),
    ...droppedFromAnswer.map((name) => `proxy_hide_header ${name};`),
    // SECURITY: these would let the model steer nginx.
    'proxy_ignore_headers X-Accel-Redirect X-Accel-Buffering X-Accel-Charset X-Accel-Limit-Rate X-Accel-Expires;',
    `proxy_connect_timeout ${timeouts.connect}s;`,
    `proxy_read_timeout ${timeouts.answer}s;`,
    `proxy_send_timeout ${timeouts.answer}s;`,
    // A request is taken whole before the model hears of it, so that a slow client never keeps the model; an answer is handed
    // on as it comes, and never kept.
    'proxy_request_buffering on;',
    'proxy_buffering off;',
    'proxy_buffer_size 16k;',
    'proxy_buffers 8 16k;',
    // What was sent once may have had its effect.
    'proxy_next_upstream off;',
  ];
}
