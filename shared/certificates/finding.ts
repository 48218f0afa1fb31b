import { z } from 'zod';

/**
 * Everything a check can say about a certificate, with the facts that fill its sentence. A code never changes its meaning.
 * The words live in `finding-words.ts`.
 */
export const findingCodes = [
  // The private key.
  /** No key was given for it. */
  'key-missing',
  /** It is kept by Latchkey, and the keyring of this start does not give it. Facts: `name` (what it is kept as). */
  'key-not-opened',
  /** A request waits for a certificate of these host names; this one was made for another key. Facts: `name` (the request's). */
  'key-not-of-request',
  /** A key is here, and it belongs to another certificate. Facts: `fileName`, `key` (such as `RSA 2048`), `expected`. */
  'key-does-not-match',
  /** A key or PFX file is here and waits for its password. Facts: `fileName`. */
  'key-encrypted',
  /** A key is here in a format that is no PEM, DER or PFX. Facts: `fileName`, `kind` (a FileFormat). */
  'key-other-format',
  /** No TLS server of this target serves such a key. Facts: `algorithm`, `target` (empty for Azure in general). */
  'key-type-unsupported',
  /** Servers load such a key, and the browsers that are made of Chromium do not accept it. Facts: `algorithm`. */
  'key-not-for-browsers',
  /** Facts: `algorithm` (with its curve), `bits` (absent for EC), `name` (whose key: the leaf, an intermediate or a private root). */
  'key-too-weak',
  /** Facts: `algorithm`, `name`. */
  'signature-too-weak',

  // The names (RFC 9525).
  /**
   * Facts: `hostName`, `names` (the nearest covered ones, at most three, separated by comma and space; may be empty),
   * `because`: `other-names`, `wildcard-one-label`, `wildcard-not-itself`, `wildcard-not-honoured` (such as
   * `*.com`), `ip-as-name` (an address among the names), `dot-at-end` (of the name in the certificate), `common-name-only`.
   */
  'host-name-not-covered',
  /** No subject alternative name at all. Facts: `commonName` (may be empty). */
  'no-host-names',
  /** The common name is a host name that the alternative names lack. Facts: `commonName`. */
  'common-name-ignored',

  // The dates.
  /** Facts: `date`, `name`, `role` (`intermediate`, `root`, or `development` for a certificate that Latchkey made; else absent). */
  'expired',
  /** Facts: `date`, `name`, `role`. */
  'not-yet-valid',
  /** Facts: `date`, `name`, `role`. */
  'ends-soon',
  /** Public authorities may not issue it for so long. Facts: `days`, `limit`. */
  'validity-too-long',

  // The chain (RFC 5280 section 6).
  /** Facts: `missing` (name of the issuer), `address` (where it can be downloaded; may be empty). */
  'chain-incomplete',
  /** It comes back to a certificate that is in it, and to no root. Facts: `name` (the last), `issuer` (who signed that). */
  'chain-circular',
  /** Too many certificates may have signed it to ask each. Facts: `issuer` (the name that they have). */
  'chain-search-stopped',
  /** The file had it in another order; it is put right. Facts: `fileName`. */
  'chain-wrong-order',
  /** Certificates in the same file that no chain here needs; left out. Facts: `names`, `count`. */
  'chain-strangers',
  /** A certificate here has the issuer's name and did not sign. Facts: `name`, `issuer`, `fileName`. */
  'wrong-intermediate',
  /** A root here has the issuer's name and another key: the one that signed is missing. Facts: `name`, `fileName`. */
  'wrong-root',
  /** Several chains lead to a root; this one was chosen. Facts: `name` (the cross-signed certificate), `issuer` (the chosen one; the
   * same where it is itself a root). */
  'cross-signed',
  /** A signature that should be there is not right. Facts: `name`, `issuer`. */
  'signature-invalid',
  /** No client can check a signature: it says an algorithm that none knows. Facts: `name`, `algorithm`. */
  'signature-algorithm-unknown',
  /** This runtime can't check a signature's algorithm. Facts: `name`. */
  'chain-signature-unverified',
  /** A certificate of the chain may not sign others. Facts: `name`. */
  'issuer-not-authority',
  /** It names another certificate of its issuer, by issuer and serial number. Facts: `name`, `issuer`. */
  'issuer-other-serial',
  /** More intermediates than an authority allows below it. Facts: `name`, `limit`. */
  'path-too-long',
  /** An authority may not vouch for this name. Facts: `name` (the authority), `hostName`. */
  'name-constraints',
  /** A critical extension that clients must understand and don't. Facts: `oid`, `name`. */
  'critical-extension-unknown',
  /** The same extension twice. Facts: `oid`, `extension` (what it is called), `name`. */
  'extension-repeated',
  /** An extension that says what the certificate is good for, not critical and malformed. Facts: `oid`, `extension`, `name`. */
  'extension-unreadable',
  /** Facts: `name`, `target`. */
  'root-left-out',
  /** It vouches for itself. */
  'self-signed',
  /** The root is a company's own: only its devices trust it. Facts: `name`. */
  'private-authority',

  // The use.
  /** Extended key usage without server authentication. Facts: `purposes` (what it is for), `name` (leaf, intermediate or private root), `role`: `root` for that. */
  'wrong-purpose',
  /** Key usage that does not let a TLS server sign. Facts: `usages`. */
  'wrong-key-usage',
  /** An authority's certificate in the place of a server's. */
  'authority-as-leaf',
  /** Several server certificates were given together; each has its own card. Facts: `count`, `names`. */
  'several-leaves',
  /** Clients want a stapled OCSP answer with it. */
  'must-staple',
  /** Made by Latchkey for development. */
  'development-only',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const findingSchema = z.strictObject({
  code: z.enum(findingCodes),
  level: z.enum(['blocks', 'warns', 'notes']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/** What a check says: it blocks, warns or notes. */
export type Finding = z.infer<typeof findingSchema>;

/** Where a certificate can be put to work; what they can serve differs. */
export const targets = ['this-computer', 'container-instances', 'kubernetes', 'fpga'] as const;
export const targetSchema = z.enum(targets);
export type Target = z.infer<typeof targetSchema>;
