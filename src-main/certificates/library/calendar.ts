/** What goes into a calendar. */
export interface CalendarEvent {
  readonly id: string;
  readonly name: string;
  readonly developmentOnly: boolean;
  /** ISO 8601 in UTC. */
  readonly ends: string;
  /** 0 for no reminder. */
  readonly remindDaysBefore: number;
}

/** The day a certificate ends, with a reminder, as an iCalendar file (RFC 5545): lines end with CRLF and are folded at 75 octets. */
export function calendarOf(
  { id, name, developmentOnly, ends, remindDaysBefore }: CalendarEvent,
  now: Date,
): Uint8Array {
  const summary = escapeText(`The certificate for ${name}${developmentOnly ? ' (development only)' : ''} ends`);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Latchkey//Latchkey//EN',
    'BEGIN:VEVENT',
    `UID:${id}@latchkey`,
    `DTSTAMP:${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`,
    `DTSTART;VALUE=DATE:${ends.slice(0, 10).replaceAll('-', '')}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escapeText('Ask for its renewal, then open Latchkey and add the new files.')}`,
    'TRANSP:TRANSPARENT',
    ...(remindDaysBefore > 0 ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${summary}`] : []),
    ...(remindDaysBefore > 0 ? [`TRIGGER:-P${remindDaysBefore}D`, 'END:VALARM'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return Buffer.from(
    lines
      .flatMap((line) => fold(line))
      .join('\r\n')
      .concat('\r\n'),
  );
}

/** RFC 5545 section 3.3.11: no control character but the line break, which is written out. */
function escapeText(text: string): string {
  const readable = text.replaceAll(/\r\n?/gu, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '');
  return readable.replaceAll(/[\\;,]/gu, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}

/** RFC 5545 section 3.1: no line over 75 octets, no character cut in two; what follows begins with a space. */
function fold(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const letter of line) {
    if (Buffer.byteLength(current + letter) > 75) {
      lines.push(current);
      current = ' ';
    }
    current += letter;
  }
  return [...lines, current];
}
