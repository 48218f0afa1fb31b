import type { BatchResult } from '../../../shared/batch/contract';

/** What became of one file of a batch. */
export interface BatchRow {
  /** Path below the folder that was read, with `/`. */
  readonly file: string;
  readonly outcome: 'converted' | 'used' | 'needs-password' | 'left-out' | 'not-converted' | 'not-looked-at';
  /** Base names of what was written for it. */
  readonly written: readonly string[];
  readonly explanation: string;
}

const OUTCOMES: Readonly<Record<BatchRow['outcome'], string>> = {
  converted: 'Converted',
  used: 'Used for another file',
  'needs-password': 'Needs a password',
  'left-out': 'Left out',
  'not-converted': 'Not converted',
  'not-looked-at': 'Not looked at',
};

/** The report as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it. */
export function csvReport(rows: readonly BatchRow[]): Uint8Array {
  const lines = [
    ['File', 'What became of it', 'Written', 'Explanation'],
    ...rows.map(({ file, outcome, written, explanation }) => [
      file,
      OUTCOMES[outcome],
      written.join(', '),
      explanation,
    ]),
  ];
  return Buffer.from(`\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`);
}

/** How many files had which end. */
export function countRows(
  rows: readonly BatchRow[],
): Pick<BatchResult, 'files' | 'converted' | 'locked' | 'leftOut' | 'notConverted' | 'written'> {
  const count = (...outcomes: readonly BatchRow['outcome'][]): number =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    files: rows.length,
    converted: count('converted', 'used'),
    locked: count('needs-password'),
    leftOut: count('left-out'),
    notConverted: count('not-converted', 'not-looked-at'),
    written: new Set(rows.flatMap(({ written }) => written)).size,
  };
}

/** SECURITY: a spreadsheet runs what starts with one of these signs; a file may be named so. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
