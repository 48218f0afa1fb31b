import type { Certificate } from '../model';
import { comparableName } from '../x509/names';
import { type Verification, verifySignature } from '../x509/verify-signature';
import { knownRootOf } from './known-roots';

/** Who vouches for whom, each signature verified once. */
export interface Issuers {
  /** All that have the name of the issuer. */
  namedAs(certificate: Certificate): readonly Certificate[];
  /** Those of them whose key signed. */
  of(certificate: Certificate): readonly Certificate[];
  readonly isSelfSigned: (certificate: Certificate) => boolean;
  verify(certificate: Certificate, issuer: Certificate): Verification;
  rootOf(certificate: Certificate): Certificate | undefined;
}

/** Looks for issuers among `certificates`: the order they are given in doesn’t matter. */
export function createIssuers(certificates: readonly Certificate[]): Issuers {
  const bySubject = groupBySubject(certificates.toSorted(byFingerprint));
  const verify = rememberVerifications();
  const namedAs = (certificate: Certificate): readonly Certificate[] => {
    const named = bySubject.get(comparableName(certificate.issuer)) ?? [];
    return named.filter((issuer) => issuer !== certificate);
  };
  return {
    namedAs,
    of: (certificate) =>
      namedAs(certificate).filter(
        (issuer) => keyIdsAgree(certificate, issuer) && verify(certificate, issuer) !== 'invalid',
      ),
    isSelfSigned: (certificate) => certificate.selfIssued && verify(certificate, certificate) !== 'invalid',
    verify,
    rootOf: rememberRoots(),
  };
}

function byFingerprint(one: Certificate, other: Certificate): number {
  return one.sha256 < other.sha256 ? -1 : Number(one.sha256 > other.sha256);
}

function groupBySubject(certificates: readonly Certificate[]): ReadonlyMap<string, readonly Certificate[]> {
  const groups = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const name = comparableName(certificate.subject);
    const group = groups.get(name);
    if (group) group.push(certificate);
    else groups.set(name, [certificate]);
  }
  return groups;
}

/** False only where both have a key identifier: neither need have one. */
export function keyIdsAgree(certificate: Certificate, issuer: Certificate): boolean {
  return !certificate.authorityKeyId || !issuer.subjectKeyId || certificate.authorityKeyId === issuer.subjectKeyId;
}

function rememberVerifications(): (certificate: Certificate, issuer: Certificate) => Verification {
  const known = new Map<string, Verification>();
  return (certificate, issuer) => {
    const pair = `${certificate.sha256} ${issuer.sha256}`;
    const verification = known.get(pair) ?? verifySignature(certificate, issuer);
    known.set(pair, verification);
    return verification;
  };
}

function rememberRoots(): (certificate: Certificate) => Certificate | undefined {
  const known = new Map<string, Certificate | undefined>();
  return (certificate) => {
    if (!known.has(certificate.sha256)) known.set(certificate.sha256, knownRootOf(certificate));
    return known.get(certificate.sha256);
  };
}
