import type { Certificate } from '../model';
import { comparableName } from '../x509/names';
import { type Verification, verifySignature } from '../x509/verify-signature';
import { isKnownRoot, knownRootOf } from './known-roots';
import { type Violation, violationsOf } from './validate-path';

/** A certificate and the certificates that vouch for it, as far as they were found. */
export interface Chain {
  /** Leaf first, each signed by the next; a self-signed root last, where one was found. */
  readonly certificates: readonly Certificate[];
  /** True where it ends at a self-signed certificate or at one that a known public root signed: a server can send all it has to. */
  readonly complete: boolean;
  /** The public root that signed the last certificate and isn't among the files. Servers don't send it. */
  readonly knownRoot: Certificate | undefined;
  /** True where it ends at a public root, in the files or not. */
  readonly isPublic: boolean;
  /** The first certificate whose signature this runtime could not check, because it doesn't know the algorithm. */
  readonly unverified: Certificate | undefined;
  /** What path validation has against it. */
  readonly violations: readonly Violation[];
  /** A given certificate that has the name of the last one's issuer and did not sign it; where the chain is incomplete. */
  readonly impostor: Certificate | undefined;
  /** The first certificate above the leaf that is here twice, signed by different issuers; the known root where one of them is that. */
  readonly crossSigned: Certificate | undefined;
  /** The certificates on any way up from the leaf, those that were not chosen among them. */
  readonly related: ReadonlySet<Certificate>;
}

/** Longer chains are made to exhaust a program: public ones have three or four certificates. */
const MAXIMUM_LENGTH = 10;

/** Certificates looked at for one leaf. Authorities that cross-sign each other many times over could keep a search busy for ever. */
const MAXIMUM_STEPS = 500;

/** Builds chains from one set of certificates. */
export interface ChainBuilder {
  /**
   * The best chain for a leaf: complete before incomplete, then valid, then all in date, then all verified, then the shortest,
   * then the one with the fewest remembered certificates.
   */
  build(leaf: Certificate): Chain;
  /** Whether a certificate is signed by its own key. */
  isSelfSigned(certificate: Certificate): boolean;
}

/** A way up from the leaf. */
interface Path {
  readonly certificates: readonly Certificate[];
  readonly unverified: Certificate | undefined;
}

/**
 * Prepares chain building over all certificates at hand, in any order (RFC 5280 section 6, RFC 4158).
 * Issuers are found by name and key identifier, and count only if their key made the signature.
 * @param given What the user gave.
 * @param known What may stand in for what is missing. Where it doesn't help, nothing is held against it.
 */
export function createChainBuilder(
  given: readonly Certificate[],
  now: Date,
  known: readonly Certificate[] = [],
): ChainBuilder {
  const issuers = createIssuers([...given, ...known]);
  const isKnown = new Set(known);
  // To the second, as certificates have it: the texts compare like the dates.
  const instant = `${now.toISOString().slice(0, 19)}Z`;
  return {
    build: (leaf) => {
      const paths = pathsFrom(leaf, issuers);
      const best = bestOf(
        paths.map((path) => followUp(path, issuers)),
        (path) => rank(path, instant, isKnown),
      );
      const related = new Set(paths.flatMap((path) => path.certificates));
      return { ...best, violations: best.violations(), ...explain(best, issuers, isKnown), related };
    },
    isSelfSigned: issuers.isSelfSigned,
  };
}

/** Who vouches for whom, each signature verified once. */
interface Issuers {
  /** All that have the name of the issuer. */
  namedAs(certificate: Certificate): readonly Certificate[];
  /** Those of them whose key signed. */
  of(certificate: Certificate): readonly Certificate[];
  readonly isSelfSigned: (certificate: Certificate) => boolean;
  verify(certificate: Certificate, issuer: Certificate): Verification;
  rootOf(certificate: Certificate): Certificate | undefined;
}

function createIssuers(certificates: readonly Certificate[]): Issuers {
  const bySubject = groupBySubject(certificates);
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

/** Every way up, to where it ends; and to each stop that a known root signed, since that is as far as a server has to go. */
function pathsFrom(leaf: Certificate, issuers: Issuers): readonly Path[] {
  const paths: Path[] = [];
  let steps = 0;
  const climb = (path: Path): void => {
    const last = path.certificates.at(-1) ?? leaf;
    const isTop = issuers.isSelfSigned(last) || path.certificates.length > MAXIMUM_LENGTH;
    const above = (isTop ? [] : issuers.of(last)).filter(
      (issuer) => !path.certificates.includes(issuer) && ++steps <= MAXIMUM_STEPS,
    );
    if (above.length === 0 || issuers.rootOf(last)) paths.push(path);
    for (const issuer of above) {
      const isUnknown = issuers.verify(last, issuer) === 'unknown';
      climb({
        certificates: [...path.certificates, issuer],
        unverified: path.unverified ?? (isUnknown ? last : undefined),
      });
    }
  };
  climb({ certificates: [leaf], unverified: undefined });
  return paths;
}

/** A path with what it is chosen by. */
type RankedPath = Omit<Chain, 'violations' | 'impostor' | 'crossSigned' | 'related'> & {
  /** Validates the path, once. */
  readonly violations: () => readonly Violation[];
};

function followUp({ certificates: path, unverified }: Path, issuers: Issuers): RankedPath {
  const last = path.at(-1) as Certificate;
  const endsInRoot = issuers.isSelfSigned(last);
  const knownRoot = endsInRoot ? undefined : issuers.rootOf(last);
  let found: readonly Violation[] | undefined;
  return {
    certificates: path,
    complete: endsInRoot || knownRoot !== undefined,
    knownRoot,
    isPublic: knownRoot !== undefined || (endsInRoot && isKnownRoot(last)),
    unverified,
    violations: () => (found ??= violationsOf(path, endsInRoot)),
  };
}

/** Validation is what takes time: a path that would not be the best if it were valid is not validated. */
function bestOf(paths: readonly RankedPath[], rankOf: (path: RankedPath) => number): RankedPath {
  const promising = paths
    .map((path) => ({ path, rank: rankOf(path) + VALID }))
    .toSorted((one, other) => other.rank - one.rank);
  let best = { path: paths[0] as RankedPath, rank: 0 };
  for (const { path, rank: promised } of promising) {
    if (promised <= best.rank) break;
    const reached = path.violations().length === 0 ? promised : promised - VALID;
    if (reached > best.rank) best = { path, rank: reached };
  }
  return best.path;
}

/** What is good to know of the path that was chosen. */
function explain(
  { certificates: path, complete, knownRoot }: RankedPath,
  issuers: Issuers,
  isKnown: ReadonlySet<Certificate>,
): Pick<Chain, 'impostor' | 'crossSigned'> {
  const last = path.at(-1) as Certificate;
  const signed = issuers.of(last);
  const isImpostor = (issuer: Certificate): boolean => !signed.includes(issuer) && !isKnown.has(issuer);
  const crossSigned = path
    .slice(1)
    .find((issuer, index) => isOneOfSeveral(issuer, issuers.of(path[index] as Certificate)));
  return {
    impostor: complete ? undefined : issuers.namedAs(last).find((issuer) => isImpostor(issuer)),
    // While a root is new, the certificate that another authority gave it is sent, too.
    crossSigned: crossSigned ?? (signed.some((issuer) => !issuer.selfIssued) ? knownRoot : undefined),
  };
}

function isOneOfSeveral(issuer: Certificate, candidates: readonly Certificate[]): boolean {
  return !issuer.selfIssued && new Set(candidates.map((other) => comparableName(other.issuer))).size > 1;
}

/** What a valid path has over one that isn't. */
const VALID = 400;

/** Higher is better. An incomplete chain is the better the more of it is there; a complete one the shorter it is. */
function rank(path: RankedPath, instant: string, isKnown: ReadonlySet<Certificate>): number {
  const inDate = path.certificates.every(({ notBefore, notAfter }) => notBefore <= instant && instant <= notAfter);
  const length = path.certificates.length;
  const borrowed = path.certificates.filter((certificate) => isKnown.has(certificate)).length;
  return (path.complete ? 1000 - length : length) + (inDate ? 200 : 0) + (path.unverified ? 0 : 100) - borrowed / 100;
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

function rememberRoots(): (certificate: Certificate) => Certificate | undefined {
  const known = new Map<string, Certificate | undefined>();
  return (certificate) => {
    if (!known.has(certificate.sha256)) known.set(certificate.sha256, knownRootOf(certificate));
    return known.get(certificate.sha256);
  };
}
