/** What this process knows of a group that it sent, and nobody else can say. */
export interface Sending {
  /** Where Azure tells what becomes of the request. */
  readonly operation: string | undefined;
  /** Since when callers get no answer, by `performance.now`; undefined where nobody could call before. */
  readonly silentSince: number | undefined;
}

/**
 * The notes of this process on what it does with groups: they make a wait exact and a plan honest, and nothing goes wrong
 * without them after a kill.
 */
export class Sendings {
  readonly #byDeployment = new Map<string, Sending>();
  readonly #mustRecreate = new Set<string>();

  /** A deployment begins to make a group silent. */
  note(deploymentId: string, sending: Sending): void {
    this.#byDeployment.set(deploymentId, sending);
  }

  /** What was noted, once: who asks again goes on with something that is not fresh any more. */
  take(deploymentId: string): Sending | undefined {
    const found = this.#byDeployment.get(deploymentId);
    this.#byDeployment.delete(deploymentId);
    return found;
  }

  /** Since when nobody is answered, where that was noted. */
  silentSince(deploymentId: string): number | undefined {
    return this.#byDeployment.get(deploymentId)?.silentSince;
  }

  /** Azure refused to update this group in place. */
  refuseUpdates(group: string): void {
    this.#mustRecreate.add(group);
  }

  /** Azure has taken a group. */
  taken(group: string): void {
    this.#mustRecreate.delete(group);
  }

  /** Whether Azure refused to update it in place since it was made. */
  refusesUpdates(group: string): boolean {
    return this.#mustRecreate.has(group);
  }
}
