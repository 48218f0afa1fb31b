import type { Certificate } from '../model';
import { comparableName } from '../x509/names';
import { type Verification, verifySignature } from '../x509/verify-signature';
import { knownRootOf } from './known-roots';

/** A certificate and the certificates that vouch for it, as far as they were found. */
export interface Chain {
  /** Leaf first, each signed by the next; a self-signed root last, where one was found. */
  readonly certificates: readonly Certificate[];
  /** True where it ends at a self-signed certificate or at one that a known public root signed: a server can send all it has to. */
  readonly complete: boolean;
  /** The public root that signed the last certificate and isn't among the files. Servers don't send it. */
  readonly knownRoot: Certificate | undefined;
  /** The first certificate whose signature this runtime could not check, because it doesn't know the algorithm. */
  readonly unverified: Certificate | undefined;
}

/** Longer chains are made to exhaust a program: public ones have three or four certificates. */
const MAXIMUM_LENGTH = 10;

/** Certificates looked at for one leaf. Authorities that cross-sign each other many times over could keep a search busy for ever. */
const MAXIMUM_STEPS = 500;

/** Builds chains from one set of certificates. */
export interface ChainBuilder {
  /** The best chain for a leaf: complete before incomplete, then all in date, then all verified, then the shortest. */
  build(leaf: Certificate): Chain;
  /** Whether a certificate is signed by its own key. */
  isSelfSigned(certificate: Certificate): boolean;
}

/**
 * Prepares chain building over all certificates at hand, in any order (RFC 5280 section 6, RFC 4158).
 * Issuers are found by name and key identifier, and count only if their key made the signature.
 */
export function createChainBuilder(certificates: readonly Certificate[], now: Date): ChainBuilder {
  const bySubject = new Map<string, Certificate[]>();
  for (const certificate of certificates) {
    const name = comparableName(certificate.subject);
    bySubject.set(name, [...(bySubject.get(name) ?? []), certificate]);
  }
  const verify = rememberVerifications();
  // To the second, as certificates have it: the texts compare like the dates.
  const instant = `${now.toISOString().slice(0, 19)}Z`;
  let steps = 0;

  function isSelfSigned(certificate: Certificate): boolean {
    return certificate.selfIssued && verify(certificate, certificate) !== 'invalid';
  }

  function findBest(certificate: Certificate, below: readonly Certificate[]): Chain {
    const alone = { certificates: [certificate], unverified: undefined };
    if (isSelfSigned(certificate)) return { ...alone, complete: true, knownRoot: undefined };
    const knownRoot = knownRootOf(certificate);
    const ends: Chain = { ...alone, complete: knownRoot !== undefined, knownRoot };
    if (below.length >= MAXIMUM_LENGTH || ++steps > MAXIMUM_STEPS) return ends;
    const path = [...below, certificate];
    const longer = issuersOf(certificate)
      .filter((issuer) => !path.includes(issuer))
      .map((issuer) => prepend(certificate, findBest(issuer, path), verify(certificate, issuer)));
    return [ends, ...longer].toSorted((a, b) => rank(b, instant) - rank(a, instant))[0] ?? ends;
  }

  function issuersOf(certificate: Certificate): readonly Certificate[] {
    const named = bySubject.get(comparableName(certificate.issuer)) ?? [];
    return named.filter((issuer) => keyIdsAgree(certificate, issuer) && verify(certificate, issuer) !== 'invalid');
  }

  function build(leaf: Certificate): Chain {
    steps = 0;
    return findBest(leaf, []);
  }

  return { build, isSelfSigned };
}

function prepend(certificate: Certificate, chain: Chain, verification: Verification): Chain {
  return {
    certificates: [certificate, ...chain.certificates],
    complete: chain.complete,
    knownRoot: chain.knownRoot,
    unverified: verification === 'unknown' ? certificate : chain.unverified,
  };
}

/** Higher is better. An incomplete chain is the better the more of it is there; a complete one the shorter it is. */
function rank(chain: Chain, instant: string): number {
  const inDate = chain.certificates.every(({ notBefore, notAfter }) => notBefore <= instant && instant <= notAfter);
  const length = chain.certificates.length;
  return (chain.complete ? 1000 - length : length) + (inDate ? 200 : 0) + (chain.unverified ? 0 : 100);
}

function keyIdsAgree(certificate: Certificate, issuer: Certificate): boolean {
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
