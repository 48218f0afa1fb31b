import type { Bundle, CertificateDetails, SavedFiles, Workshop } from '../../../shared/certificates/contract';
import type { Request, Response } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import type { Arrangement } from '../arrange';
import { type Bench, withoutSecrets } from '../arranged-file';
import { parseHostName } from '../host-names/host-name';
import type { Certificate } from '../model';
import type { WriteFile } from '../output/save-output';
import { certificatesToPem } from '../pem';
import { certificateIn, chainOf } from '../server-credentials';
import type { OutputMaker, Reader } from '../worker-pool';
import { type BenchFile, describeFile, type Reading } from './bench';
import { BenchFiles } from './bench-files';
import { type Holdings, keepBundle, saveBundle } from './bundle-work';
import { type Keeping, keptFor, nothingKept } from './keeping';
import { KnownCertificates, type KnownCertificatesPorts } from './known-certificates';

/** What the workshop needs from the world around it. */
export interface WorkshopPorts extends Reading, KnownCertificatesPorts {
  readonly reader: Reader & OutputMaker;
  readonly write: WriteFile;
  readonly clipboard: { readText(): Promise<string>; writeText(text: string): Promise<void> };
  readonly dialogs: { chooseFiles(): Promise<readonly string[]> };
  /** SECURITY: the page may save only into folders that the user picked in the system's dialog. */
  readonly chosen: { has(folder: string): boolean };
  readonly keeping: Keeping;
  /** Told what is on the bench whenever it changes, a few times a second at most. */
  readonly changed: (workshop: Workshop) => void;
}

/** The name of what came from the clipboard. */
const PASTED = 'pasted text';

/** A person can't follow more; five hundred files would be five hundred messages. */
const MILLISECONDS_BETWEEN_CHANGES = 40;

/** Files that come together are mostly read together: a key shouldn't be called missing while it is being read. */
const MILLISECONDS_TO_WAIT_FOR_THE_REST = 400;

/** The bench: files that the user gave, understood together. All of it stays in memory until it is saved or kept. */
export class CertificateWorkshop {
  readonly #files: BenchFiles;
  readonly #known: KnownCertificates;
  #arrangement: Arrangement = { bundles: [], otherCertificates: [], otherKeys: [], requests: [] };
  /** By bundle id, as typed. */
  readonly #hostNames = new Map<string, string>();
  #arranging: Promise<void> | undefined;
  #arrangementIsOld = false;
  #announcement: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(private readonly ports: WorkshopPorts) {
    this.#known = new KnownCertificates(ports);
    this.#files = new BenchFiles({
      reader: ports.reader,
      unexpected: ports.unexpected,
      changed: () => this.#announce(),
      wasRead: () => {
        this.#soon ??= setTimeout(
          () => void this.rearrange().catch(ports.unexpected),
          MILLISECONDS_TO_WAIT_FOR_THE_REST,
        );
      },
    });
  }

  /** What is on the bench now. */
  workshop(): Workshop {
    return { files: this.#files.list().map((file) => describeFile(file)), ...this.#arrangement };
  }

  /** Adds files, and the files in folders; answers when all are read. */
  async add({ paths }: Request<'certificates.add'>): Promise<void> {
    await this.#files.add(paths);
    await this.rearrange();
  }

  /** Lets the user pick files and adds them. */
  async chooseFiles(): Promise<void> {
    await this.add({ paths: [...(await this.ports.dialogs.chooseFiles())] });
  }

  /** Adds the clipboard's text. @throws {AppError} `clipboard.no-text` */
  async paste(): Promise<void> {
    const text = await this.ports.clipboard.readText();
    if (text.trim() === '') throw new AppError('clipboard.no-text');
    await this.#files.addBytes(PASTED, Buffer.from(text));
    await this.rearrange();
  }

  /**
   * Puts certificates that are kept, leaf first, on the bench; their key stays where it is kept. A leaf that lies there already
   * is joined by what is kept without that.
   */
  async addKept(name: string, certificates: readonly Certificate[]): Promise<void> {
    const here = this.#files.contents().flatMap((contents) => contents.certificates);
    if (here.some(({ sha256 }) => sha256 === certificates[0]?.sha256)) return;
    this.#files.addContents(name, { format: 'pem', certificates, privateKeys: [], requests: [], problem: undefined });
    await this.rearrange();
  }

  /** Opens a file with its password, and with the same password the others that wait for one. */
  async unlock({ fileId, password }: Request<'certificates.unlock'>): Promise<void> {
    await this.#files.unlock(fileId, password);
    await this.rearrange();
  }

  /** Stops the reading of one file. */
  stopReading({ fileId }: Request<'certificates.stop-reading'>): void {
    this.#files.stopReading(fileId);
  }

  /** Takes one file off the bench. */
  async remove({ fileId }: Request<'certificates.remove'>): Promise<void> {
    await this.#takeAway(({ id }) => id === fileId);
  }

  /** Takes everything off the bench. */
  async clear(): Promise<void> {
    this.#hostNames.clear();
    await this.#takeAway(() => true);
  }

  /** Everything one certificate says. @throws {AppError} `certificate.gone` */
  async details({ certificateId }: Request<'certificates.details'>): Promise<CertificateDetails> {
    const { certificateDetails } = await import('../x509/certificate-details');
    const holders = this.#files
      .list()
      .filter(({ contents }) => contents?.certificates.some(({ sha256 }) => sha256 === certificateId));
    return certificateDetails(
      certificateIn(this.#holdings().certificates, certificateId),
      holders.map(({ name }) => name),
    );
  }

  /** Writes a bundle's files. @throws {AppError} `folder.not-chosen`, and what `saveBundle` says. */
  async save(request: Request<'certificates.save'>): Promise<SavedFiles> {
    if (!this.ports.chosen.has(request.folder)) throw new AppError('folder.not-chosen');
    const { write, reader } = this.ports;
    return saveBundle(this.#bundle(request.bundleId), request, this.#holdings(), {
      write,
      makeOutput: (...given) => reader.makeOutput(...given),
      compareOutput: (...given) => reader.compareOutput(...given),
    });
  }

  /** Checks a bundle for a host name from now on; an empty one ends that. @throws {AppError} `host-name.invalid` */
  async checkHostName({ bundleId, hostName }: Request<'certificates.check-host-name'>): Promise<void> {
    if (hostName.trim() === '') this.#hostNames.delete(bundleId);
    else this.#hostNames.set(this.#bundle(bundleId).id, parseHostName(hostName).display);
    await this.rearrange();
  }

  /** Downloads the issuer that a chain lacks. @throws {AppError} `certificate.gone` for another address than the bundle's, `issuer.…` */
  async downloadIssuer({ bundleId, address }: Request<'certificates.download-issuer'>): Promise<{ name: string }> {
    const bundle = this.#bundle(bundleId);
    // SECURITY: the page can't make main ask any address but the one in the certificate, which it shows.
    const last = bundle.chain.at(-1)?.certificate;
    if (!last || bundle.missingIssuerAddress !== address) throw new AppError('certificate.gone');
    await this.#known.download(certificateIn(this.#holdings().certificates, last.id), address);
    await this.rearrange();
    return { name: bundle.missingIssuer ?? '' };
  }

  /** Puts a bundle into the library. */
  async keep({ bundleId }: Request<'certificates.keep'>): Promise<Response<'certificates.keep'>> {
    const libraryId = await keepBundle(this.#bundle(bundleId), this.#holdings());
    await this.rearrange();
    return { libraryId };
  }

  /** Copies a chain without its root to the clipboard. */
  async copyChain({ bundleId }: Request<'certificates.copy-chain'>): Promise<Response<'certificates.copy-chain'>> {
    const chain = chainOf(this.#bundle(bundleId), this.#holdings().certificates, false);
    await this.ports.clipboard.writeText(certificatesToPem(chain));
    return { certificates: chain.length };
  }

  /** Understands the bench anew: one arrangement at a time; what changes meanwhile is in the next. */
  rearrange(): Promise<void> {
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
      const now = new Date();
      const bench = await this.#benchNow();
      this.#arrangement = await this.ports.reader.arrange(bench, now);
      this.#announce();
      const inFiles = bench.files.flatMap(({ certificates }) => certificates);
      // What is noted for the next time: that it can't be written is no reason to disturb anybody.
      await this.#known.remember(inFiles, now).catch(this.ports.unexpected);
      await this.ports.keeping
        .answered(new Set(inFiles.map(({ publicKey }) => publicKey.spkiSha256)))
        .catch(this.ports.unexpected);
    }
  }

  async #benchNow(): Promise<Bench> {
    const { keeping } = this.ports;
    const files = this.#files
      .list()
      .flatMap(({ name, contents }) => (contents ? [withoutSecrets(name, contents)] : []));
    const certificates = files.flatMap((file) => file.certificates);
    const kept = await keptFor(certificates, keeping).catch((cause: unknown) => {
      // The files are understood all the same; the library's own page says what is the matter with it.
      this.ports.unexpected(cause);
      return nothingKept;
    });
    const known = await this.#known.lookFor(certificates, kept.library);
    return { files, known, ...kept, hostNames: this.#hostNames };
  }

  async #takeAway(isGone: (file: BenchFile) => boolean): Promise<void> {
    this.#files.takeAway(isGone);
    await this.rearrange();
  }

  #announce(): void {
    this.#announcement ??= setTimeout(() => {
      this.#announcement = undefined;
      this.ports.changed(this.workshop());
    }, MILLISECONDS_BETWEEN_CHANGES);
  }

  #holdings(): Holdings {
    const files = this.#files.contents();
    const known = this.#known.list().map(({ certificate }) => certificate);
    return {
      files,
      onDisk: this.#files.contentsOnDisk(),
      certificates: [...files.flatMap(({ certificates }) => certificates), ...known],
      keeping: this.ports.keeping,
    };
  }

  #bundle(id: string): Bundle {
    const found = this.#arrangement.bundles.find((bundle) => bundle.id === id);
    if (!found) throw new AppError('certificate.gone');
    return found;
  }
}
