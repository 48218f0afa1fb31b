import type { Certificate } from '../model';
import { isRefused } from './own-defects';
import type { Violation } from './validate-path';

/** A way up from a leaf, with what it is chosen by; the fields are those of `Chain`. */
export interface RankedPath {
  readonly certificates: readonly Certificate[];
  readonly complete: boolean;
  readonly knownRoot: Certificate | undefined;
  readonly isPublic: boolean;
  readonly unverified: Certificate | undefined;
  /** The last one, where it is a root that is no public one. */
  readonly privateRoot: Certificate | undefined;
  /** Validates the path, once. */
  readonly violations: () => readonly Violation[];
}

/** What paths are measured by: to the second as certificates have it, and the certificates that nobody gave. */
export interface Measure {
  readonly instant: string;
  readonly isKnown: ReadonlySet<Certificate>;
}

/** What speaks for a path, the weightiest first: more is better. */
type Merits = readonly number[];

/**
 * The best of at least one path. Validation is what takes time: a path that would not be the best if it were valid is not validated.
 */
export function bestOf(paths: readonly RankedPath[], measure: Measure): RankedPath {
  if (paths.length === 1) return paths[0] as RankedPath;
  const promising = paths
    .map((path) => ({ path, promised: meritsOf(path, true, measure) }))
    .toSorted((one, other) => compare(other.promised, one.promised));
  let best: { readonly path: RankedPath; readonly merits: Merits } | undefined;
  for (const { path, promised } of promising) {
    if (best && compare(promised, best.merits) <= 0) break;
    const merits = path.violations().length === 0 ? promised : meritsOf(path, false, measure);
    if (!best || compare(merits, best.merits) > 0) best = { path, merits };
  }
  return best?.path ?? (paths[0] as RankedPath);
}

/**
 * An incomplete chain is the better the more of it is there; a complete one the shorter it is. A public root comes after what no
 * client overlooks: a cross-sign that has ended helps nobody.
 */
function meritsOf(path: RankedPath, isValid: boolean, { instant, isKnown }: Measure): Merits {
  const { certificates, complete, isPublic, privateRoot, unverified } = path;
  const inDate = certificates.every(({ notBefore, notAfter }) => notBefore <= instant && instant <= notAfter);
  const borrowed = certificates.filter((certificate) => isKnown.has(certificate)).length;
  return [
    Number(complete),
    Number(isValid),
    Number(!certificates.slice(1).some((above) => isRefused(above, above === privateRoot))),
    Number(inDate),
    Number(isPublic),
    Number(!unverified),
    complete ? -certificates.length : certificates.length,
    -borrowed,
    // Of a certificate that was renewed, the new one.
    Math.min(...certificates.map(({ notAfter }) => endOf(notAfter))),
  ];
}

/** Years beyond four digits compare as the end of time. */
function endOf(notAfter: string): number {
  const end = Date.parse(notAfter);
  return Number.isNaN(end) ? Number.MAX_SAFE_INTEGER : end;
}

/** The first merit that differs decides. */
function compare(one: Merits, other: Merits): number {
  return one.map((merit, index) => merit - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
