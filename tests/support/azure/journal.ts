/** Which part of the cloud was called. */
export type Service = 'login' | 'arm' | 'registry';

/** One call: never a token, a query or a body. */
export interface JournalEntry {
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const MOST = 10_000;

/** What was called, in order; the last ten thousand calls. */
export class Journal {
  #entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MOST) this.#entries = this.#entries.slice(-MOST / 2);
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
