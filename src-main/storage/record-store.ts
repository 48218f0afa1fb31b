import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeping } from '../../shared/library/contract';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import type { FactsReaders, RecordStore, StoredRecord } from '../certificates/library/record-store';
import { readKeptFolder, setAsideFolderOf } from './kept-folder';
import { writeFileAtomically } from './private-file';
import { readRecordFile, type RecordFile, writeRecordFile } from './record-file';

/** What protects secrets at rest. */
export interface SecretStore {
  /** False where there is nothing better than plain text: then nothing secret is written at all. */
  isAvailable(): boolean;
  protect(secret: Uint8Array): Uint8Array;
  /** Answers a copy that the caller wipes. @throws where this login's keyring did not protect these bytes. */
  reveal(bytes: Uint8Array): Uint8Array;
}

interface Held extends RecordFile {
  readonly keeping: Keeping;
  /** False where its secret is there and the keyring of this start doesn't give it. */
  readonly opens: boolean;
}

interface Contents {
  readonly records: Map<string, Held>;
  readonly leftOut: readonly Problem[];
}

/**
 * Records in a folder, a file each, their secrets protected by the keyring. Each file is whole or not there, whenever the
 * process ends. A damaged one is moved into `set-aside`, one of a newer version or that can't be read is left where it is:
 * nothing is ever deleted. Without a keyring new records and new secrets stay in memory.
 */
export class FolderRecordStore implements RecordStore {
  readonly setAsideFolder: string;
  #contents: Promise<Contents> | undefined;

  constructor(
    private readonly folder: string,
    private readonly secrets: SecretStore,
    private readonly readers: FactsReaders,
  ) {
    this.setAsideFolder = setAsideFolderOf(folder);
  }

  keeping(): Keeping {
    return this.secrets.isAvailable() ? 'keyring' : 'session';
  }

  async all(): Promise<{ records: readonly StoredRecord[]; leftOut: readonly Problem[] }> {
    const { records, leftOut } = await this.#open();
    return { records: [...records.values()].map((held) => describe(held)), leftOut };
  }

  async put({ id, kind, facts, secret }: Parameters<RecordStore['put']>[0]): Promise<void> {
    const { records } = await this.#open();
    const before = records.get(id);
    const keeping = secret === undefined && before ? before.keeping : this.keeping();
    // Held in memory from here on, with its facts; its file stays as it was. What a service has become must not be forgotten so.
    if (kind === 'service' && before?.keeping === 'keyring' && keeping === 'session') {
      throw new AppError('library.not-protected', { name: nameOf(facts) });
    }
    const bound = secret && bind(id, secret);
    // SECURITY: in memory a secret is as it is; on the disk it never is.
    const kept = bound ? (keeping === 'keyring' ? this.#protect(bound, facts) : bound) : before?.secret;
    const record: Held = {
      id,
      kind,
      facts,
      secret: kept,
      keeping,
      opens: bound !== undefined || before?.opens !== false,
    };
    if (keeping === 'keyring') await this.#write(record);
    records.set(id, record);
  }

  async secret(id: string): Promise<Uint8Array> {
    const { records } = await this.#open();
    const record = records.get(id);
    if (!record?.secret) throw new AppError('library.gone');
    const secret = record.keeping === 'session' ? unbind(id, record.secret) : this.#reveal(id, record.secret);
    if (!secret) throw new AppError('library.key-not-opened', { name: nameOf(record.facts) });
    return secret;
  }

  async remove(id: string): Promise<void> {
    const { records } = await this.#open();
    const record = records.get(id);
    if (!record) return;
    // One that is held in memory may have a file of an earlier start.
    await rm(this.#pathOf(record), { force: true }).catch((cause: unknown) => {
      throw new AppError('library.not-deleted', { name: nameOf(record.facts) }, { cause });
    });
    if (record.keeping === 'session') record.secret?.fill(0);
    records.delete(id);
  }

  #protect(bound: Uint8Array, facts: object): Uint8Array {
    try {
      return this.secrets.protect(bound);
    } catch (cause) {
      throw new AppError('library.not-protected', { name: nameOf(facts) }, { cause });
    } finally {
      bound.fill(0);
    }
  }

  #reveal(id: string, bytes: Uint8Array): Uint8Array | undefined {
    try {
      if (!this.secrets.isAvailable()) return undefined;
      const bound = this.secrets.reveal(bytes);
      const secret = unbind(id, bound);
      bound.fill(0);
      return secret;
    } catch {
      // Another login's keyring, or one that was made anew: the file is right and stays.
      return undefined;
    }
  }

  #opens({ id, secret }: RecordFile): boolean {
    const revealed = secret && this.#reveal(id, secret);
    revealed?.fill(0);
    return secret === undefined || revealed !== undefined;
  }

  #open(): Promise<Contents> {
    this.#contents ??= this.#read().catch((cause: unknown) => {
      // What was in the way may be gone the next time.
      this.#contents = undefined;
      throw cause;
    });
    return this.#contents;
  }

  async #read(): Promise<Contents> {
    const { kept, leftOut } = await readKeptFolder(this.folder, (name, bytes) => this.#readFile(name, bytes));
    return {
      records: new Map(
        kept.map((record) => [record.id, { ...record, keeping: 'keyring', opens: this.#opens(record) }]),
      ),
      leftOut: leftOut.map(withKind),
    };
  }

  #readFile(name: string, bytes: Uint8Array): RecordFile | 'newer' | undefined {
    const record = readRecordFile(bytes);
    if (record === 'newer' || record === undefined) return record;
    return name === fileName(record) && this.#understands(record) ? record : undefined;
  }

  #understands({ kind, facts }: RecordFile): boolean {
    try {
      this.readers[kind](facts);
      return true;
    } catch {
      return false;
    }
  }

  async #write(record: Held): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFileAtomically(this.#pathOf(record), writeRecordFile(record), { mode: 0o600, replace: true });
    } catch (cause) {
      throw new AppError('library.not-saved', { name: nameOf(record.facts) }, { cause });
    }
  }

  #pathOf(record: RecordFile): string {
    return join(this.folder, fileName(record));
  }
}

function fileName({ kind, id }: Pick<RecordFile, 'kind' | 'id'>): string {
  return `${kind}-${id}.json`;
}

function describe({ id, kind, facts, secret, keeping, opens }: Held): StoredRecord {
  const problem = { code: 'library.key-not-opened', facts: { name: nameOf(facts) } } as const;
  return { id, kind, facts, hasSecret: secret !== undefined, keeping, ...(!opens && { problem }) };
}

/** What the file was about, as far as its name tells. */
function withKind({ code, facts }: Problem): Problem {
  const kind = /^([a-z]+)-/u.exec(String(facts['fileName']))?.[1];
  return { code, facts: { ...facts, ...(kind !== undefined && { kind }) } };
}

/** SECURITY: a secret says whose it is, so that one that was put into another record's file is refused. */
function bind(id: string, secret: Uint8Array): Uint8Array {
  const own = Buffer.from(id, 'latin1');
  const bound = new Uint8Array(own.length + secret.length);
  bound.set(own);
  bound.set(secret, own.length);
  return bound;
}

function unbind(id: string, bound: Uint8Array): Uint8Array | undefined {
  const own = Buffer.from(id, 'latin1');
  return own.equals(bound.subarray(0, own.length)) ? Uint8Array.from(bound.subarray(own.length)) : undefined;
}

/** Every kind of record has a name. */
function nameOf(facts: object): string {
  return 'name' in facts && typeof facts.name === 'string' ? facts.name : '';
}
