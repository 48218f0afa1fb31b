import type { FileFormat, PublicKey } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import type { DistinguishedName } from './x509/names';

/** One extension of a certificate, its value still encoded (RFC 5280 section 4.2). */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** An X.509 certificate as it was read. Plain data: it crosses threads. */
export interface Certificate {
  /** The original bytes. They are what is written out: a certificate is never re-encoded. */
  readonly der: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly version: number;
  readonly serialNumber: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** ISO 8601 in UTC, to the second. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly isCertificateAuthority: boolean;
  /** It says that its own key signed it: issuer equals subject and, where both are there, the key identifiers agree. The chain checks it. */
  readonly selfIssued: boolean;
  /** OpenSSL's long name, such as `sha256WithRSAEncryption`; else the dotted object identifier. */
  readonly signatureAlgorithm: string;
  readonly publicKey: PublicKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** Lower-case hexadecimal, where the extension is there. */
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
  readonly extensions: readonly Extension[];
  readonly friendlyName?: string;
}

/** A private key as it was read. SECURITY: `pkcs8` is secret; it never leaves main. */
export interface PrivateKey {
  /** Unencrypted PKCS#8 PrivateKeyInfo, DER (RFC 5208, RFC 5958). */
  readonly pkcs8: Uint8Array;
  readonly publicKey: PublicKey;
  /** Whether the file held it encrypted. */
  readonly encrypted: boolean;
}

/** A certificate signing request, PKCS#10 (RFC 2986). */
export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly dnsNames: readonly string[];
  readonly publicKey: PublicKey;
}

/** What one file holds. With a problem, what could be read all the same is still there. */
export interface FileContents {
  readonly format: FileFormat;
  readonly certificates: readonly Certificate[];
  readonly privateKeys: readonly PrivateKey[];
  readonly requests: readonly CertificateRequest[];
  readonly problem: Problem | undefined;
}

/** Of a file that was not read. */
export function unreadContents(problem: Problem): FileContents {
  return { format: 'unknown', certificates: [], privateKeys: [], requests: [], problem };
}
