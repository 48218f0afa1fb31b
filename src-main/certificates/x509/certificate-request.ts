import { type Element, childrenOf, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { bitsOf, oidOf, sequenceOf, setOf, smallIntegerOf } from '../asn1/values';
import type { CertificateRequest } from '../model';
import { alternativeNames, readExtensions } from './extensions';
import { readName } from './names';
import { describePublicKey } from './public-key';

/** PKCS#9 extensionRequest, and the identifier that Windows tools use for the same. */
const EXTENSION_REQUESTS = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);

/**
 * Reads a certificate signing request (PKCS#10, RFC 2986 section 4).
 * @throws {Asn1Error} where it isn't one.
 */
export function readCertificateRequest(bytes: Uint8Array): CertificateRequest {
  const [info, algorithm, signature] = sequenceOf(readElement(bytes));
  oidOf(sequenceOf(algorithm)[0]);
  bitsOf(signature);
  const [version, subject, spki, attributes] = sequenceOf(info);
  smallIntegerOf(version);
  return {
    subject: readName(subject),
    publicKey: describePublicKey(spki as Element),
    dnsNames: alternativeNames(requestedExtensions(attributes)).dnsNames,
  };
}

function requestedExtensions(attributes: Element | undefined) {
  if (!isContext(attributes, 0)) return [];
  for (const attribute of childrenOf(attributes)) {
    const [type, values] = sequenceOf(attribute);
    const [value] = setOf(values);
    if (EXTENSION_REQUESTS.has(oidOf(type)) && isUniversal(value, TAG.SEQUENCE)) return readExtensions(value);
  }
  return [];
}
