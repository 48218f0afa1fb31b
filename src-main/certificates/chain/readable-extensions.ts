import { Asn1Error, childrenOf, type Element } from '../asn1/ber';
import { segments, sequenceOf } from '../asn1/values';
import type { Extension } from '../model';
import { EXTENSION, readBasicConstraints, valueOf } from '../x509/extensions';
import { readName } from '../x509/names';
import { readKeyPurposes, readKeyUsages } from '../x509/usage';
import { readNameConstraints } from './name-constraints';

/** Those that say what a certificate is good for: one of them that can't be read must not pass for none. */
const READERS = new Map<string, (value: Element) => unknown>([
  [EXTENSION.keyUsage, readKeyUsages],
  [EXTENSION.extendedKeyUsage, readKeyPurposes],
  [EXTENSION.basicConstraints, readBasicConstraints],
  [EXTENSION.subjectAlternativeName, readGeneralNames],
  [EXTENSION.nameConstraints, readNameConstraints],
]);

/** False for an extension that says what the certificate is good for, and is malformed. */
export function isReadable(extension: Extension): boolean {
  const read = READERS.get(extension.oid);
  return read === undefined || valueOf([extension], extension.oid, (value) => [read(value)]) !== undefined;
}

/** GeneralNames (RFC 5280 section 4.2.1.6). @throws {Asn1Error} where malformed. */
function readGeneralNames(value: Element): readonly unknown[] {
  return sequenceOf(value).map((name) => {
    if (name.tagClass !== 'context' || name.tag > 8) throw new Asn1Error('general name expected');
    if (name.tag === 4) return readName(childrenOf(name)[0]);
    return TEXTS.has(name.tag) ? segments(name) : name;
  });
}

/** Mail addresses, DNS names, URIs, IP addresses and registered identifiers. */
const TEXTS: ReadonlySet<number> = new Set([1, 2, 6, 7, 8]);
