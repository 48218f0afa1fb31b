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

  /**
   * Changes one, and writes it; once it is done, what the service's target wrote down in any of its deployments is void. Nothing
   * happens to one that was removed. @throws {AppError} `file.not-written`; it is changed all the same.
   */
  async write(entry: JournalEntry): Promise<void> {
    const entries = await this.#open();
    if (!entries.has(entry.deployment.id)) return;
    entries.set(entry.deployment.id, entry);
    const changed = entry.deployment.state === 'done' ? withoutMemos(entries, entry) : [];
    for (const one of [entry, ...changed]) await this.#write(one);
  }

  /** What the target of a service wrote down for itself, in whichever deployment, and none was done since. */
  async memo(serviceId: string): Promise<unknown> {
    return (await this.all()).find((entry) => entry.deployment.serviceId === serviceId && hasMemo(entry))?.memo;
  }

  /** Forgets what is beyond the newest fifty that are over; never what a target still needs to know. */
  async prune(): Promise<void> {
    const over = newestFirst(await this.#open()).filter(({ deployment }) => deployment.state !== 'running');
    const old = over.slice(KEPT).filter((entry) => !hasMemo(entry));
    await this.remove(old.map(({ deployment }) => deployment.id));
  }

  async remove(ids: readonly string[]): Promise<void> {
    const entries = await this.#open();
    for (const id of ids) {
      entries.delete(id);
      await this.#inTurn(() => this.#ports.journal.remove(id));
    }
  }

  #open(): Promise<Map<string, JournalEntry>> {
    this.#opened ??= this.#read().catch((cause: unknown) => {
      // What was in the way may be gone the next time.
      this.#opened = undefined;
      throw cause;
    });
    return this.#opened;
  }

  async #read(): Promise<Map<string, JournalEntry>> {
    const entries = new Map<string, JournalEntry>();
    for (const entry of await this.#ports.journal.all()) entries.set(entry.deployment.id, await this.#asFound(entry));
    // Latchkey ended between a deployment's end and its forgetting.
    const done = [...entries.values()].filter((entry) => entry.deployment.state === 'done' && hasMemo(entry));
    for (const one of done.flatMap((entry) => withoutMemos(entries, entry))) {
      await this.#write(one).catch(this.#ports.unexpected);
    }
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

/** Takes the memos of a service away; the deployment that is done comes last, so that after a kill it still tells of the others. */
function withoutMemos(entries: Map<string, JournalEntry>, { deployment: done }: JournalEntry): JournalEntry[] {
  const having = [...entries.values()].filter(
    (entry) => entry.deployment.serviceId === done.serviceId && hasMemo(entry),
  );
  const changed = having.map(({ memo: _memo, ...entry }) => entry);
  for (const entry of changed) entries.set(entry.deployment.id, entry);
  return changed.sort((one, other) => Number(one.deployment.id === done.id) - Number(other.deployment.id === done.id));
}

function hasMemo({ memo }: JournalEntry): boolean {
  return memo !== undefined;
}

function newestFirst(entries: ReadonlyMap<string, JournalEntry>): readonly JournalEntry[] {
  return [...entries.values()].sort((one, other) => other.deployment.started.localeCompare(one.deployment.started));
}
