import type { Certificate, Extension } from '../model';
import { EXTENSION } from '../x509/extensions';
import { isReadable } from './readable-extensions';

/**
 * The critical extensions that clients understand; any other has to stop them (RFC 5280 section 4.2). These are OpenSSL's
 * (X509_supported_extension): what it reads and does not act on, such as where to find the issuer, it refuses as critical.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSION.keyUsage,
  EXTENSION.subjectAlternativeName,
  EXTENSION.basicConstraints,
  EXTENSION.nameConstraints,
  EXTENSION.certificatePolicies,
  EXTENSION.extendedKeyUsage,
  // CRL distribution points, policy mappings, policy constraints, inhibit any policy, and Netscape's certificate type.
  '2.5.29.31',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
  '2.16.840.1.113730.1.1',
]);

/** The first critical extension that no client is known to understand, or that is malformed. */
export function unknownCriticalExtension({ extensions }: Pick<Certificate, 'extensions'>): Extension | undefined {
  return extensions.find(
    (extension) => extension.critical && !(UNDERSTOOD.has(extension.oid) && isReadable(extension)),
  );
}
