import { describe, expect, it } from 'vitest';
import { type BatchRow, csvReport } from '../../../../src-main/certificates/batch/report';

/** The cells of a CSV file, read as RFC 4180 section 2 says. */
function cellsOf(csv: string): string[][] {
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (let match = cell.exec(csv); match; match = cell.exec(csv)) {
    rows.at(-1)?.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] !== ',') rows.push([]);
    if (cell.lastIndex === csv.length) return rows.slice(0, -1);
  }
  throw new Error('no CSV');
}

/** The one row of a report in which a certificate, a file and an explanation are called so. */
function rowOf(name: string): readonly string[] {
  const row: BatchRow = {
    file: name,
    outcome: 'converted',
    written: [name],
    explanation: name,
    findings: [{ code: 'self-signed', level: 'warns', facts: {}, certificate: name }],
  };
  const [, cells = [], ...others] = cellsOf(
    Buffer.from(csvReport([row], () => 'said'))
      .toString()
      .slice(1),
  );
  expect(others).toEqual([]);
  return cells;
}

describe('The report of a converted folder', () => {
  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])(
    'starts no formula in a spreadsheet by a name that begins with %j',
    (sign) => {
      const name = `${sign}cmd|' /C calc'!A0`;
      expect(rowOf(name)).toEqual([
        `'${name}`,
        'Converted',
        `'${name}`,
        `'${name}`,
        '',
        `'${name} (self-signed): said`,
        '',
      ]);
    },
  );

  it.each(['a\r\n"faked","Converted"', 'a\nb', '"', '",'])('has one row for a file that is called %j', (name) => {
    expect(rowOf(name)[0]).toBe(name);
  });

  it('has no name that reads backwards', () => {
    expect(rowOf('a\u202Ecod.exe')[0]).toBe('a\uFFFDcod.exe');
  });
});
