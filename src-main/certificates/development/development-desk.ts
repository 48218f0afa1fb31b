import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SavedFiles } from '../../../shared/certificates/contract';
import type { EventPayload, Request, Response } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import type { CertificateLibrary } from '../library/certificate-library';
import { openPrivateKey } from '../library/open-private-key';
import { type Kept, KeptRecords } from '../library/kept-records';
import type { RecordStore } from '../library/record-store';
import type { Certificate } from '../model';
import { saveFiles, type WriteFile } from '../output/save-output';
import { certificatesToPem } from '../pem';
import { makePrivateKey } from '../private-key/make-private-key';
import { parseHostNames } from '../requests/request-desk';
import { readCertificate } from '../x509/certificate';
import { displayName } from '../x509/names';
import { makeDevelopmentAuthority, makeDevelopmentCertificate, type Signer } from './make-certificate';

/** What development certificates need from the world around them. */
export interface DevelopmentPorts {
  readonly store: RecordStore;
  readonly library: Pick<CertificateLibrary, 'keep'>;
  readonly write: WriteFile;
  readonly chosen: { has(folder: string): boolean };
  /** What this computer is called: the authority's name says whose it is. */
  readonly computer: string;
  readonly changed: (now: EventPayload<'development.changed'>) => void;
}

const factsSchema = z.strictObject({ name: z.string(), certificate: z.string() });
const FILE = 'latchkey-development-only-root';

interface Authority {
  readonly certificate: Certificate;
}

/** Certificates for development, and the authority of this computer that can sign them. */
export class DevelopmentDesk {
  readonly #kept: KeptRecords<Authority>;

  constructor(private readonly ports: DevelopmentPorts) {
    this.#kept = new KeptRecords(ports.store, 'authority', readAuthority);
  }

  /** The authority, where there is one that has not ended. */
  async authority(): Promise<Response<'development.authority'>> {
    const found = await this.#authority();
    if (!found) return {};
    const { certificate, record } = found;
    const { sha256, notAfter, subject } = certificate;
    const { keeping, problem } = record;
    return { authority: { name: displayName(subject), sha256, notAfter, keeping, ...(problem && { problem }) } };
  }

  /** Makes the authority, in place of one that has ended. @throws {AppError} `development.authority-exists` */
  async makeAuthority(): Promise<void> {
    await this.#kept.change(() => this.#makeAuthority());
    this.ports.changed(await this.authority());
  }

  async #makeAuthority(): Promise<void> {
    if (await this.#authority()) throw new AppError('development.authority-exists');
    for (const { record } of await this.#kept.all()) await this.ports.store.remove(record.id);
    const key = await makePrivateKey('ec-p256');
    const certificate = makeDevelopmentAuthority(key, { now: new Date(), computer: this.ports.computer });
    const facts = {
      name: displayName(certificate.subject),
      certificate: Buffer.from(certificate.der).toString('base64'),
    };
    await this.#kept.put(randomUUID(), facts, key.pkcs8).finally(() => key.pkcs8.fill(0));
  }

  /** Writes the root, PEM and DER, to be trusted by hand. @throws {AppError} `development.no-authority`, `folder.not-chosen` */
  async saveAuthority({ folder, replace }: Request<'development.save-authority'>): Promise<SavedFiles> {
    if (!this.ports.chosen.has(folder)) throw new AppError('folder.not-chosen');
    const { certificate } = await this.#present();
    const shared = { certificates: 1, mode: 0o644 } as const;
    const pem = Buffer.from(certificatesToPem([certificate]));
    const files = [
      { ...shared, name: `${FILE}.pem`, kind: 'certificate', bytes: pem },
      { ...shared, name: `${FILE}.cer`, kind: 'der', bytes: certificate.der },
    ] as const;
    return saveFiles(files, { folder, replace }, this.ports.write);
  }

  /** Deletes the authority and its key. */
  async deleteAuthority(): Promise<void> {
    await this.#kept.change(async () => this.ports.store.remove((await this.#present()).record.id));
    this.ports.changed(await this.authority());
  }

  /** Makes a development certificate and keeps it in the library. @throws {AppError} as `parseHostNames`, `development.no-authority` */
  async make({ hostNames, days, signedBy }: Request<'development.make'>): Promise<Response<'development.make'>> {
    const names = parseHostNames(hostNames);
    const signer = signedBy === 'authority' ? await this.#signer() : undefined;
    const key = await makePrivateKey('ec-p256');
    try {
      const options = { hostNames: names, days, now: new Date(), ...(signer && { signer }) };
      const leaf = makeDevelopmentCertificate(key, options);
      const chain = signer ? [leaf, signer.certificate] : [leaf];
      const libraryId = await this.ports.library.keep({ chain, privateKey: key }, names[0]?.display ?? '');
      return { libraryId };
    } finally {
      key.pkcs8.fill(0);
      signer?.privateKey.pkcs8.fill(0);
    }
  }

  async #signer(): Promise<Signer> {
    const { record, certificate } = await this.#present();
    const name = displayName(certificate.subject);
    const { spkiSha256 } = certificate.publicKey;
    return { certificate, privateKey: await openPrivateKey(this.ports.store, record.id, spkiSha256, name) };
  }

  async #present(): Promise<Kept<Authority>> {
    const authority = await this.#authority();
    if (!authority) throw new AppError('development.no-authority');
    return authority;
  }

  async #authority(): Promise<Kept<Authority> | undefined> {
    const now = Date.now();
    return (await this.#kept.all()).find(({ certificate }) => Date.parse(certificate.notAfter) > now);
  }
}

/** Understands what a record of the authority says. @throws where it says something else. */
export function readAuthority(from: unknown): Authority {
  const { certificate } = factsSchema.parse(from);
  return { certificate: readCertificate(new Uint8Array(Buffer.from(certificate, 'base64'))) };
}
