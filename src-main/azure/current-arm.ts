import type { AzureAccess } from './access';
import { type Arm, type ArmPorts, openArm } from './arm';
import { azureProblem } from './errors';

/** What working as the current account takes. */
export interface CurrentArmPorts extends ArmPorts {
  /** @throws {AppError} `sign-in.needed` */
  readonly access: () => Promise<AzureAccess>;
}

/** The way to Resource Manager as whoever is the current account, and what did not happen there, named. */
export class CurrentArm {
  /** Ids of subscriptions to what they are called: Azure's refusals have the ids alone. */
  readonly #names = new Map<string, string>();

  constructor(private readonly ports: CurrentArmPorts) {}

  /** From now on, problems say the names of these subscriptions. */
  learnNames(subscriptions: readonly { readonly id: string; readonly name: string }[]): void {
    for (const { id, name } of subscriptions) this.#names.set(id, name);
  }

  /**
   * Does something in a tenant. A caller who stops it is answered at once, also where somebody is being waited for.
   * @throws {AppError} those of every call to Azure; the reason of the signal
   */
  async use<Done>(tenant: string, work: (arm: Arm) => Promise<Done>, signal?: AbortSignal): Promise<Done> {
    signal?.throwIfAborted();
    return untilStopped(this.#use(tenant, work), signal);
  }

  async #use<Done>(tenant: string, work: (arm: Arm) => Promise<Done>): Promise<Done> {
    const access = await this.ports.access();
    try {
      return await work(await openArm(access, tenant, this.ports));
    } catch (cause) {
      throw azureProblem(cause, { userName: access.account.userName, nameOf: (id) => this.#names.get(id) });
    }
  }
}

function untilStopped<Done>(work: Promise<Done>, signal: AbortSignal | undefined): Promise<Done> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
