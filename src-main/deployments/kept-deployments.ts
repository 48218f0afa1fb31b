import { AppError } from '../app-error';
import { interrupted } from './deployment';
import type { DeploymentPorts, JournalEntry } from './ports';

/** How many that are over are kept. */
const KEPT = 50;

/** All deployments that are known, as they were written last; what one that runs is at, its run says. */
export class KeptDeployments {
  readonly #ports: Pick<DeploymentPorts, 'journal' | 'unexpected'>;
  #opened: Promise<Map<string, JournalEntry>> | undefined;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(ports: Pick<DeploymentPorts, 'journal' | 'unexpected'>) {
    this.#ports = ports;
  }

  /** The newest first. What the journal says is running when it is read first, ended with the process that ran it. */
  async all(): Promise<readonly JournalEntry[]> {
    return newestFirst(await this.#open());
  }

  /** @throws {AppError} `deployment.gone` */
  async entry(id: string): Promise<JournalEntry> {
    const entry = (await this.#open()).get(id);
    if (!entry) throw new AppError('deployment.gone');
    return entry;
  }

  /** Takes up one that begins: known once it is written. @throws {AppError} `file.not-written`; then all is as before. */
  async begin(entry: JournalEntry): Promise<void> {
    const entries = await this.#open();
    await this.#write(entry);
    entries.set(entry.deployment.id, entry);
  }

  /** Changes one, and writes it. Nothing happens to one that was removed. @throws {AppError} `file.not-written`; it is changed all the same. */
  async write(entry: JournalEntry): Promise<void> {
    const entries = await this.#open();
    if (!entries.has(entry.deployment.id)) return;
    entries.set(entry.deployment.id, entry);
    await this.#write(entry);
  }

  /** Forgets what is beyond the newest fifty that are over. */
  async prune(): Promise<void> {
    const over = newestFirst(await this.#open()).filter(({ deployment }) => deployment.state !== 'running');
    await this.remove(over.slice(KEPT).map(({ deployment }) => deployment.id));
  }

  async remove(ids: readonly string[]): Promise<void> {
    const entries = await this.#open();
    for (const id of ids) {
      entries.delete(id);
      await this.#inTurn(() => this.#ports.journal.remove(id));
    }
  }

  #open(): Promise<Map<string, JournalEntry>> {
    this.#opened ??= this.#read();
    return this.#opened;
  }

  async #read(): Promise<Map<string, JournalEntry>> {
    const entries = new Map<string, JournalEntry>();
    for (const entry of await this.#ports.journal.all()) entries.set(entry.deployment.id, await this.#asFound(entry));
    return entries;
  }

  async #asFound(entry: JournalEntry): Promise<JournalEntry> {
    if (entry.deployment.state !== 'running') return entry;
    const found = { ...entry, deployment: interrupted(entry.deployment) };
    // If that can't be written it is found again in the same way at the next start.
    await this.#write(found).catch(this.#ports.unexpected);
    return found;
  }

  #write(entry: JournalEntry): Promise<void> {
    return this.#inTurn(() => this.#ports.journal.write(entry));
  }

  /** One after the other, so that an older state never overtakes a newer one. */
  #inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.#lastWrite.then(job);
    this.#lastWrite = done.catch(() => undefined);
    return done;
  }
}

function newestFirst(entries: ReadonlyMap<string, JournalEntry>): readonly JournalEntry[] {
  return [...entries.values()].sort((one, other) => other.deployment.started.localeCompare(one.deployment.started));
}
