import type { RecordKind, RecordStore, StoredRecord } from './record-store';

/** A record with its facts read. */
export type Kept<Facts> = { readonly record: StoredRecord } & Facts;

/** The records of one kind, for the module that knows their facts: each is read once, and changes come one after the other. */
export class KeptRecords<Facts extends object> {
  readonly #read = new WeakMap<object, Facts>();
  #last: Promise<unknown> = Promise.resolve();

  /** `read` understands what the store answers as facts: the store has seen to it that it doesn't throw. */
  constructor(
    private readonly store: RecordStore,
    private readonly kind: RecordKind,
    private readonly read: (facts: unknown) => Facts,
  ) {}

  async all(): Promise<readonly Kept<Facts>[]> {
    const { records } = await this.store.all();
    return records.filter(({ kind }) => kind === this.kind).map((record) => ({ ...this.#factsOf(record), record }));
  }

  /** Runs a change when those before it are over: what it finds in `all` is still so when it writes. */
  change<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#last.then(job);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** As `RecordStore.put`. */
  put(id: string, facts: object, secret?: Uint8Array): Promise<void> {
    return this.store.put({ id, kind: this.kind, facts, ...(secret && { secret }) });
  }

  #factsOf({ facts }: StoredRecord): Facts {
    const known = this.#read.get(facts) ?? this.read(facts);
    this.#read.set(facts, known);
    return known;
  }
}
