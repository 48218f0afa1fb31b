import { randomUUID } from 'node:crypto';
import type { LibraryEntry } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Service, Services } from '../../shared/services/contract';
import { AppError } from '../app-error';
import { type Kept, KeptRecords } from '../certificates/library/kept-records';
import type { ApiKeys } from '../gateway/gateway';
import { chosen } from './choices';
import { describeService } from './describe-service';
import type { ServicePorts } from './ports';
import { type KeptService, readService, type ServiceFacts } from './service-facts';
import { noSecret, readServiceSecret, type ServiceSecret, withoutHeld, writeServiceSecret } from './service-secret';

/** One service as it is kept. */
export interface ServiceRecord extends KeptService {
  readonly id: string;
  readonly hasApiKeys: boolean;
}

type RecordPorts = Pick<ServicePorts, 'store' | 'certificates' | 'here' | 'changed'>;

/** The records of services: every change of one goes through here, one after the other, and is announced. */
export class ServiceRecords {
  readonly #kept: KeptRecords<KeptService>;
  /** Of this session: what was true an hour ago says nothing of now. */
  readonly #proofs = new Map<string, Proof>();

  constructor(private readonly ports: RecordPorts) {
    this.#kept = new KeptRecords(ports.store, 'service', readService);
  }

  /** All services as the page sees them, the newest first. */
  async list(): Promise<Services> {
    const entries = new Map<string, LibraryEntry>();
    for (const entry of await this.ports.certificates.entries()) entries.set(entry.id, entry);
    const services = (await this.#kept.all()).map((kept) => this.#describe(kept, entries));
    return { keeping: this.ports.store.keeping(), services: services.toReversed() };
  }

  /** @throws {AppError} `service.gone` */
  async get(id: string): Promise<ServiceRecord> {
    return toRecord(await this.#find(id));
  }

  /** Every service as it is kept. */
  async all(): Promise<readonly ServiceRecord[]> {
    return (await this.#kept.all()).map(toRecord);
  }

  /** Names of the services that use a certificate, by its entry in the library. */
  async usedBy(): Promise<ReadonlyMap<string, readonly string[]>> {
    const used = new Map<string, string[]>();
    for (const { facts } of await this.#kept.all()) {
      const withTls = [facts, chosen(facts)].filter(({ tls }) => tls);
      for (const id of new Set(withTls.map(({ certificate }) => certificate))) {
        if (id !== undefined) used.set(id, [...(used.get(id) ?? []), facts.name]);
      }
    }
    return used;
  }

  async add(facts: ServiceFacts): Promise<string> {
    const id = randomUUID();
    await this.#change(() => this.#kept.put(id, facts));
    return id;
  }

  /** `change` says what becomes of the facts, from what they are then. @throws {AppError} `service.gone`, `library.not-saved` */
  async edit(id: string, change: (facts: ServiceFacts) => Partial<ServiceFacts>): Promise<void> {
    await this.#change(async () => {
      const { facts } = await this.#find(id);
      await this.#kept.put(id, { ...facts, ...change(facts) });
    });
  }

  /**
   * `change` says what becomes of the secret; the facts say of it what may be known. The same secret is not written again.
   * @throws {AppError} `service.gone`, `library.not-saved`, `library.not-protected`, `library.key-not-opened`
   */
  async editSecret(id: string, change: (secret: ServiceSecret) => ServiceSecret): Promise<void> {
    await this.#change(async () => {
      const kept = await this.#find(id);
      const before = await this.#secretOf(kept);
      const after = change(before);
      if (after === before) return;
      const told = { hasApiKeys: after.apiKeys !== undefined, held: [...after.held.keys()].toSorted() };
      const bytes = writeServiceSecret(after);
      await this.#kept.put(id, { ...kept.facts, ...told }, bytes).finally(() => bytes.fill(0));
    });
  }

  /** SECURITY: keeps these values no longer. @throws {AppError} as `editSecret` */
  async forgetHeld(id: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.editSecret(id, (secret) => withoutHeld(secret, ids));
  }

  /** SECURITY: a secret. @throws {AppError} `service.gone`, `library.key-not-opened` */
  async secret(id: string): Promise<ServiceSecret> {
    return this.#secretOf(await this.#find(id));
  }

  /** SECURITY: a secret. @throws {AppError} as `secret`; `service.not-complete` where there are none yet */
  async apiKeys(id: string): Promise<ApiKeys> {
    const { apiKeys } = await this.secret(id);
    if (!apiKeys) throw new AppError('service.not-complete', { missing: 'deploy' });
    return apiKeys;
  }

  async remove(id: string): Promise<void> {
    await this.#change(async () => this.ports.store.remove((await this.#find(id)).record.id));
    this.#proofs.delete(id);
  }

  /** What was proved of it in this session. */
  proof(id: string): Proof | undefined {
    return this.#proofs.get(id);
  }

  /** Something else runs now than what was proved. */
  async forgetProof(id: string): Promise<void> {
    if (this.#proofs.delete(id)) await this.announce();
  }

  async setProof(id: string, proof: Proof): Promise<void> {
    this.#proofs.set(id, proof);
    await this.announce();
  }

  /** Tells what there is: also when something that services show has changed elsewhere. */
  async announce(): Promise<void> {
    this.ports.changed(await this.list());
  }

  async #change(job: () => Promise<void>): Promise<void> {
    await this.#kept.change(job);
    await this.announce();
  }

  async #secretOf({ record }: Kept<KeptService>): Promise<ServiceSecret> {
    return record.hasSecret ? readServiceSecret(await this.ports.store.secret(record.id)) : noSecret;
  }

  async #find(id: string): Promise<Kept<KeptService>> {
    const kept = (await this.#kept.all()).find(({ record }) => record.id === id);
    if (!kept) throw new AppError('service.gone');
    return kept;
  }

  #describe(kept: Kept<KeptService>, entries: ReadonlyMap<string, LibraryEntry>): Service {
    const { record, facts } = kept;
    return describeService(record, facts, {
      entries,
      here: this.ports.here.running(record.id),
      hasApiKeys: toRecord(kept).hasApiKeys,
      proof: this.#proofs.get(record.id),
    });
  }
}

function toRecord({ record, facts }: Kept<KeptService>): ServiceRecord {
  return { id: record.id, facts, hasApiKeys: record.hasSecret && facts.hasApiKeys };
}
