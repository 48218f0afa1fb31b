import type { Cloud } from '../../cloud';
import type { Effect } from '../../faults';
import type { ContainerGroup, Operation } from '../../world/state';
import { ArmError } from '../arm-error';
import type { Operations, Outcome } from '../operations';
import { isSame } from '../route';
import { nextAddress } from './address';
import type { GroupProperties } from './properties';
import { eventNow, type RunningGroup } from './runner';

/** Moves container groups between their states, one change at a time, and lets the runner follow. */
export interface Lifecycle {
  /** Containers afresh: after a create, an update, a start and a restart. */
  start(group: ContainerGroup, effect?: Effect): Operation;
  /** Gives up the address, as Azure does. */
  stop(group: ContainerGroup): Promise<void>;
  remove(group: ContainerGroup, effect?: Effect): Operation;
  /** Deletes a resource group with everything in it. */
  removeResourceGroup(id: string): Promise<void>;
  inspect(group: ContainerGroup): Promise<RunningGroup | undefined>;
  /** Goes on with an operation that an earlier run of the emulator left. */
  resume(operation: Operation): Promise<Outcome>;
  /** Starts what ran when the emulator ended. */
  startAgain(): Promise<void>;
}

/** The life of container groups; their routes are in `container-group-routes.ts`. */
export function createLifecycle(cloud: Cloud, operations: Operations): Lifecycle {
  const { state, runner } = cloud;

  async function run(group: ContainerGroup): Promise<Outcome> {
    const { id, name, location, fqdn, address } = group;
    const properties = group.properties as unknown as GroupProperties;
    const started = await runner.start({ id, name, location, fqdn, address, properties });
    group.address = started.address;
    group.provisioningState = started.failure ? 'Failed' : 'Succeeded';
    return started.failure;
  }

  async function drop(group: ContainerGroup): Promise<void> {
    await runner.remove(group.id);
    state.containerGroups.splice(state.containerGroups.indexOf(group), 1);
  }

  async function removeResourceGroup(id: string): Promise<void> {
    const isInside = (resource: { id: string }): boolean =>
      resource.id.toLowerCase().startsWith(`${id.toLowerCase()}/`);
    for (const group of state.containerGroups.filter(isInside)) await drop(group);
    for (const list of [state.dnsZones, state.registries, state.resourceGroups]) {
      const left = (list as { id: string }[]).filter((one) => !isInside(one) && !isSame(one.id, id));
      list.splice(0, list.length, ...(left as never[]));
    }
  }

  return {
    start: (group, effect) => {
      Object.assign(group, { provisioningState: 'Pending', isStopped: false, failure: undefined });
      return operations.begin('start-group', group.id, () => fail(group, effect) ?? run(group));
    },
    stop: async (group) => {
      checkSteady(group);
      await runner.stop(group.id);
      Object.assign(group, { isStopped: true, address: nextAddress(cloud) });
    },
    remove: (group, effect) =>
      operations.begin('delete-group', group.id, async () => {
        if (effect?.kind === 'operation-fails') return effect;
        await drop(group);
        return undefined;
      }),
    removeResourceGroup,
    inspect: async (group) => (group.failure ? neverStarted(group) : runner.inspect(group.id)),
    resume: async ({ kind, target }) => {
      if (kind === 'delete-resource-group') await removeResourceGroup(target);
      const group = state.containerGroups.find(({ id }) => isSame(id, target));
      if (group && kind === 'start-group') return run(group);
      if (group) await drop(group);
      return undefined;
    },
    startAgain: async () => {
      const ran = state.containerGroups.filter((group) => group.provisioningState === 'Succeeded' && !group.isStopped);
      await Promise.all(ran.map(run));
    },
  };
}

/** @throws ArmError 409 ContainerGroupTransitioning while something else is done to the group */
export function checkSteady({ name, provisioningState }: ContainerGroup): void {
  if (['Succeeded', 'Failed'].includes(provisioningState)) return;
  throw new ArmError(
    409,
    'ContainerGroupTransitioning',
    `The container group '${name}' is still transitioning, please retry later.`,
  );
}

/** What a fault makes of a start. */
function fail(group: ContainerGroup, effect: Effect | undefined): Promise<Outcome> | undefined {
  if (effect?.kind !== 'operation-fails' && effect?.kind !== 'provisioning-fails') return undefined;
  const events =
    effect.kind === 'provisioning-fails'
      ? effect.events
      : [{ name: 'Failed', message: effect.message, type: 'Warning' as const }];
  group.provisioningState = 'Failed';
  group.failure = events.map(({ name, message, type }) => eventNow(name, message, type));
  const outcome =
    effect.kind === 'operation-fails'
      ? effect
      : { code: 'ProvisioningFailed', message: events.map(({ message }) => message).join(' ') };
  return Promise.resolve(outcome);
}

function neverStarted({ failure = [], properties }: ContainerGroup): RunningGroup {
  const { containers } = properties as unknown as GroupProperties;
  const waiting = { restartCount: 0, currentState: { state: 'Waiting' as const, detailStatus: '' }, events: [] };
  return {
    state: 'Pending',
    events: failure,
    containers: Object.fromEntries(containers.map(({ name }) => [name, waiting])),
  };
}
