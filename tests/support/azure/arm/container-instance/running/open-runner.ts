import type { Settings } from '../../../world/options';
import type { ContainerGroupRunner, GroupToRun, Started } from '../runner';
import { statesOnly } from '../states-only';
import type { Ground } from './ground';
import { createGroupRun, type GroupRun } from './group-run';
import { openLoopback } from './loopback';
import { openNamespaces } from './namespaces';
import { hasNginx } from './nginx-image';

/**
 * A runner that runs nginx and stand-ins for models, kept apart as well as this computer lets it: `isolation` says how well, and
 * is `states-only` where nothing can be run. `loopback` passes over what is better.
 */
export async function openRunner(best: 'real' | 'loopback', settings: Settings): Promise<ContainerGroupRunner> {
  const ground = hasNginx ? (best === 'real' && (await openNamespaces())) || (await openLoopback()) : undefined;
  return ground ? runnerOn(ground, settings) : statesOnly();
}

function runnerOn(ground: Ground, settings: Settings): ContainerGroupRunner {
  const runs = new Map<string, GroupRun>();
  const addresses = new Map<string, string>();
  const queues = new Map<string, Promise<unknown>>();

  /** The address that was meant for it where it is one of ours and free; an update keeps what it has. */
  function addressFor({ id, address }: GroupToRun): string {
    const has = addresses.get(id);
    if (has !== undefined) return has;
    const taken = new Set(addresses.values());
    const all = Array.from({ length: 252 }, (_, at) => `${ground.block}.${at + 2}`);
    const found = [...all.filter((one) => one === address), ...all].find((one) => !taken.has(one));
    if (found === undefined) throw new Error('Every address is taken.');
    addresses.set(id, found);
    return found;
  }

  async function start(group: GroupToRun): Promise<Started> {
    try {
      await runs.get(group.id)?.stop();
      const run = createGroupRun(group, addressFor(group), ground, settings);
      runs.set(group.id, run);
      return await run.start();
    } catch (cause) {
      await runs.get(group.id)?.stop();
      const message = `The emulator could not run the group: ${cause instanceof Error ? cause.message : String(cause)}`;
      return { address: group.address, failure: { code: 'InternalServerError', message } };
    }
  }

  async function stop(id: string): Promise<void> {
    await runs.get(id)?.stop();
    addresses.delete(id);
  }

  /** One thing at a time for a group: a resource group may be deleted while one of its groups starts. */
  function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const done = (queues.get(id) ?? Promise.resolve()).then(work);
    queues.set(
      id,
      done.catch(() => undefined),
    );
    return done;
  }

  return {
    isolation: ground.isolation,
    addressBlock: ground.block,
    start: (group) => inTurn(group.id, () => start(group)),
    stop: (id) => inTurn(id, () => stop(id)),
    remove: (id) =>
      inTurn(id, async () => {
        await stop(id);
        runs.delete(id);
      }),
    inspect: async (id) => runs.get(id)?.inspect(),
    logs: async (id, container, options) => runs.get(id)?.logs(container, options) ?? '',
    groups: () => Array.from(runs.values(), ({ id, address, processes }) => ({ id, address, processes: processes() })),
    close: async () => {
      await Promise.all(Array.from(runs.keys(), (id) => inTurn(id, () => stop(id))));
      await ground.close();
    },
  };
}
