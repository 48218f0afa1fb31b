import type { KnownCertificate } from '../arranged-file';
import { isDevelopmentOnly } from '../development/development-only';
import type { Certificate } from '../model';
import { certificatesToPem, findPemBlocks } from '../pem';
import { readCertificate } from '../x509/certificate';
import { comparableName } from '../x509/names';

/** Where remembered certificates rest between two starts: one PEM file. */
export interface RememberedFile {
  /** Its text; empty where there is none. */
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** A laptop meets a handful of authorities; this bounds what a folder of hundreds leaves behind. */
const MOST = 500;

/**
 * Intermediates of earlier files, by which chains are completed when the next delivery lacks them.
 * Being remembered is no trust: a certificate completes a chain only where its key made the signature.
 */
export class RememberedIssuers {
  #certificates: ReadonlyMap<string, Certificate> = new Map();
  #opening: Promise<void> | undefined;

  constructor(private readonly file: RememberedFile) {}

  /** How many are remembered. */
  async count(): Promise<number> {
    await this.#open();
    return this.#certificates.size;
  }

  /** The remembered certificates that could stand above any of these, directly or further up. */
  async above(certificates: readonly Certificate[]): Promise<readonly KnownCertificate[]> {
    await this.#open();
    const bySubject = new Map<string, Certificate[]>();
    for (const certificate of this.#certificates.values()) {
      const name = comparableName(certificate.subject);
      bySubject.set(name, [...(bySubject.get(name) ?? []), certificate]);
    }
    const found = new Map<string, Certificate>();
    const wanted = certificates.map(({ issuer }) => comparableName(issuer));
    for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
      for (const certificate of bySubject.get(name) ?? []) {
        if (found.has(certificate.sha256)) continue;
        found.set(certificate.sha256, certificate);
        wanted.push(comparableName(certificate.issuer));
      }
    }
    return [...found.values()].map((certificate) => ({ certificate, source: 'remembered', from: '' }));
  }

  /** Remembers the intermediates among these that are in date; the newest stay where there are too many. */
  async remember(certificates: readonly Certificate[], now: Date): Promise<void> {
    await this.#open();
    const fresh = certificates.filter(
      (certificate) => !this.#certificates.has(certificate.sha256) && isWorthRemembering(certificate, now),
    );
    if (fresh.length === 0) return;
    const all = [...this.#certificates.values(), ...fresh].filter(
      ({ notAfter }) => Date.parse(notAfter) > now.getTime(),
    );
    this.#certificates = byFingerprint(all.slice(-MOST));
    await this.file.write(certificatesToPem([...this.#certificates.values()]));
  }

  /** Forgets all of them. */
  async forget(): Promise<void> {
    await this.#open();
    this.#certificates = new Map();
    await this.file.write('');
  }

  #open(): Promise<void> {
    this.#opening ??= this.#read();
    return this.#opening;
  }

  async #read(): Promise<void> {
    const { blocks } = findPemBlocks(await this.file.read());
    this.#certificates = byFingerprint(blocks.flatMap(({ der }) => (der ? readableCertificate(der) : [])));
  }
}

/** What can't be read is forgotten: it can be met again. */
function readableCertificate(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch {
    return [];
  }
}

/** Roots are not sent, and leaves complete nothing. */
function isWorthRemembering(certificate: Certificate, now: Date): boolean {
  const { isCertificateAuthority, selfIssued, notAfter } = certificate;
  return (
    isCertificateAuthority && !selfIssued && Date.parse(notAfter) > now.getTime() && !isDevelopmentOnly(certificate)
  );
}

function byFingerprint(certificates: readonly Certificate[]): ReadonlyMap<string, Certificate> {
  return new Map(certificates.map((certificate) => [certificate.sha256, certificate]));
}
