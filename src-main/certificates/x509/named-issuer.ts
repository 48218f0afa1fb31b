import { childrenOf, type Element, isContext } from '../asn1/ber';
import { segments, sequenceOf } from '../asn1/values';
import type { Certificate } from '../model';
import { serialText } from './certificate';
import { EXTENSION, valueOf } from './extensions';
import { comparableName, type DistinguishedName, readName } from './names';

/** One certificate, by who issued it and the number that it has there. */
interface IssuerAndSerial {
  readonly issuer: DistinguishedName;
  readonly serialNumber: string;
}

/** False only where both have a key identifier: neither need have one. */
export function keyIdsAgree(certificate: Certificate, issuer: Certificate): boolean {
  return !certificate.authorityKeyId || !issuer.subjectKeyId || certificate.authorityKeyId === issuer.subjectKeyId;
}

/**
 * False where `certificate` names its issuer's certificate by that one's own issuer and serial number, and it is another than
 * `issuer` (RFC 5280 section 4.2.1.1): OpenSSL takes no other, even where it has the right key.
 */
export function mayBeNamedIssuer(issuer: Certificate, certificate: Certificate): boolean {
  const named = valueOf(certificate.extensions, EXTENSION.authorityKeyIdentifier, readIssuerAndSerial);
  if (!named) return true;
  return named.serialNumber === issuer.serialNumber && comparableName(named.issuer) === comparableName(issuer.issuer);
}

/** undefined where not both are there. */
function readIssuerAndSerial(value: Element): IssuerAndSerial | undefined {
  const fields = sequenceOf(value);
  const names = fields.find((field) => isContext(field, 1));
  const serial = fields.find((field) => isContext(field, 2));
  const name = names && childrenOf(names).find((form) => isContext(form, 4));
  if (!name || !serial) return undefined;
  return { issuer: readName(childrenOf(name)[0]), serialNumber: serialText(segments(serial)) };
}
