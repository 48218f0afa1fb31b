import { basename } from 'node:path';
import type { Bundle, CertificateDetails, SavedFiles, Workshop } from '../../../shared/certificates/contract';
import type { Request, Response } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import type { Arrangement } from '../arrange';
import { withoutSecrets } from '../arranged-file';
import { type GatheredFile, gatherFiles, readSmallFile } from '../gather-files';
import type { FileContents } from '../model';
import { toPem } from '../pem';
import type { WriteFile } from '../save-for-azure';
import { certificateIn, chainOf, credentialsOf } from '../server-credentials';
import {
  type BenchFile,
  describeFile,
  forget,
  isEverydayFile,
  newBenchFile,
  problemOf,
  type Reading,
  readOnto,
  refuse,
  tryPassword,
} from './bench';

/** What the workshop needs from the world around it. */
export interface WorkshopPorts extends Reading {
  readonly write: WriteFile;
  readonly clipboard: { readText(): Promise<string>; writeText(text: string): Promise<void> };
  readonly dialogs: { chooseFiles(): Promise<readonly string[]>; chooseFolder(): Promise<string | undefined> };
  readonly showFolder: (folder: string) => void;
  /** Told what is on the bench whenever it changes, a few times a second at most. */
  readonly changed: (workshop: Workshop) => void;
}

/** The name of what came from the clipboard. */
const PASTED = 'pasted text';

/** Files read into memory at the same time. */
const AT_ONCE = 4;

/** A person can't follow more; five hundred files would be five hundred messages. */
const MILLISECONDS_BETWEEN_CHANGES = 40;

/** Files that come together are mostly read together: a key shouldn't be called missing while it is being read. */
const MILLISECONDS_TO_WAIT_FOR_THE_REST = 400;

/** The bench: files that the user gave, understood together. All of it stays in memory until it is saved. */
export class CertificateWorkshop {
  #files: readonly BenchFile[] = [];
  #arrangement: Arrangement = { bundles: [], otherCertificates: [], otherKeys: [], requests: [] };
  #arranging: Promise<void> | undefined;
  #arrangementIsOld = false;
  #announcement: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  /** SECURITY: the page may save only into folders that the user picked in the system's dialog. */
  readonly #chosenFolders = new Set<string>();

  constructor(private readonly ports: WorkshopPorts) {}

  /** What is on the bench now. */
  workshop(): Workshop {
    return { files: this.#files.map((file) => describeFile(file)), ...this.#arrangement };
  }

  /** Adds files, and the files in folders; answers when all are read. */
  async add({ paths }: Request<'certificates.add'>): Promise<void> {
    const added: { found: GatheredFile; file: BenchFile }[] = [];
    for (const path of paths) added.push(...(await this.#gather(path)));
    this.#announce();
    const queue = added.values();
    const readers = Array.from({ length: AT_ONCE }, async () => {
      for (const { found, file } of queue) await this.#readFile(found, file);
    });
    await Promise.all(readers);
    await this.#rearrange();
  }

  /** Lets the user pick files and adds them. */
  async chooseFiles(): Promise<void> {
    await this.add({ paths: [...(await this.ports.dialogs.chooseFiles())] });
  }

  /** Adds the clipboard's text. @throws {AppError} `clipboard.no-text` */
  async paste(): Promise<void> {
    const text = await this.ports.clipboard.readText();
    if (text.trim() === '') throw new AppError('clipboard.no-text');
    const file = newBenchFile(PASTED);
    this.#files = [...this.#files, file];
    this.#announce();
    await readOnto(file, Buffer.from(text), undefined, this.ports);
    await this.#rearrange();
  }

  /** Opens a file with its password, and with the same password the others that wait for one. */
  async unlock({ fileId, password }: Request<'certificates.unlock'>): Promise<void> {
    const file = present(this.#files.find(({ id }) => id === fileId));
    const reading = readOnto(file, present(file.bytes), password, this.ports);
    this.#announce();
    await reading;
    if (file.status === 'read') {
      await Promise.all(this.#files.map((other) => tryPassword(other, password, this.ports)));
    }
    await this.#rearrange();
  }

  /** Stops the reading of one file. */
  stopReading({ fileId }: Request<'certificates.stop-reading'>): void {
    present(this.#files.find(({ id }) => id === fileId)).stop?.abort();
  }

  /** Takes one file off the bench. */
  async remove({ fileId }: Request<'certificates.remove'>): Promise<void> {
    await this.#takeAway(({ id }) => id === fileId);
  }

  /** Takes everything off the bench. */
  async clear(): Promise<void> {
    await this.#takeAway(() => true);
  }

  /** Everything one certificate says. @throws {AppError} `certificate.gone` */
  async details({ certificateId }: Request<'certificates.details'>): Promise<CertificateDetails> {
    // Loaded on first use, as saving is: the start of the application doesn't wait for what reads certificates.
    const { certificateDetails } = await import('../x509/certificate-details');
    const holders = this.#files.filter(({ contents }) =>
      contents?.certificates.some(({ sha256 }) => sha256 === certificateId),
    );
    const names = holders.map(({ name }) => name);
    return certificateDetails(certificateIn(this.#contents(), certificateId), names);
  }

  /** Lets the user pick the folder to save into. */
  async chooseFolder(): Promise<Response<'certificates.choose-folder'>> {
    const folder = await this.ports.dialogs.chooseFolder();
    if (folder === undefined) return {};
    this.#chosenFolders.add(folder);
    return { folder };
  }

  /** Writes the two files for Azure. @throws {AppError} `certificate.not-ready`, `folder.not-chosen`, and what writing says. */
  async saveForAzure(request: Request<'certificates.save-for-azure'>): Promise<SavedFiles> {
    const { bundleId, folder, name, includeRoot, replace } = request;
    if (!this.#chosenFolders.has(folder)) throw new AppError('folder.not-chosen');
    const credentials = credentialsOf(this.#bundle(bundleId), this.#contents(), includeRoot);
    const { saveForAzure } = await import('../save-for-azure');
    return saveForAzure(credentials, { folder, name, replace }, this.ports.write);
  }

  /** Shows a folder that was saved into. */
  showFolder({ folder }: Request<'certificates.show-folder'>): void {
    if (!this.#chosenFolders.has(folder)) throw new AppError('folder.not-chosen');
    this.ports.showFolder(folder);
  }

  /** Copies a chain without its root to the clipboard. */
  async copyChain({ bundleId }: Request<'certificates.copy-chain'>): Promise<Response<'certificates.copy-chain'>> {
    const chain = chainOf(this.#bundle(bundleId), this.#contents(), false);
    await this.ports.clipboard.writeText(chain.map(({ der }) => toPem('CERTIFICATE', der)).join(''));
    return { certificates: chain.length };
  }

  /** Puts a file, or the files of a folder, on the bench; what isn't there or can't be searched stands there with its problem. */
  async #gather(path: string): Promise<readonly { found: GatheredFile; file: BenchFile }[]> {
    try {
      const added = (await gatherFiles([path])).map((found) => ({ found, file: newBenchFile(found.name) }));
      this.#files = [...this.#files, ...added.map(({ file }) => file)];
      return added;
    } catch (cause) {
      const file = newBenchFile(basename(path));
      refuse(file, problemOf(cause, this.ports));
      this.#files = [...this.#files, file];
      return [];
    }
  }

  async #readFile({ path, fromFolder }: GatheredFile, file: BenchFile): Promise<void> {
    try {
      await readOnto(file, await readSmallFile(path), undefined, this.ports);
    } catch (cause) {
      refuse(file, problemOf(cause, this.ports));
    }
    if (fromFolder && isEverydayFile(file)) this.#files = this.#files.filter((other) => other !== file);
    this.#announce();
    this.#soon ??= setTimeout(() => void this.#rearrange(), MILLISECONDS_TO_WAIT_FOR_THE_REST);
  }

  async #takeAway(gone: (file: BenchFile) => boolean): Promise<void> {
    this.#files.filter(gone).forEach(forget);
    this.#files = this.#files.filter((file) => !gone(file));
    await this.#rearrange();
  }

  /** One arrangement at a time; what changes meanwhile is in the next. */
  #rearrange(): Promise<void> {
    this.#arrangementIsOld = true;
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#announce();
    this.#arranging ??= this.#arrangeUntilCurrent().finally(() => {
      this.#arranging = undefined;
    });
    return this.#arranging;
  }

  async #arrangeUntilCurrent(): Promise<void> {
    while (this.#arrangementIsOld) {
      this.#arrangementIsOld = false;
      const read = this.#files.flatMap(({ name, contents }) => (contents ? [withoutSecrets(name, contents)] : []));
      this.#arrangement = await this.ports.reader.arrange(read, new Date());
      this.#announce();
    }
  }

  #announce(): void {
    this.#announcement ??= setTimeout(() => {
      this.#announcement = undefined;
      this.ports.changed(this.workshop());
    }, MILLISECONDS_BETWEEN_CHANGES);
  }

  #contents(): readonly FileContents[] {
    return this.#files.flatMap(({ contents }) => contents ?? []);
  }

  #bundle(id: string): Bundle {
    return present(this.#arrangement.bundles.find((bundle) => bundle.id === id));
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('certificate.gone');
  return value;
}
