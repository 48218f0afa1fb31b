import { AppError } from '../app-error';
import { Asn1Error, childrenOf, type Element, isContext, isUniversal, TAG } from './asn1/ber';
import { oidOf, sequenceOf } from './asn1/values';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const NETSCAPE_CERTIFICATE_SEQUENCE = '2.16.840.1.113730.2.5';
const CONTENT_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.7.1': 'data',
  '1.2.840.113549.1.7.3': 'enveloped-data',
  '1.2.840.113549.1.7.6': 'encrypted-data',
};

/**
 * The certificates in a PKCS#7 or CMS message, DER, in the order of the file (RFC 2315, RFC 5652 section 5.1).
 * Only signed data carries certificates; a message of another kind holds none. Signatures aren't looked at:
 * such a file is used as a bag.
 * @throws {Asn1Error} where it is malformed.
 */
export function certificatesOfPkcs7(contentInfo: Element): readonly Uint8Array[] {
  const [type, wrapped] = sequenceOf(contentInfo);
  const oid = oidOf(type);
  if (oid === NETSCAPE_CERTIFICATE_SEQUENCE) return childrenOf(contentOf(wrapped)).map((child) => child.bytes);
  if (oid in CONTENT_NAMES) return [];
  if (oid !== SIGNED_DATA) throw new AppError('certificate.nothing-found');
  const fields = sequenceOf(contentOf(wrapped));
  const certificates = fields.find((field) => isContext(field, 0));
  if (!certificates) return [];
  // Other choices of CertificateSet (attribute certificates, PKCS#6) are context-tagged.
  return childrenOf(certificates).flatMap((child) => (isUniversal(child, TAG.SEQUENCE) ? [child.bytes] : []));
}

function contentOf(wrapped: Element | undefined): Element {
  const [content] = wrapped && isContext(wrapped, 0) ? childrenOf(wrapped) : [];
  if (!content) throw new Asn1Error('content expected');
  return content;
}
