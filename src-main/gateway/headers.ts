/**
 * Header lines of a request that stop at the gateway. Hop-by-hop ones (RFC 9110 section 7.6.1) describe a connection that the
 * model is not on; the rest are claims about who asks and how, which only the gateway can make. `Proxy` becomes HTTP_PROXY in
 * a CGI program (CVE-2016-5385).
 */
export const droppedFromRequest: readonly string[] = [
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'proxy',
  'proxy-authorization',
  'proxy-connection',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * Header lines of the model's answer that stop at the gateway: what tells the model's programs and versions, and what the
 * gateway alone decides (HSTS, and which origins may read).
 */
export const droppedFromAnswer: readonly string[] = [
  'server',
  'x-powered-by',
  'strict-transport-security',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-private-network',
];
