import { basename } from 'node:path';
import { AppError } from '../../app-error';
import { type GatheredFile, gatherFiles, readSmallFile } from '../gather-files';
import type { FileContents } from '../model';
import { isEverydayInFolder } from '../problem-kinds';
import { type BenchFile, forget, newBenchFile, problemOf, type Reading, readOnto, refuse, tryPassword } from './bench';

/** What the files on the bench need from the workshop. */
export interface BenchFilesPorts extends Reading {
  /** Something in the list is different now. */
  readonly changed: () => void;
  /** One more file was read; others may follow. */
  readonly wasRead: () => void;
}

/** Files read into memory at the same time. */
const AT_ONCE = 4;

/** The files on the bench: how they come, are opened with a password, and go. */
export class BenchFiles {
  #files: readonly BenchFile[] = [];

  constructor(private readonly ports: BenchFilesPorts) {}

  /** All of them, in the order in which they came. */
  list(): readonly BenchFile[] {
    return this.#files;
  }

  /** What the files hold, as far as they were read. */
  contents(): readonly FileContents[] {
    return this.#files.flatMap(({ contents }) => contents ?? []);
  }

  /** Those of them that are in files: the rest was pasted. */
  contentsOnDisk(): readonly FileContents[] {
    return this.#files.flatMap(({ isOnDisk, contents }) => (isOnDisk && contents ? [contents] : []));
  }

  /** Adds files, and the files in folders; answers when all are read. */
  async add(paths: readonly string[]): Promise<void> {
    const added: { found: GatheredFile; file: BenchFile }[] = [];
    for (const path of paths) added.push(...(await this.#gather(path)));
    this.ports.changed();
    const queue = added.values();
    const readers = Array.from({ length: AT_ONCE }, async () => {
      for (const { found, file } of queue) await this.#readFile(found, file);
    });
    await Promise.all(readers);
  }

  /** Adds bytes that are in no file. */
  async addBytes(name: string, bytes: Uint8Array): Promise<void> {
    const file = this.#put(newBenchFile(name, false));
    this.ports.changed();
    await readOnto(file, bytes, undefined, this.ports);
  }

  /** Adds what is read already. */
  addContents(name: string, contents: FileContents): void {
    this.#put({ ...newBenchFile(name), status: 'read', contents });
  }

  /** Opens a file with its password, and with the same password the others that wait for one. @throws {AppError} `certificate.gone` */
  async unlock(id: string, password: string): Promise<void> {
    const file = this.#file(id);
    if (!file.bytes) throw new AppError('certificate.gone');
    const reading = readOnto(file, file.bytes, password, this.ports);
    this.ports.changed();
    await reading;
    if (file.status !== 'read') return;
    await Promise.all(
      this.#files.map(async (other) => {
        await tryPassword(other, password, this.ports);
        this.ports.changed();
      }),
    );
  }

  /** Stops the reading of one file. @throws {AppError} `certificate.gone` */
  stopReading(id: string): void {
    this.#file(id).stop?.abort();
  }

  /** Takes files off the bench and overwrites their private keys. */
  takeAway(isGone: (file: BenchFile) => boolean): void {
    this.#files.filter(isGone).forEach(forget);
    this.#files = this.#files.filter((file) => !isGone(file));
  }

  #put(file: BenchFile): BenchFile {
    this.#files = [...this.#files, file];
    return file;
  }

  #file(id: string): BenchFile {
    const file = this.#files.find((candidate) => candidate.id === id);
    if (!file) throw new AppError('certificate.gone');
    return file;
  }

  /** Puts a file, or the files of a folder, on the bench; what isn't there or can't be searched stands there with its problem. */
  async #gather(path: string): Promise<readonly { found: GatheredFile; file: BenchFile }[]> {
    try {
      const added = (await gatherFiles([path])).map((found) => ({ found, file: newBenchFile(found.name) }));
      this.#files = [...this.#files, ...added.map(({ file }) => file)];
      return added;
    } catch (cause) {
      refuse(this.#put(newBenchFile(basename(path))), problemOf(cause, this.ports));
      return [];
    }
  }

  async #readFile({ path, fromFolder, problem }: GatheredFile, file: BenchFile): Promise<void> {
    try {
      if (problem) throw new AppError(problem.code, problem.facts);
      await readOnto(file, await readSmallFile(path), undefined, this.ports);
    } catch (cause) {
      refuse(file, problemOf(cause, this.ports));
    }
    if (fromFolder && isEverydayInFolder(file.problem)) this.#files = this.#files.filter((other) => other !== file);
    this.ports.changed();
    this.ports.wasRead();
  }
}
