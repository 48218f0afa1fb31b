import type { Element } from '../asn1/ber';
import { sequenceOf } from '../asn1/values';
import type { Certificate, Extension } from '../model';
import { EXTENSION, readBasicConstraints, valueOf } from '../x509/extensions';
import { readKeyPurposes, readKeyUsages } from '../x509/usage';
import { readNameConstraints } from './name-constraints';

/** The critical extensions that path validation understands here; any other has to stop it (RFC 5280 section 4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...Object.values(EXTENSION),
  '2.5.29.18',
  '2.5.29.31',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.46',
  '2.5.29.54',
  '2.16.840.1.113730.1.1',
]);

/** Those that limit what a certificate is good for: one of them that can't be read must not pass for none. */
const LIMITS = new Map<string, (value: Element) => unknown>([
  [EXTENSION.keyUsage, readKeyUsages],
  [EXTENSION.extendedKeyUsage, readKeyPurposes],
  [EXTENSION.basicConstraints, readBasicConstraints],
  [EXTENSION.subjectAlternativeName, sequenceOf],
  [EXTENSION.nameConstraints, readNameConstraints],
]);

/** The first critical extension that no client is known to understand, or that is malformed. */
export function unknownCriticalExtension({ extensions }: Pick<Certificate, 'extensions'>): Extension | undefined {
  return extensions.find(
    (extension) => extension.critical && !(UNDERSTOOD.has(extension.oid) && isReadable(extension)),
  );
}

function isReadable(extension: Extension): boolean {
  const read = LIMITS.get(extension.oid);
  return read === undefined || valueOf([extension], extension.oid, (value) => [read(value)]) !== undefined;
}
