import { createHash } from 'node:crypto';
import type { CertificateDetails } from '../../../shared/certificates/contract';
import type { Certificate } from '../model';
import { describeExtension } from './describe-extension';
import { rfc4514 } from './names';

/** Everything a certificate says, in words. @param fileNames The files it was found in. */
export function certificateDetails(certificate: Certificate, fileNames: readonly string[]): CertificateDetails {
  const { sha256, serialNumber, version, notBefore, notAfter, signatureAlgorithm, publicKey } = certificate;
  return {
    id: sha256,
    subject: rfc4514(certificate.subject),
    issuer: rfc4514(certificate.issuer),
    serialNumber,
    version,
    notBefore,
    notAfter,
    signatureAlgorithm,
    publicKey,
    sha256,
    sha1: createHash('sha1').update(certificate.der).digest('hex'),
    extensions: certificate.extensions.map((extension) => describeExtension(extension)),
    fileNames: [...fileNames],
  };
}
