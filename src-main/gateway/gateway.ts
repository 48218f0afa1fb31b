/**
 * The TLS and API-key front of one model, described once: `renderNginx` writes it for nginx (Azure Container Instances,
 * Kubernetes), `startGateway` runs it in this process (this computer). Both behave as tests/conformance/gateway says.
 */
export interface Gateway {
  /** Names the certificate is for, the first one first. Requests for other names are answered too: DNS comes last in a deployment. */
  readonly hostNames: readonly string[];
  /** Left out: plain HTTP, which the user was warned of. */
  readonly tls?: GatewayTls;
  /**
   * Seconds for which a browser that has been here asks these names for TLS alone: `max-age` of Strict-Transport-Security
   * (RFC 6797 section 6.1.1). 0: it forgets that it was to. Means nothing without TLS.
   */
  readonly hstsMaxAge: number;
  /** Also where none is asked for: asking for one later needs no new secret, and callers may send theirs before. */
  readonly apiKeys: ApiKeys;
  /** False: whoever reaches the gateway reaches the model, which the user was warned of. A key stops at the gateway all the same. */
  readonly keyAuthentication: boolean;
  readonly model: { readonly host?: ModelHost; readonly port: number };
  /** Where the gateway listens. 0, in process only: a free port that the system picks. */
  readonly port: number;
  readonly limits: GatewayLimits;
  readonly timeouts: GatewayTimeouts;
  /** Answered by the gateway itself, without a key and without asking the model. */
  readonly healthPath: string;
  /** Origins (`https://app.contoso.com`) whose pages may call the service, compared exactly. Empty: no CORS header is ever sent. */
  readonly allowedOrigins: readonly string[];
}

/**
 * The model is never anywhere but beside its gateway: 127.0.0.1 where nothing is said. In process, `localhost` tries both of
 * its addresses; nginx, whose model listens in the same container group or pod, takes it for 127.0.0.1.
 */
export type ModelHost = '127.0.0.1' | '::1' | 'localhost';

export interface GatewayTls {
  /** PEM, the leaf first. */
  readonly certificateChain: string;
  /** PEM, PKCS#8, not encrypted: RSA or a NIST curve (see certificates/checks/targets.ts). */
  readonly privateKey: string;
}

/** Both always exist and both are taken, so that one can be changed while callers use the other. As `makeApiKey` makes them. */
export interface ApiKeys {
  readonly primary: string;
  readonly secondary: string;
}

/** Which of the two keys a request came with: what the access log says instead of the key. */
export type KeySlot = keyof ApiKeys;

export interface GatewayLimits {
  /** Of a request, in octets; more is answered 413, declared or not. */
  readonly bodyBytes: number;
  /** Of one header line, and a quarter of what all of them may take; in octets, at least 1024. */
  readonly headerBytes: number;
  /** Clients connected at a time; one more is not served. */
  readonly connections: number;
}

/** Whole seconds. */
export interface GatewayTimeouts {
  /** For a client to send its whole header. */
  readonly header: number;
  /** Between two pieces of a request's body; and for a client that was refused to stop sending one. */
  readonly body: number;
  /** Between two pieces that a client takes of an answer. */
  readonly send: number;
  /** A connection without a request. */
  readonly keepAlive: number;
  /** For the model to take a connection. */
  readonly connect: number;
  /** For the model to begin its answer, and between two pieces of it. */
  readonly answer: number;
}

/** What a service gets where the user chose nothing else. */
export const gatewayDefaults = {
  limits: { bodyBytes: 10 * 1024 * 1024, headerBytes: 8 * 1024, connections: 512 },
  timeouts: { header: 15, body: 30, send: 60, keepAlive: 65, connect: 5, answer: 120 },
  keyAuthentication: true,
  // A year, as Mozilla's guideline has it at least.
  hstsMaxAge: 365 * 24 * 60 * 60,
  healthPath: '/healthz',
  allowedOrigins: [],
} as const satisfies Partial<Gateway>;
