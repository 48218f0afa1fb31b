import type { Certificate } from '../model';
import { keyIdsAgree } from '../x509/named-issuer';
import { comparableName } from '../x509/names';
import { isVerifiable, type Verification, verifySignature } from '../x509/verify-signature';
import { knownRootOf } from './known-roots';

/** Who vouches for whom, each signature verified once. */
export interface Issuers {
  /** All that have the name of the issuer. */
  namedAs(certificate: Certificate): readonly Certificate[];
  /** Those of them whose key signed, each verified when it is asked for. */
  signersOf(certificate: Certificate): Iterable<Certificate>;
  readonly isSelfSigned: (certificate: Certificate) => boolean;
  /** As `ChainBuilder.isRoot`. */
  readonly isRoot: (certificate: Certificate) => boolean;
  verify(certificate: Certificate, issuer: Certificate): Verification;
  rootOf(certificate: Certificate): Certificate | undefined;
  /** True once a signature was not verified because so many had been: from then on there are no more signers. */
  isExhausted(): boolean;
}

/**
 * Signatures verified for one set of certificates. Chains of three take three for each leaf; what takes far more was made of many
 * authorities of one name, each of which may have signed each of many certificates.
 */
const FOR_EACH = 4;
const MINIMUM_BUDGET = 10_000;

/** Looks for issuers among `certificates`: the order they are given in doesn’t matter. */
export function createIssuers(certificates: readonly Certificate[]): Issuers {
  const bySubject = groupBySubject(certificates.toSorted(byFingerprint));
  const { verify, isExhausted } = rememberVerifications(certificates.length);
  const isSelfSigned = (certificate: Certificate): boolean =>
    certificate.selfIssued && verify(certificate, certificate) !== 'invalid';
  const namedAs = (certificate: Certificate): readonly Certificate[] => {
    const named = bySubject.get(comparableName(certificate.issuer)) ?? [];
    return named.filter((issuer) => issuer !== certificate);
  };
  return {
    namedAs,
    *signersOf(certificate) {
      for (const issuer of namedAs(certificate)) {
        if (isExhausted()) return;
        if (keyIdsAgree(certificate, issuer) && verify(certificate, issuer) !== 'invalid') yield issuer;
      }
    },
    isSelfSigned,
    // Clients have it as it is, and don't verify its signature on itself.
    isRoot: (certificate) =>
      isSelfSigned(certificate) ||
      (certificate.selfIssued && certificate.isCertificateAuthority && !isVerifiable(certificate)),
    verify,
    rootOf: rememberRoots(),
    isExhausted,
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

/** Verifies each certificate with each key once: authorities have several certificates for one key. */
function rememberVerifications(count: number): Pick<Issuers, 'verify' | 'isExhausted'> {
  const known = new Map<string, Verification>();
  let isExhausted = false;
  return {
    verify: (certificate, issuer) => {
      const pair = `${certificate.sha256} ${issuer.publicKey.spkiSha256}`;
      const remembered = known.get(pair);
      if (remembered !== undefined) return remembered;
      if (known.size >= Math.max(MINIMUM_BUDGET, count * FOR_EACH)) {
        isExhausted = true;
        return 'invalid';
      }
      const verification = verifySignature(certificate, issuer);
      known.set(pair, verification);
      return verification;
    },
    isExhausted: () => isExhausted,
  };
}

function rememberRoots(): (certificate: Certificate) => Certificate | undefined {
  const known = new Map<string, Certificate | undefined>();
  return (certificate) => {
    if (!known.has(certificate.sha256)) known.set(certificate.sha256, knownRootOf(certificate));
    return known.get(certificate.sha256);
  };
}
