import { randomUUID } from 'node:crypto';
import type { LibraryEntry } from '../../shared/library/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Service, Services } from '../../shared/services/contract';
import { AppError } from '../app-error';
import { type Kept, KeptRecords } from '../certificates/library/kept-records';
import type { ApiKeys } from '../gateway/gateway';
import { makeApiKeyPair, takeApiKeyPair } from './api-key-pair';
import { describeService } from './describe-service';
import type { ServicePorts } from './ports';
import { type KeptService, readService, type ServiceFacts } from './service-facts';

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
    const { record, facts } = await this.#find(id);
    return { id, facts, hasApiKeys: record.hasSecret };
  }

  /** Every service as it is kept. */
  async all(): Promise<readonly ServiceRecord[]> {
    return (await this.#kept.all()).map(({ record, facts }) => ({
      id: record.id,
      facts,
      hasApiKeys: record.hasSecret,
    }));
  }

  /** Names of the services that use a certificate, by its entry in the library. */
  async usedBy(): Promise<ReadonlyMap<string, readonly string[]>> {
    const used = new Map<string, string[]>();
    for (const { facts } of await this.#kept.all()) {
      if (facts.certificate === undefined) continue;
      used.set(facts.certificate, [...(used.get(facts.certificate) ?? []), facts.name]);
    }
    return used;
  }

  async add(facts: ServiceFacts): Promise<string> {
    const id = randomUUID();
    await this.#change(() => this.#kept.put(id, facts));
    return id;
  }

  /** @throws {AppError} `service.gone`, `library.not-saved` */
  async edit(id: string, change: Partial<ServiceFacts>): Promise<void> {
    await this.#change(async () => this.#kept.put(id, { ...(await this.#find(id)).facts, ...change }));
  }

  /** Makes the two API keys of a service, unless it has them. @throws {AppError} `service.gone`, `library.not-saved` */
  async makeApiKeys(id: string): Promise<void> {
    await this.#change(async () => {
      const { record, facts } = await this.#find(id);
      if (record.hasSecret) return;
      const keys = makeApiKeyPair();
      await this.#kept.put(id, facts, keys).finally(() => keys.fill(0));
    });
  }

  /** SECURITY: a secret. @throws {AppError} `service.gone`, `library.key-not-opened` */
  async apiKeys(id: string): Promise<ApiKeys> {
    const { record, facts } = await this.#find(id);
    if (!record.hasSecret) throw new AppError('service.not-complete', { missing: 'deploy', name: facts.name });
    return takeApiKeyPair(await this.ports.store.secret(id));
  }

  async remove(id: string): Promise<void> {
    await this.#change(async () => this.ports.store.remove((await this.#find(id)).record.id));
    this.#proofs.delete(id);
  }

  /** What was proved of it in this session. */
  proof(id: string): Proof | undefined {
    return this.#proofs.get(id);
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

  async #find(id: string): Promise<Kept<KeptService>> {
    const kept = (await this.#kept.all()).find(({ record }) => record.id === id);
    if (!kept) throw new AppError('service.gone');
    return kept;
  }

  #describe({ record, facts }: Kept<KeptService>, entries: ReadonlyMap<string, LibraryEntry>): Service {
    const proof = this.#proofs.get(record.id);
    return {
      ...describeService(
        record.id,
        facts,
        facts.certificate === undefined ? undefined : entries.get(facts.certificate),
      ),
      keeping: record.keeping,
      hasApiKeys: record.hasSecret,
      running: this.ports.here.running(record.id),
      ...(proof && { proof }),
      ...(record.problem && { problem: record.problem }),
    };
  }
}
