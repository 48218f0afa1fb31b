import type { RequestSubject } from '../../../shared/requests/contract';
import { TAG } from '../asn1/ber';
import { der, derContext, derOid, derSequence, derSmall } from '../asn1/der-writer';
import type { HostName } from '../host-names/host-name';
import type { PrivateKey } from '../model';
import { subjectAlternativeName, writeExtensions } from '../x509/write-extensions';
import { writeName } from '../x509/write-name';
import { spkiOf, writeSigned } from '../x509/write-signed';

/** RFC 5280 appendix A.1, ub-common-name. */
const MOST_OF_A_COMMON_NAME = 64;
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/**
 * Makes a certificate signing request (PKCS#10, RFC 2986), DER: the subject, the host names as subject alternative names, and
 * no more than authorities look at. The first host name is the common name too, as some forms want to see it.
 */
export function makeRequest(key: PrivateKey, hostNames: readonly HostName[], subject: RequestSubject): Uint8Array {
  const commonName = hostNames.find(({ ascii }) => ascii.length <= MOST_OF_A_COMMON_NAME)?.ascii;
  const extensions = writeExtensions(subjectAlternativeName(hostNames));
  const attribute = derSequence(derOid(EXTENSION_REQUEST), der(TAG.SET, extensions));
  return writeSigned(key, () =>
    derSequence(derSmall(0), writeName({ ...subject, commonName }), spkiOf(key), derContext(0, attribute)),
  );
}
