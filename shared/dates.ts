const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const dayAndSecond = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const DAY = 86_400_000;
/** RFC 5280, 4.1.2.5: the end date of a certificate that has no well-defined end. */
const NO_END = '9999-12-31T23:59:59Z';

/** A date and how far away it is, `14 March 2027 (in 3 months)`, in the user's own time zone. */
export function dateInWords(instant: string, now: Date): string {
  const date = parse(instant);
  if (date === undefined) return instant;
  if (instant === NO_END) return 'no end date';
  return `${day.format(date)} (${distance(date, now)})`;
}

/** A date to the minute: `14 March 2027 at 09:26 UTC`. */
export function dateAndTime(instant: string): string {
  const date = parse(instant);
  return date === undefined ? instant : dayAndTime.format(date);
}

/** A moment of the last days, to the second: `14 Mar, 09:26:53`. */
export function momentInWords(instant: string): string {
  const date = parse(instant);
  return date === undefined ? instant : dayAndSecond.format(date);
}

function distance(date: Date, now: Date): string {
  const days = calendarDays(date, now);
  const size = Math.abs(days);
  const sign = Math.sign(days);
  if (size < 60) return relative.format(days, 'day');
  if (size < 730) return relative.format(sign * Math.floor(size / 30.44), 'month');
  return relative.format(sign * Math.floor(size / 365.25), 'year');
}

/** Midnights between the two, so that "tomorrow" is tomorrow's date even if it is a few hours away. */
function calendarDays(date: Date, now: Date): number {
  return Math.round((startOfDay(date) - startOfDay(now)) / DAY);
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

/** Years beyond four digits need the sign and six digits that ECMAScript's own format has. */
function parse(instant: string): Date | undefined {
  const parts = /^(-?)(\d{4,6})(-.*)$/u.exec(instant);
  if (parts === null) return undefined;
  const [, sign = '', year = '', rest = ''] = parts;
  const long = sign === '-' || year.length > 4;
  const date = new Date(long ? `${sign || '+'}${year.padStart(6, '0')}${rest}` : instant);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
