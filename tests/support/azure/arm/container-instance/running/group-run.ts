import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from '../../../world/options';
import type { Container } from '../properties';
import type { GroupToRun, RunningGroup, Started } from '../runner';
import { type ContainerRun, createContainerRun } from './container-run';
import type { Ground, GroupGround } from './ground';
import { type Program, programFor } from './program';
import { makeMounts } from './volumes';

/** A group that was started, once. */
export interface GroupRun {
  readonly id: string;
  readonly address: string;
  /** Pulls images and starts containers, one after the other; answers when all of them run. */
  start(): Promise<Started>;
  /** Ends the containers and gives the address up. */
  stop(): Promise<void>;
  inspect(): RunningGroup;
  logs(container: string, options: { tail?: number; timestamps: boolean }): string;
  /** Container name to its process, where it has one. */
  processes(): Readonly<Record<string, number | undefined>>;
}

/** Prepares a group at an address: from now on it can be inspected. */
export function createGroupRun(group: GroupToRun, address: string, on: Ground, settings: Settings): GroupRun {
  const { containers, initContainers = [], restartPolicy = 'Always', volumes = [], ipAddress } = group.properties;
  const folder = mkdtempSync(join(on.folder, 'group-'));
  const publicPorts = (ipAddress?.ports ?? []).map(({ port }) => port);
  const prepare = ({ name, properties }: Pick<Container, 'name'> & { properties: { image?: string } }) => {
    mkdirSync(join(folder, name));
    const rules = { policy: restartPolicy, backOff: () => settings.restartMilliseconds };
    const container = { name, properties: { image: '', ...properties } } as Container;
    return { container, run: createContainerRun(container, join(folder, name, 'output'), rules) };
  };
  const [inits, all] = [initContainers.map(prepare), containers.map(prepare)];
  const runs = new Map<string, ContainerRun>([...inits, ...all].map(({ container, run }) => [container.name, run]));
  let ground: GroupGround | undefined;
  let phase: 'starting' | 'started' | 'stopped' = 'starting';

  async function program(container: Container, isInit: boolean): Promise<Program> {
    ground ??= await on.openGroup(address, publicPorts);
    const { name, properties } = container;
    const mounts = makeMounts(properties.volumeMounts, { volumes, folder, container: name });
    const around = { ground, mounts, publicPorts, folder: join(folder, name), isInit };
    const made = await programFor(container, around);
    return { ...made, argv: ground.enter(made.argv, made.mounts) };
  }

  const pull = (run: ContainerRun): Promise<void> => run.pull(() => wait(settings.pullMilliseconds));
  return {
    id: group.id,
    address,
    start: async () => {
      for (const { container, run } of inits) {
        await pull(run);
        const exitCode = await run.runOnce(await program(container, true));
        if (exitCode !== 0) return { address, failure: initFailed(group.name, container.name, exitCode) };
      }
      for (const { container, run } of all) {
        await pull(run);
        run.begin(await program(container, false));
      }
      phase = 'started';
      return { address };
    },
    stop: async () => {
      await Promise.all(Array.from(runs.values(), (run) => run.stop()));
      await ground?.close();
      ground = undefined;
      rmSync(folder, { recursive: true, force: true });
      phase = 'stopped';
    },
    inspect: () => {
      const views = Object.fromEntries(Array.from(runs, ([name, run]) => [name, run.view()]));
      const states = containers.map(({ name }) => views[name]?.currentState);
      return { state: stateOf(phase, states), events: [], containers: views };
    },
    logs: (container, options) => runs.get(container)?.logs(options) ?? '',
    processes: () => Object.fromEntries(Array.from(runs, ([name, run]) => [name, run.pid()])),
  };
}

type States = readonly (RunningGroup['containers'][string]['currentState'] | undefined)[];

/** A container that waits for its restart counts as one that runs. */
function stateOf(phase: 'starting' | 'started' | 'stopped', states: States): RunningGroup['state'] {
  if (phase === 'starting') return 'Pending';
  if (phase === 'stopped') return 'Stopped';
  if (states.some((state) => state?.state !== 'Terminated')) return 'Running';
  return states.every((state) => state?.exitCode === 0) ? 'Succeeded' : 'Failed';
}

function initFailed(group: string, container: string, exitCode: number): NonNullable<Started['failure']> {
  return {
    code: 'InitContainerFailed',
    message: `The init container '${container}' of container group '${group}' ended with exit code ${exitCode}.`,
  };
}
