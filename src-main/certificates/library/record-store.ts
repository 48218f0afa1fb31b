import type { Keeping } from '../../../shared/library/contract';
import type { Problem } from '../../../shared/problem';

/** What a record is about: each kind has a module that knows its facts. */
export type RecordKind = 'certificate' | 'request' | 'authority' | 'service';

/** Something the user keeps: facts that may be shown, and a secret that may not. */
export interface StoredRecord {
  /** A UUID. */
  readonly id: string;
  readonly kind: RecordKind;
  /** A JSON object; public. The same object until the record changes. */
  readonly facts: object;
  readonly hasSecret: boolean;
  readonly keeping: Keeping;
  /** `library.key-not-opened` where its secret is protected and the keyring of this start does not give it. */
  readonly problem?: Problem;
}

/** Keeps records through restarts; the storage folder has the one that does. */
export interface RecordStore {
  /** Where new records go: `session` where the system has no keyring. */
  keeping(): Keeping;
  /**
   * All records. Read at the first call; files that are not understood are left out, each with its problem and never deleted,
   * also those of earlier starts that still lie in `setAsideFolder`. Facts: `fileName`, and `kind` where the name tells it.
   * @throws {AppError} `library.folder-not-readable`: the next call tries again.
   */
  all(): Promise<{ readonly records: readonly StoredRecord[]; readonly leftOut: readonly Problem[] }>;
  /**
   * Adds or replaces a record; it is on the disk, whole, when the promise ends (where it is kept there at all).
   * An undefined secret leaves the one that is there. The secret's bytes stay the caller's.
   * A secret that can't be protected is kept in memory together with its facts: the next start finds what was there before. That
   * is declined for a service that is on the disk: what it has become would be forgotten.
   * @throws {AppError} `library.not-saved`, `library.not-protected`; what was there before is still there.
   */
  put(record: { id: string; kind: RecordKind; facts: object; secret?: Uint8Array }): Promise<void>;
  /** The secret of a record, in a copy that the caller wipes. @throws {AppError} `library.gone`, `library.key-not-opened` */
  secret(id: string): Promise<Uint8Array>;
  /** @throws {AppError} `library.not-deleted`: it is still there. */
  remove(id: string): Promise<void>;
  /** Where damaged files are moved. */
  readonly setAsideFolder: string;
}

/** Understands the facts of each kind of record. @throws where they are not what that kind has. */
export type FactsReaders = Readonly<Record<RecordKind, (facts: unknown) => unknown>>;
