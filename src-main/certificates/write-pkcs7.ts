import { TAG } from './asn1/ber';
import { der, derContext, derOid, derSequence, derSmall } from './asn1/der-writer';

/** Writes a "certs-only" message, DER: signed data without content and signers (RFC 2315 section 9.1, RFC 5652 section 5.1). */
export function writePkcs7(certificates: readonly Uint8Array[]): Uint8Array {
  const nothing = derSequence(derOid('1.2.840.113549.1.7.1'));
  const signedData = derSequence(derSmall(1), der(TAG.SET), nothing, derContext(0, ...certificates), der(TAG.SET));
  return derSequence(derOid('1.2.840.113549.1.7.2'), derContext(0, signedData));
}
