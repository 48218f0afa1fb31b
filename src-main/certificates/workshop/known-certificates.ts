import type { Bench, KnownCertificate } from '../arranged-file';
import type { RememberedIssuers } from '../issuers/remembered-issuers';
import type { Certificate } from '../model';
import type { Reader } from '../worker-pool';

/** What is needed to know of certificates that are in no file. */
export interface KnownCertificatesPorts {
  readonly remembered: RememberedIssuers;
  readonly reader: Reader;
  readonly fetch: (address: string, options: RequestInit) => Promise<globalThis.Response>;
}

/** The certificates that are in no file on the bench and may still complete a chain there. */
export class KnownCertificates {
  #downloaded: readonly KnownCertificate[] = [];
  #known: readonly KnownCertificate[] = [];

  constructor(private readonly ports: KnownCertificatesPorts) {}

  /** Those that were found at the last look. */
  list(): readonly KnownCertificate[] {
    return this.#known;
  }

  /** Looks for what belongs to the certificates in files: what was downloaded, is kept with them or was met before. */
  async lookFor(inFiles: readonly Certificate[], library: Bench['library']): Promise<readonly KnownCertificate[]> {
    const kept = [...library.values()].flatMap(({ chain }) => chain.slice(1));
    const own = [
      ...this.#downloaded,
      ...kept.map((certificate) => ({ certificate, source: 'library', from: '' }) as const),
    ];
    const above = await this.ports.remembered.above([...inFiles, ...own.map(({ certificate }) => certificate)]);
    this.#known = [...own, ...above];
    return this.#known;
  }

  /** Downloads the issuer of a certificate. @throws {AppError} `issuer.…` */
  async download(certificate: Certificate, address: string): Promise<void> {
    const { downloadIssuer } = await import('../issuers/download-issuer');
    const issuers = await downloadIssuer(certificate, address, {
      fetch: this.ports.fetch,
      read: (bytes) => this.ports.reader.read(bytes, undefined, new AbortController().signal),
    });
    this.#downloaded = [
      ...this.#downloaded,
      ...issuers.map((issuer) => ({ certificate: issuer, source: 'downloaded', from: address }) as const),
    ];
  }

  /** Notes for the next time what came in files or was downloaded. */
  async remember(inFiles: readonly Certificate[], now: Date): Promise<void> {
    const downloaded = this.#downloaded.map(({ certificate }) => certificate);
    await this.ports.remembered.remember([...inFiles, ...downloaded], now);
  }
}
