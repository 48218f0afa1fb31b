import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SavedFiles } from '../../../shared/certificates/contract';
import type { Request } from '../../../shared/ipc/contract';
import {
  mostHostNames,
  type NewRequest,
  type WaitingRequest,
  type WaitingRequests,
} from '../../../shared/requests/contract';
import { AppError } from '../../app-error';
import type { HeldKey } from '../arranged-file';
import { safeFileName } from '../file-name';
import { type HostName, parseHostName } from '../host-names/host-name';
import { type Kept, KeptRecords } from '../library/kept-records';
import { openPrivateKey } from '../library/open-private-key';
import type { RecordStore } from '../library/record-store';
import type { CertificateRequest, PrivateKey } from '../model';
import { saveFiles, type WriteFile } from '../output/save-output';
import { toPem } from '../pem';
import { encryptPkcs8 } from '../private-key/encrypt-pkcs8';
import { makePrivateKey } from '../private-key/make-private-key';
import { readCertificateRequest } from '../x509/certificate-request';
import { rfc4514 } from '../x509/names';
import { makeRequest } from './make-request';

/** What the requests need from the world around them. */
export interface RequestPorts {
  readonly store: RecordStore;
  readonly write: WriteFile;
  readonly chosen: { has(folder: string): boolean };
  readonly clipboard: { writeText(text: string): Promise<void> };
  /** The public halves (SHA-256) of the private keys that the library keeps. */
  readonly libraryKeys: () => Promise<ReadonlySet<string>>;
  /** Told which private keys the user has in a file now. */
  readonly isInFile: (spkiSha256: string) => void;
  /** Told what waits whenever it changes. */
  readonly changed: (requests: WaitingRequests) => void;
}

const factsSchema = z.strictObject({
  name: z.string(),
  /** ISO 8601 in UTC. */
  created: z.string(),
  hostNames: z.array(z.string()),
  /** Base64 of DER. */
  request: z.string(),
  answered: z.boolean(),
});
type Facts = z.infer<typeof factsSchema>;

interface Waiting {
  readonly facts: Facts;
  readonly der: Uint8Array;
  readonly request: CertificateRequest;
}

/** Certificate signing requests whose keys wait for the authority's answer. */
export class RequestDesk {
  readonly #kept: KeptRecords<Waiting>;

  constructor(private readonly ports: RequestPorts) {
    this.#kept = new KeptRecords(ports.store, 'request', readWaiting);
  }

  /** All that wait, the newest first. */
  async list(): Promise<WaitingRequests> {
    const { leftOut } = await this.ports.store.all();
    const libraryKeys = await this.ports.libraryKeys();
    const requests = (await this.#kept.all()).map((waiting) => describe(waiting, libraryKeys));
    requests.sort((one, other) => other.created.localeCompare(one.created));
    const ofRequests = leftOut.filter(({ facts }) => facts['kind'] === 'request');
    return { keeping: this.ports.store.keeping(), requests, leftOut: ofRequests };
  }

  /** Makes key and request. @throws {AppError} as `parseHostNames`, `request.country-invalid` */
  async create({ hostNames, subject, key }: NewRequest): Promise<{ id: string }> {
    const names = parseHostNames(hostNames);
    const country = subject.country?.trim().toUpperCase() ?? '';
    if (!/^(?:[A-Z]{2})?$/u.test(country)) throw new AppError('request.country-invalid', { country });
    const privateKey = await makePrivateKey(key);
    const der = makeRequest(privateKey, names, { ...subject, country });
    const id = randomUUID();
    const facts: Facts = {
      name: names[0]?.display ?? '',
      created: new Date().toISOString(),
      hostNames: names.map(({ display }) => display),
      request: Buffer.from(der).toString('base64'),
      answered: false,
    };
    await this.#change(() => this.#kept.put(id, facts, privateKey.pkcs8)).finally(() => privateKey.pkcs8.fill(0));
    return { id };
  }

  /** Copies the request as PEM. */
  async copy({ id }: Request<'requests.copy'>): Promise<void> {
    await this.ports.clipboard.writeText(toPem('CERTIFICATE REQUEST', (await this.#waiting(id)).der));
  }

  /** Writes NAME.csr. @throws {AppError} `folder.not-chosen`, and what writing says */
  async save({ id, folder, replace }: Request<'requests.save'>): Promise<SavedFiles> {
    const { der, facts } = await this.#waiting(id);
    const bytes = Buffer.from(toPem('CERTIFICATE REQUEST', der));
    const name = `${safeFileName(facts.name)}.csr`;
    return this.#write({ name, kind: 'request', certificates: 0, bytes, mode: 0o644 }, folder, replace);
  }

  /** Writes the private key, encrypted. @throws {AppError} `folder.not-chosen`, `library.key-not-opened`, and what writing says */
  async exportKey({ id, folder, password, replace }: Request<'requests.export-key'>): Promise<SavedFiles> {
    const { facts, request } = await this.#waiting(id);
    const key = await openPrivateKey(this.ports.store, id, request.publicKey.spkiSha256, facts.name);
    const encrypted = await encryptPkcs8(key.pkcs8, password).finally(() => key.pkcs8.fill(0));
    const bytes = Buffer.from(toPem('ENCRYPTED PRIVATE KEY', encrypted));
    const name = `${safeFileName(facts.name)}.encrypted-key.pem`;
    const file = { name, kind: 'encrypted-private-key', certificates: 0, bytes, mode: 0o600 } as const;
    const saved = await this.#write(file, folder, replace);
    this.ports.isInFile(request.publicKey.spkiSha256);
    return saved;
  }

  async rename({ id, name }: Request<'requests.rename'>): Promise<void> {
    await this.#edit(id, { name: name.trim() });
  }

  async delete({ id }: Request<'requests.delete'>): Promise<void> {
    await this.#change(async () => this.ports.store.remove((await this.#waiting(id)).record.id));
  }

  /** The waiting keys, by their public halves. */
  async heldKeys(): Promise<readonly HeldKey[]> {
    return (await this.#kept.all()).map(({ record, request, facts }) => ({
      publicKey: request.publicKey,
      source: 'request',
      name: facts.name,
      opens: !record.problem,
      // One that was answered waits for nothing.
      hostNames: facts.answered ? [] : request.dnsNames,
    }));
  }

  /** A waiting private key, in a copy that the caller wipes; undefined where none waits. @throws {AppError} `library.key-not-opened` */
  async privateKey(spkiSha256: string): Promise<PrivateKey | undefined> {
    const waiting = (await this.#kept.all()).find(
      ({ record, request }) => !record.problem && request.publicKey.spkiSha256 === spkiSha256,
    );
    return waiting && openPrivateKey(this.ports.store, waiting.record.id, spkiSha256, waiting.facts.name);
  }

  /** Notes that the authority has answered the requests made with one of these keys. */
  async markAnswered(spkiSha256s: ReadonlySet<string>): Promise<void> {
    const answered = (await this.#kept.all()).filter(
      ({ request, facts }) => !facts.answered && spkiSha256s.has(request.publicKey.spkiSha256),
    );
    for (const { record } of answered) await this.#edit(record.id, { answered: true });
  }

  async #write(file: Parameters<typeof saveFiles>[0][number], folder: string, replace: boolean): Promise<SavedFiles> {
    if (!this.ports.chosen.has(folder)) throw new AppError('folder.not-chosen');
    return saveFiles([file], { folder, replace }, this.ports.write);
  }

  async #edit(id: string, change: Partial<Facts>): Promise<void> {
    await this.#change(async () => this.#kept.put(id, { ...(await this.#waiting(id)).facts, ...change }));
  }

  async #change(job: () => Promise<void>): Promise<void> {
    await this.#kept.change(job);
    this.ports.changed(await this.list());
  }

  async #waiting(id: string): Promise<Kept<Waiting>> {
    const waiting = (await this.#kept.all()).find(({ record }) => record.id === id);
    if (!waiting) throw new AppError('request.gone');
    return waiting;
  }
}

/** Host names as typed: blank ones and repetitions left out. @throws {AppError} `host-name.invalid`, `request.no-host-names`, `request.too-many-host-names` */
export function parseHostNames(typed: readonly string[]): readonly HostName[] {
  const names = typed.filter((name) => name.trim() !== '').map((name) => parseHostName(name));
  if (names.length === 0) throw new AppError('request.no-host-names');
  const unlike = [...new Map(names.map((name) => [name.ascii, name])).values()];
  if (unlike.length > mostHostNames) throw new AppError('request.too-many-host-names', { limit: mostHostNames });
  return unlike;
}

/** Understands what a record of a request says. @throws where it says something else. */
export function readWaiting(from: unknown): Waiting {
  const facts = factsSchema.parse(from);
  const der = new Uint8Array(Buffer.from(facts.request, 'base64'));
  return { facts, der, request: readCertificateRequest(der) };
}

function describe({ record, facts, request }: Kept<Waiting>, libraryKeys: ReadonlySet<string>): WaitingRequest {
  const { name, hostNames, created, answered } = facts;
  const { subject, publicKey } = request;
  return {
    id: record.id,
    name,
    hostNames,
    subject: rfc4514(subject),
    publicKey,
    created,
    keeping: record.keeping,
    answered,
    keyInLibrary: libraryKeys.has(publicKey.spkiSha256),
    ...(record.problem && { problem: record.problem }),
  };
}
