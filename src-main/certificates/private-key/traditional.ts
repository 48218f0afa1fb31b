import { Asn1Error, type Element, isContext, isUniversal, readElement, TAG, childrenOf } from '../asn1/ber';
import { der, derOid, derRsaAlgorithm, derSequence } from '../asn1/der-writer';
import { sequenceOf } from '../asn1/values';

const RSA = derRsaAlgorithm();
const EC = derOid('1.2.840.10045.2.1');
const DSA = derOid('1.2.840.10040.4.1');
const VERSION_0 = der(TAG.INTEGER, Buffer.of(0));

/**
 * Wraps a key of the traditional forms in PKCS#8, its own bytes unchanged:
 * PKCS#1 RSAPrivateKey (RFC 8017 A.1.2), SEC1 ECPrivateKey (RFC 5915) and OpenSSL's DSAPrivateKey.
 * @throws {Asn1Error} where it is none of them.
 */
export function toPkcs8(traditional: Uint8Array): Uint8Array {
  const element = readElement(traditional);
  const fields = sequenceOf(element);
  if (isSec1(fields)) {
    const parameters = fields.find((field) => isContext(field, 0));
    if (!parameters) throw new Asn1Error('EC key without its curve');
    const [curve] = childrenOf(parameters);
    return wrap(derSequence(EC, curve?.bytes ?? new Uint8Array()), element.bytes);
  }
  if (!fields.slice(0, 6).every((field) => isUniversal(field, TAG.INTEGER))) throw new Asn1Error('key expected');
  if (fields.length >= 9) return wrap(RSA, element.bytes);
  if (fields.length !== 6) throw new Asn1Error('key expected');
  const [, p, q, g, , x] = fields as [Element, Element, Element, Element, Element, Element];
  return wrap(derSequence(DSA, derSequence(p.bytes, q.bytes, g.bytes)), x.bytes);
}

/** Whether the fields of a sequence are those of SEC1's ECPrivateKey. */
export function isSec1(fields: readonly Element[]): boolean {
  return (
    isUniversal(fields[0], TAG.INTEGER) &&
    isUniversal(fields[1], TAG.OCTET_STRING) &&
    !isUniversal(fields[2], TAG.OCTET_STRING)
  );
}

function wrap(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return derSequence(VERSION_0, algorithm, der(TAG.OCTET_STRING, key));
}
