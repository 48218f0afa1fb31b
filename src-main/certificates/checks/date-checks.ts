import type { Finding } from '../../../shared/certificates/finding';
import { isDevelopmentOnly } from '../development/development-only';
import type { Certificate } from '../model';
import { displayName } from '../x509/names';
import type { Checked, CheckOptions } from './checked';
import { judged, privateRoot } from './judged';

const DAY = 86_400_000;
const SOON = 30 * DAY;
/** A development certificate lasts thirty days, and a new one is made at once. */
const SOON_FOR_DEVELOPMENT = 7 * DAY;

/** What is against the dates: of the certificates that are sent, and of a private root. */
export function checkDates(checked: Checked, { now }: CheckOptions): readonly Finding[] {
  const dated = judged(checked).flatMap((certificate) =>
    dateOf(certificate, now.getTime(), roleOf(certificate, checked)),
  );
  return [...dated, ...tooLong(checked)];
}

/** What to do about an intermediate or a root is something else, they are the authority's; and so is it about Latchkey's own. */
function roleOf(certificate: Certificate, checked: Checked): Role | undefined {
  if (isDevelopmentOnly(certificate)) return 'development';
  if (certificate === checked.leaf) return undefined;
  return certificate === privateRoot(checked) ? 'root' : 'intermediate';
}

type Role = 'intermediate' | 'root' | 'development';

/** The worst that is to say of one certificate: one that has ended also "ends soon". */
function dateOf(
  { notBefore, notAfter, subject }: Certificate,
  now: number,
  role: Role | undefined,
): readonly Finding[] {
  const facts = { name: displayName(subject), ...(role && { role }) };
  const end = instantOf(notAfter);
  const begin = instantOf(notBefore);
  if (end < now) return [{ code: 'expired', level: 'blocks', facts: { date: notAfter, ...facts } }];
  if (begin > now) return [{ code: 'not-yet-valid', level: 'blocks', facts: { date: notBefore, ...facts } }];
  const soon = role === 'development' ? SOON_FOR_DEVELOPMENT : SOON;
  return end < now + soon ? [{ code: 'ends-soon', level: 'warns', facts: { date: notAfter, ...facts } }] : [];
}

/**
 * How many days public authorities may issue a certificate for, by the day it begins (CA/Browser Forum baseline requirements
 * section 6.3.2, ballots 193, SC31 and SC-081v3); browsers refuse what is longer.
 */
const LIMITS: readonly (readonly [from: string, days: number])[] = [
  ['2029-03-15', 47],
  ['2027-03-15', 100],
  ['2026-03-15', 200],
  ['2020-09-01', 398],
  ['2018-03-01', 825],
];

function tooLong({ leaf, chain, leafIsSelfSigned }: Checked): readonly Finding[] {
  const limit = LIMITS.find(([from]) => leaf.notBefore.slice(0, 10) >= from)?.[1];
  if (!chain.isPublic || leafIsSelfSigned || limit === undefined) return [];
  // Both ends count: a certificate of one day ends one second before the day is over.
  const days = Math.ceil((instantOf(leaf.notAfter) - instantOf(leaf.notBefore) + 1000) / DAY);
  return days > limit ? [{ code: 'validity-too-long', level: 'warns', facts: { days, limit } }] : [];
}

/** Years beyond four digits compare as the end of time. */
function instantOf(text: string): number {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}
