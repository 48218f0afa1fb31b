import { z } from 'zod';

/**
 * What is proved of a service, one line each. A code never changes its meaning. Facts that `name` a certificate have
 * `developmentOnly` (true), too, where it is for development only.
 */
export const proofCodes = [
  /** Something takes connections. Facts: `address`, `port`. */
  'reached',
  /** It speaks TLS; noted where TLS is off. Facts: `hostName`, `version` (`TLS 1.3`), `cipher`. */
  'tls',
  /** It serves the certificate that was chosen. Facts: `name`, `notBefore`, `notAfter`, `days` (left). */
  'certificate',
  /** The name is one of the certificate's. Facts: `hostName`. */
  'name',
  /**
   * All that a strict client needs is sent. Facts: `sent` (certificates of the chain); where it did not pass also `name` (of the
   * certificate it is about), `missing` (its issuer), `violation` (the code of a certificate finding).
   */
  'chain',
  /** Who trusts it; noted where not everybody does. Facts: `by`: `public`, `authority` (the user's own, `name`), `development`. */
  'trust',
  /** Facts: `status`, `milliseconds`. */
  'no-key',
  'wrong-key',
  'primary-key',
  'secondary-key',
  /** Key authentication is off: anybody can call it. In the place of the four lines above. Facts: as theirs. */
  'open',
] as const;
export type ProofCode = (typeof proofCodes)[number];

/** Why a line did not pass; `skipped` has one only where no line before it says why. */
export const proofReasons = [
  'refused',
  'timeout',
  'unreachable',
  'name-not-found',
  /** It answers plain HTTP where TLS was expected; of a skipped line: a key is not sent over plain HTTP to another computer. */
  'plain-http',
  /** It answers neither TLS nor HTTP. */
  'not-tls',
  'not-http',
  /** It speaks TLS, and ended the handshake. */
  'tls-alert',
  'other-certificate',
  'expired',
  'not-yet-valid',
  'name-not-covered',
  'chain-incomplete',
  /** All is sent, in an order that only lenient clients put right (RFC 5246 section 7.4.2). */
  'chain-disordered',
  /** All is sent, and does not hold (RFC 5280 section 6.1). */
  'chain-refused',
  'not-trusted',
  /** A request without a right key got an answer other than 401. */
  'not-refused',
  /** A request with a right key got 401. */
  'key-refused',
  /** The gateway answered, the model did not: 502, 503, 504. */
  'model-not-answering',
  /** The model took the request and answered with a status that is no success. */
  'model-declined',
  'connection-cut',
] as const;
export type ProofReason = (typeof proofReasons)[number];

export const proofLineSchema = z.strictObject({
  code: z.enum(proofCodes),
  /** `noted`: neither good nor bad, and worth knowing; `skipped`: a line before it did not pass. */
  result: z.enum(['passed', 'failed', 'noted', 'skipped']),
  reason: z.enum(proofReasons).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/** One line of the proof. */
export type ProofLine = z.infer<typeof proofLineSchema>;

export const proofSchema = z.strictObject({
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** What was called: `https://score.contoso.com/score`. */
  url: z.string(),
  lines: z.array(proofLineSchema),
  /** Nothing failed. */
  passed: z.boolean(),
  /** What the model answered to the primary key, as text, at most 4096 characters; absent where it did not answer. */
  answer: z.string().optional(),
});
/** What a real client sees of a service. */
export type Proof = z.infer<typeof proofSchema>;
