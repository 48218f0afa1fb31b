import type { Keeping } from '../../../shared/library/contract';
import type { Problem } from '../../../shared/problem';

/** What a record is about: each kind has a module that knows its facts. */
export type RecordKind = 'certificate' | 'request' | 'authority';

/** Something the user keeps: facts that may be shown, and a secret that may not. */
export interface StoredRecord {
  /** A UUID. */
  readonly id: string;
  readonly kind: RecordKind;
  /** JSON; public. */
  readonly facts: unknown;
  readonly hasSecret: boolean;
  readonly keeping: Keeping;
}

/** Keeps records through restarts; the storage folder has the one that does. */
export interface RecordStore {
  /** Where new records go: `session` where the system has no keyring. */
  keeping(): Keeping;
  /** All records. Read at the first call; what can't be understood is moved aside and answered as a problem. */
  all(): Promise<{ readonly records: readonly StoredRecord[]; readonly setAside: readonly Problem[] }>;
  /**
   * Adds or replaces a record; it is on the disk, whole, when the promise ends (where it is kept there at all).
   * An undefined secret leaves the one that is there. The secret's bytes stay the caller's.
   * @throws {AppError} `library.not-saved`; what was there before is still there.
   */
  put(record: { id: string; kind: RecordKind; facts: unknown; secret?: Uint8Array }): Promise<void>;
  /** The secret of a record, in a copy that the caller wipes. @throws {AppError} `library.gone`, `library.key-not-opened` */
  secret(id: string): Promise<Uint8Array>;
  remove(id: string): Promise<void>;
  /** Where files that were set aside lie. */
  readonly setAsideFolder: string;
}
