import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { CertificateSummary } from '../../../shared/certificates/contract';
import type { Finding, Target } from '../../../shared/certificates/finding';
import { type Library, type LibraryEntry, reminderSchema } from '../../../shared/library/contract';
import type { Request, Response } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import { summaryOf } from '../arrange';
import type { HeldKey, KeptChain } from '../arranged-file';
import { isDevelopmentOnly } from '../development/development-only';
import type { Certificate, PrivateKey } from '../model';
import type { OutputCredentials } from '../output/make-output';
import type { WriteFile } from '../output/save-output';
import { safeFileName } from '../file-name';
import { readCertificate } from '../x509/certificate';
import { verifySignature } from '../x509/verify-signature';
import { calendarOf } from './calendar';
import type { JudgedChain } from './judge-chain';
import { type Kept, KeptRecords } from './kept-records';
import { openPrivateKey } from './open-private-key';
import type { RecordStore } from './record-store';

/** What the library needs from the world around it. */
export interface LibraryPorts {
  readonly store: RecordStore;
  readonly write: WriteFile;
  readonly chosen: { has(folder: string): boolean };
  /** Shows a folder in the system's file manager. */
  readonly showFolder: (folder: string) => void;
  /** Puts certificates on the workshop's bench. */
  readonly open: (name: string, certificates: readonly Certificate[]) => Promise<void>;
  /** As `judgeChain`. */
  readonly judge: (kept: JudgedChain, hostName: string | undefined, target: Target) => Promise<readonly Finding[]>;
  /** Names of the services that use them, by entry. */
  readonly usedBy: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Told what is kept whenever it changes. */
  readonly changed: (library: Library) => void;
}

const factsSchema = z.strictObject({
  name: z.string(),
  /** ISO 8601 in UTC. */
  kept: z.string(),
  /** Base64 of DER, leaf first. */
  chain: z.array(z.string()).min(1),
  remindDaysBefore: reminderSchema,
});
type Facts = z.infer<typeof factsSchema>;

const DAY = 86_400_000;

interface Entry {
  readonly facts: Facts;
  readonly chain: readonly [Certificate, ...Certificate[]];
}

/** The certificates that the user chose to keep, each with its chain and private key. */
export class CertificateLibrary {
  readonly #kept: KeptRecords<Entry>;

  constructor(private readonly ports: LibraryPorts) {
    this.#kept = new KeptRecords(ports.store, 'certificate', readKeptChain);
  }

  /** All that is kept. */
  async list(): Promise<Library> {
    const { leftOut } = await this.ports.store.all();
    const now = Date.now();
    const usedBy = await this.ports.usedBy();
    const entries = (await this.#kept.all()).map((kept) => entryOf(kept, usedBy.get(kept.record.id) ?? [], now));
    entries.sort((one, other) => one.leaf.notAfter.localeCompare(other.leaf.notAfter));
    return {
      keeping: this.ports.store.keeping(),
      entries,
      leftOut: leftOut.filter(({ facts }) => facts['kind'] !== 'request'),
    };
  }

  /** Keeps a chain and its key; the same certificate again replaces what was kept, its key only by a key. Answers the entry's id. */
  async keep({ chain, privateKey }: OutputCredentials, name: string): Promise<string> {
    const [leaf] = chain;
    if (!leaf) throw new AppError('certificate.gone');
    return this.#change(async () => {
      const before = (await this.#kept.all()).find((kept) => kept.chain[0].sha256 === leaf.sha256);
      const id = before?.record.id ?? randomUUID();
      const facts: Facts = {
        // A development certificate lasts thirty days: it would be due the day it is made.
        remindDaysBefore: isDevelopmentOnly(leaf) ? 7 : 30,
        ...before?.facts,
        name: before?.facts.name ?? name,
        kept: new Date().toISOString(),
        chain: chain.map(({ der }) => Buffer.from(der).toString('base64')),
      };
      await this.#kept.put(id, facts, privateKey?.pkcs8);
      return id;
    });
  }

  /** Puts an entry on the workshop's bench. */
  async open({ id }: Request<'library.open'>): Promise<void> {
    const { facts, chain } = await this.#entry(id);
    await this.ports.open(facts.name, chain);
  }

  async rename({ id, name }: Request<'library.rename'>): Promise<void> {
    await this.#edit(id, { name: name.trim() });
  }

  async setReminder({ id, daysBefore }: Request<'library.set-reminder'>): Promise<void> {
    await this.#edit(id, { remindDaysBefore: daysBefore });
  }

  /** Writes an iCalendar file with the end date. @throws {AppError} `folder.not-chosen`, `file.exists`, `file.not-written` */
  async saveCalendar(request: Request<'library.save-calendar'>): Promise<Response<'library.save-calendar'>> {
    const { id, folder, replace } = request;
    if (!this.ports.chosen.has(folder)) throw new AppError('folder.not-chosen');
    const { facts, chain } = await this.#entry(id);
    const name = `${safeFileName(facts.name)}.ics`;
    const { remindDaysBefore } = facts;
    const [leaf] = chain;
    const developmentOnly = isDevelopmentOnly(leaf);
    const event = { id, name: facts.name, developmentOnly, ends: leaf.notAfter, remindDaysBefore };
    await this.ports.write(join(folder, name), calendarOf(event, new Date()), { mode: 0o644, replace });
    return { folder, name };
  }

  async delete({ id }: Request<'library.delete'>): Promise<void> {
    await this.#change(async () => this.ports.store.remove((await this.#entry(id)).record.id));
  }

  showSetAside(): void {
    this.ports.showFolder(this.ports.store.setAsideFolder);
  }

  /** The kept keys, by their public halves. */
  async heldKeys(): Promise<readonly HeldKey[]> {
    const withKey = (await this.#kept.all()).filter(({ record }) => record.hasSecret);
    return withKey.map(({ record, chain: [{ publicKey }], facts: { name } }) => ({
      publicKey,
      source: 'library',
      name,
      opens: !record.problem,
      hostNames: [],
    }));
  }

  /** What is kept of these certificates, by the SHA-256 of the leaf. */
  async chainsOf(leaves: readonly Certificate[]): Promise<ReadonlyMap<string, KeptChain>> {
    const wanted = new Set(leaves.map(({ sha256 }) => sha256));
    const kept = (await this.#kept.all()).filter(({ chain: [leaf] }) => wanted.has(leaf.sha256));
    return new Map(kept.map((entry) => [entry.chain[0].sha256, { chain: entry.chain, hasKey: hasKey(entry) }]));
  }

  /**
   * A kept private key, in a copy that the caller wipes; undefined where none is kept.
   * @throws {AppError} `library.key-not-opened`
   */
  async privateKey(spkiSha256: string): Promise<PrivateKey | undefined> {
    const kept = (await this.#kept.all()).find(
      (entry) => hasKey(entry) && entry.chain[0].publicKey.spkiSha256 === spkiSha256,
    );
    return kept && openPrivateKey(this.ports.store, kept.record.id, spkiSha256, kept.facts.name);
  }

  /** The chain of an entry, leaf first. @throws {AppError} `library.gone` */
  async chain(id: string): Promise<Entry['chain']> {
    return (await this.#entry(id)).chain;
  }

  /** Chain and key of an entry; the caller wipes the key. @throws {AppError} `library.gone`, `library.key-not-opened` */
  async credentials(id: string): Promise<OutputCredentials> {
    const { record, chain, facts } = await this.#entry(id);
    const { spkiSha256 } = chain[0].publicKey;
    const privateKey = record.hasSecret
      ? await openPrivateKey(this.ports.store, id, spkiSha256, facts.name)
      : undefined;
    return { chain, privateKey };
  }

  /**
   * What the checks say of an entry for a host name on a target, in a worker.
   * @throws {AppError} `library.gone`, `host-name.invalid`
   */
  async judge(id: string, hostName: string | undefined, target: Target): Promise<readonly Finding[]> {
    const entry = await this.#entry(id);
    const { facts, chain, record } = entry;
    const key = record.hasSecret ? { opens: !record.problem } : undefined;
    return this.ports.judge({ name: facts.name, chain, key }, hostName, target);
  }

  async #edit(id: string, change: Partial<Facts>): Promise<void> {
    await this.#change(async () => this.#kept.put(id, { ...(await this.#entry(id)).facts, ...change }));
  }

  async #change<T>(job: () => Promise<T>): Promise<T> {
    const answer = await this.#kept.change(job);
    this.ports.changed(await this.list());
    return answer;
  }

  async #entry(id: string): Promise<Kept<Entry>> {
    const kept = (await this.#kept.all()).find(({ record }) => record.id === id);
    if (!kept) throw new AppError('library.gone');
    return kept;
  }
}

/** Understands what a record of the library says. @throws where it says something else. */
export function readKeptChain(from: unknown): Entry {
  const facts = factsSchema.parse(from);
  const [leaf, ...others] = facts.chain.map((der) => readCertificate(new Uint8Array(Buffer.from(der, 'base64')))) as [
    Certificate,
    ...Certificate[],
  ];
  return { facts, chain: [leaf, ...others] };
}

/** Its private key is kept, and the keyring opens it. */
function hasKey({ record }: Kept<Entry>): boolean {
  return record.hasSecret && !record.problem;
}

function entryOf(
  { record, facts, chain: [leaf, ...others] }: Kept<Entry>,
  usedBy: readonly string[],
  now: number,
): LibraryEntry {
  const { name, kept, remindDaysBefore } = facts;
  const days = remindDaysBefore * DAY;
  const isSelfSigned = (certificate: Certificate): boolean =>
    certificate.selfIssued && verifySignature(certificate, certificate) !== 'invalid';
  return {
    id: record.id,
    name,
    kept,
    leaf: summaryOf(leaf, { isSelfSigned }),
    chain: others.map((certificate) => linkOf(summaryOf(certificate, { isSelfSigned }))),
    keeping: record.keeping,
    hasPrivateKey: record.hasSecret,
    usedBy: [...usedBy],
    remindDaysBefore,
    due: Date.parse(leaf.notAfter) - days < now,
    ...(record.problem && { problem: record.problem }),
  };
}

function linkOf({ id, name, developmentOnly }: CertificateSummary): LibraryEntry['chain'][number] {
  return { id, name, developmentOnly };
}
