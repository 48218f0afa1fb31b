import type { BatchResult } from '../../../shared/batch/contract';
import type { Finding } from '../../../shared/certificates/finding';

/** What became of one file of a batch. */
export interface BatchRow {
  /** Path below the folder that was read, with `/`. */
  readonly file: string;
  readonly outcome:
    | 'converted'
    | 'used'
    | 'needs-password'
    | 'left-out'
    | 'not-converted'
    | 'not-looked-at'
    | 'not-searched';
  /** Base names of what was written for it. */
  readonly written: readonly string[];
  readonly explanation: string;
  /** What the checks say of the certificates in it, each with the certificate's name. */
  readonly findings: readonly (Finding & { readonly certificate: string })[];
}

const OUTCOMES: Readonly<Record<BatchRow['outcome'], string>> = {
  converted: 'Converted',
  used: 'Used for another file',
  'needs-password': 'Needs a password',
  'left-out': 'Left out',
  'not-converted': 'Not converted',
  'not-looked-at': 'Not looked at',
  /** A folder. */
  'not-searched': 'Not searched',
};

/** What converting leaves as it is: a certificate that will not work is written all the same, and counts here. */
const CONVERTED_AND_BLOCKED = 'Converted; will not work as it is';

/** One column for each level. */
const LEVELS: readonly (readonly [level: Finding['level'], heading: string])[] = [
  ['blocks', 'Will not work because'],
  ['warns', 'To decide'],
  ['notes', 'Good to know'],
];

/**
 * The report as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it. Findings stand in a column for their
 * level, each with the certificate's name, the finding's code and the sentence that `explain` has for it.
 */
export function csvReport(rows: readonly BatchRow[], explain: (finding: Finding) => string): Uint8Array {
  const lines = [
    ['File', 'What became of it', 'Written', 'Explanation', ...LEVELS.map(([, heading]) => heading)],
    ...rows.map((row) => [
      row.file,
      isBlocked(row) ? CONVERTED_AND_BLOCKED : OUTCOMES[row.outcome],
      row.written.join(', '),
      row.explanation,
      ...LEVELS.map(([level]) => findingsInWords(row, level, explain)),
    ]),
  ];
  return Buffer.from(`\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`);
}

/** How many files had which end. */
export function countRows(
  rows: readonly BatchRow[],
): Pick<
  BatchResult,
  'files' | 'converted' | 'blocked' | 'locked' | 'leftOut' | 'notConverted' | 'notSearched' | 'written'
> {
  const count = (...outcomes: readonly BatchRow['outcome'][]): number =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    files: rows.length - count('not-searched'),
    converted: count('converted', 'used'),
    blocked: rows.filter(isBlocked).length,
    locked: count('needs-password'),
    leftOut: count('left-out'),
    notConverted: count('not-converted', 'not-looked-at'),
    notSearched: count('not-searched'),
    written: new Set(rows.flatMap(({ written }) => written)).size,
  };
}

/** Whether it was converted into something that no server can be run with, or no client accepts. */
function isBlocked({ outcome, findings }: BatchRow): boolean {
  return outcome === 'converted' && findings.some(({ level }) => level === 'blocks');
}

function findingsInWords(
  { findings }: BatchRow,
  level: Finding['level'],
  explain: (finding: Finding) => string,
): string {
  const ofLevel = findings.filter((finding) => finding.level === level);
  return ofLevel.map((finding) => `${finding.certificate} (${finding.code}): ${explain(finding)}`).join(' ');
}

/**
 * SECURITY: a spreadsheet runs what starts with one of these signs, or with their wide forms; a file or a certificate may be
 * named so. A line break in a name stays inside the quotes, and no name reads backwards.
 */
function csvCell(text: string): string {
  const readable = text.replaceAll(/\p{Bidi_Control}/gu, '\uFFFD');
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/u.test(readable) ? `'${readable}` : readable;
  return `"${harmless.replaceAll('"', '""')}"`;
}
