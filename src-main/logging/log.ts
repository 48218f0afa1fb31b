import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { redact } from './redact';

/** Everything a line of the log may carry besides its name and time. There is no field for content, paths or passwords. */
export interface LogFields {
  readonly reference?: string;
  readonly method?: string;
  readonly code?: string;
  readonly version?: string;
  readonly platform?: string;
  readonly count?: number;
  readonly milliseconds?: number;
  /** A server of Azure's, never a path or a query. */
  readonly host?: string;
  /** Of HTTP. */
  readonly status?: number;
  /** What we called a request (`x-ms-client-request-id`), and what Azure did: its support asks for them. */
  readonly requestId?: string;
  readonly correlationId?: string;
  /** Redacted before it is written. */
  readonly message?: string;
  /** Redacted before it is written. */
  readonly stack?: string;
}

/** The app's log: events with known fields, one JSON object a line. */
export interface Log {
  /** Never throws: a full disk must not stop the work that is being logged. */
  write(event: string, fields?: LogFields): void;
  /** Writes what was not foreseen, and answers the reference under which it can be found. */
  unexpected(cause: unknown, fields?: Pick<LogFields, 'method'>): string;
}

const allowed = [
  'reference',
  'method',
  'code',
  'version',
  'platform',
  'count',
  'milliseconds',
  'host',
  'status',
  'requestId',
  'correlationId',
  'message',
  'stack',
] as const;

/** Opens the log at `path`: at most `maxBytes` (1 MiB) there and as many again in `….old`, readable by this user only. */
export function openLog(path: string, { maxBytes = 1 << 20, now = () => new Date() } = {}): Log {
  const write = (event: string, fields: LogFields = {}): void => {
    const line = `${JSON.stringify({ time: now().toISOString(), event, ...knownFields(fields) })}\n`;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      if (sizeOf(path) + Buffer.byteLength(line) > maxBytes) renameSync(path, `${path}.old`);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // The log is for those who look for a cause later: losing a line is better than losing the user's work.
    }
  };
  return {
    write,
    unexpected: (cause, fields = {}) => {
      const reference = randomBytes(4).toString('hex');
      const { message, stack } = cause instanceof Error ? cause : { message: typeof cause, stack: undefined };
      write('unexpected', { ...fields, reference, message, ...(stack === undefined ? {} : { stack }) });
      return reference;
    },
  };
}

/** SECURITY: fields are picked by name, so that an object with more in it than its type says loses the rest here. */
function knownFields(fields: LogFields): Record<string, string | number> {
  const known: Record<string, string | number> = {};
  for (const name of allowed) {
    const value = fields[name];
    if (typeof value === 'number') known[name] = value;
    if (typeof value === 'string') known[name] = redact(value).slice(0, 8000);
  }
  return known;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
