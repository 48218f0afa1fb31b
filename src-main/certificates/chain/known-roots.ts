import { rootCertificates } from 'node:tls';
import type { Certificate } from '../model';
import { findPemBlocks } from '../pem';
import { readCertificate } from '../x509/certificate';
import { keyIdsAgree } from '../x509/named-issuer';
import { comparableName } from '../x509/names';
import { verifySignature } from '../x509/verify-signature';

let bySubject: ReadonlyMap<string, readonly Certificate[]> | undefined;

/**
 * The public root, of those that the runtime carries (Mozilla's list), whose key signed `certificate`; undefined where none did.
 * The list is read on first use.
 */
export function knownRootOf(certificate: Certificate): Certificate | undefined {
  return rootsNamed(comparableName(certificate.issuer)).find((root) => verifySignature(certificate, root) === 'valid');
}

/**
 * Whether a certificate that no public root signed says that one did: by the issuer's name and, where both have it, by the
 * identifier of its key.
 */
export function claimsKnownRoot(certificate: Certificate): boolean {
  return rootsNamed(comparableName(certificate.issuer)).some(
    (root) => keyIdsAgree(certificate, root) && verifySignature(certificate, root) === 'invalid',
  );
}

/** Whether a self-signed certificate is a public root: by name and key, since roots are issued again with a new date. */
export function isKnownRoot({ subject, publicKey }: Certificate): boolean {
  return rootsNamed(comparableName(subject)).some((root) => root.publicKey.spkiSha256 === publicKey.spkiSha256);
}

function rootsNamed(name: string): readonly Certificate[] {
  bySubject ??= readKnownRoots();
  return bySubject.get(name) ?? [];
}

function readKnownRoots(): ReadonlyMap<string, readonly Certificate[]> {
  const roots = rootCertificates
    .flatMap((pem) => findPemBlocks(pem).blocks)
    .flatMap(({ der }) => (der ? [readCertificate(der)] : []));
  const groups = new Map<string, Certificate[]>();
  for (const root of roots) {
    const name = comparableName(root.subject);
    groups.set(name, [...(groups.get(name) ?? []), root]);
  }
  return groups;
}
