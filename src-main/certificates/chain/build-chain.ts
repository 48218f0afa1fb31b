import type { Certificate } from '../model';
import { keyIdsAgree } from '../x509/named-issuer';
import { comparableName } from '../x509/names';
import { bestOf, type RankedPath } from './best-path';
import { createIssuers, type Issuers } from './issuers';
import { claimsKnownRoot, isKnownRoot } from './known-roots';
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
  /** True where not all that may have signed were asked, since there were too many of them; where the chain is incomplete. */
  readonly unfinished: boolean;
  /** True where the key that the last one says signed it is here, or is a public root's, and did not; where the chain is incomplete. */
  readonly changed: boolean;
  /** A given certificate that has the name of the last one's issuer and did not sign it; where the chain is incomplete. */
  readonly impostor: Certificate | undefined;
  /** A given root that has the name of the last one's issuer and another key than that has by its identifier; where the chain is incomplete. */
  readonly otherRoot: Certificate | undefined;
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
   * The best chain for a leaf: complete before incomplete, then valid, then of what clients don't refuse, then all in date, then
   * to a public root, then all verified, then the shortest, then the one with the fewest remembered certificates, then the one
   * that ends last. The order of the files decides nothing.
   */
  build(leaf: Certificate): Chain;
  /** Whether a certificate is signed by its own key. */
  isSelfSigned(certificate: Certificate): boolean;
  /** Whether a path ends at it: it is self-signed, or an authority's that says so in a way that nobody verifies. */
  isRoot(certificate: Certificate): boolean;
}

/** A way up from the leaf. */
type Path = Pick<RankedPath, 'certificates' | 'unverified'>;

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
        { instant, isKnown },
      );
      const related = new Set(paths.flatMap((path) => path.certificates));
      return { ...best, violations: best.violations(), ...explain(best, issuers, isKnown), related };
    },
    isSelfSigned: issuers.isSelfSigned,
    isRoot: issuers.isRoot,
  };
}

/** Every way up, to where it ends; and to each stop that a known root signed, since that is as far as a server has to go. */
function pathsFrom(leaf: Certificate, issuers: Issuers): readonly Path[] {
  const paths: Path[] = [];
  let steps = 0;
  const issuersAbove = ({ certificates }: Path, last: Certificate): readonly Certificate[] => {
    const above: Certificate[] = [];
    if (issuers.isSelfSigned(last) || certificates.length > MAXIMUM_LENGTH) return above;
    for (const issuer of issuers.signersOf(last)) {
      if (certificates.includes(issuer)) continue;
      if (++steps > MAXIMUM_STEPS) break;
      above.push(issuer);
    }
    return above;
  };
  const climb = (path: Path): void => {
    const last = path.certificates.at(-1) ?? leaf;
    const above = issuersAbove(path, last);
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

function followUp({ certificates: path, unverified }: Path, issuers: Issuers): RankedPath {
  const last = path.at(-1) as Certificate;
  const endsInRoot = path.length > 1 ? issuers.isRoot(last) : issuers.isSelfSigned(last);
  const isPublicRoot = endsInRoot && isKnownRoot(last);
  const knownRoot = endsInRoot ? undefined : issuers.rootOf(last);
  let found: readonly Violation[] | undefined;
  return {
    certificates: path,
    complete: endsInRoot || knownRoot !== undefined,
    knownRoot,
    isPublic: knownRoot !== undefined || isPublicRoot,
    privateRoot: endsInRoot && !isPublicRoot ? last : undefined,
    unverified,
    violations: () => (found ??= violationsOf(path, endsInRoot ? last : knownRoot)),
  };
}

/** What is good to know of the path that was chosen. */
function explain(
  { certificates: path, complete, knownRoot }: RankedPath,
  issuers: Issuers,
  isKnown: ReadonlySet<Certificate>,
): Pick<Chain, 'unfinished' | 'changed' | 'impostor' | 'otherRoot' | 'crossSigned'> {
  const last = path.at(-1) as Certificate;
  const signed = [...issuers.signersOf(last)];
  const impostors = complete
    ? []
    : issuers.namedAs(last).filter((issuer) => !signed.includes(issuer) && !isKnown.has(issuer));
  const crossSigned = path
    .slice(1)
    .find((issuer, index) => isOneOfSeveral(issuer, [...issuers.signersOf(path[index] as Certificate)]));
  return {
    unfinished: !complete && issuers.isExhausted(),
    changed: !complete && (impostors.some((impostor) => isKeyOf(last, impostor)) || claimsKnownRoot(last)),
    impostor: impostors[0],
    otherRoot: impostors.find((impostor) => !keyIdsAgree(last, impostor) && issuers.isSelfSigned(impostor)),
    // While a root is new, the certificate that another authority gave it is sent, too.
    crossSigned: crossSigned ?? (signed.some((issuer) => !issuer.selfIssued) ? knownRoot : undefined),
  };
}

function isKeyOf({ authorityKeyId }: Certificate, { subjectKeyId }: Certificate): boolean {
  return authorityKeyId !== undefined && authorityKeyId === subjectKeyId;
}

function isOneOfSeveral(issuer: Certificate, candidates: readonly Certificate[]): boolean {
  return !issuer.selfIssued && new Set(candidates.map((other) => comparableName(other.issuer))).size > 1;
}
