import { expect, it } from 'vitest';
import { calendarOf } from '../../../../src-main/certificates/library/calendar';

it('A name ends no line of the calendar, whatever signs are in it', () => {
  const name = 'a\rBEGIN:VALARM\u0007\r\nb\nc';
  const event = { id: '1', name, ends: '2026-12-01T00:00:00Z', remindDaysBefore: 7, developmentOnly: false };
  const text = Buffer.from(calendarOf(event, new Date(0))).toString();
  expect(text).toContain(String.raw`SUMMARY:The certificate for a\nBEGIN:VALARM\nb\nc ends`);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
});
