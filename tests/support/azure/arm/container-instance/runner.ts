import type { GroupEvent } from '../../world/state';
import type { GroupProperties } from './properties';
import type { Isolation } from './running/ground';

/** A group to be run, with everything that was sent: secret files, secure values, registry passwords. */
export interface GroupToRun {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** The public address that is free for it; the runner may answer another one. Kept by an update. */
  readonly address: string;
  readonly fqdn: string | undefined;
  readonly properties: GroupProperties;
}

/** What came of a start. A container that ends at once is no failure: Azure shows it in the instance view. */
export interface Started {
  /** Where the group can be reached. */
  readonly address: string;
  /** Set where the group could not be provisioned at all. */
  readonly failure?: { readonly code: string; readonly message: string } | undefined;
}

/**
 * What runs container groups. The emulator keeps the resource and its rules; a runner keeps the containers. It is told to
 * start again everything that should run when the emulator goes on with a state of earlier, and calls for one group never overlap.
 */
export interface ContainerGroupRunner {
  /** How far the groups are kept from everything else; `states-only` runs nothing. */
  readonly isolation: Isolation;
  /** The first three octets of the addresses that can be reached here; those for documentation (RFC 5737) without one. */
  readonly addressBlock?: string | undefined;
  /** Starts all of the group's containers afresh, ending those that run: after a create, an update, a start and a restart. */
  start(group: GroupToRun): Promise<Started>;
  /** Ends the containers; the group remains. */
  stop(id: string): Promise<void>;
  /** Ends the containers and forgets the group. */
  remove(id: string): Promise<void>;
  /** How the group stands at this moment; undefined where it was never started. */
  inspect(id: string): Promise<RunningGroup | undefined>;
  /** What a container wrote since it was last started. `tail` counts lines. */
  logs(id: string, container: string, options: { tail?: number; timestamps: boolean }): Promise<string>;
  /** What runs at this moment, by process id, for those who look into it from outside. */
  groups(): readonly GroupProcesses[];
  /** Ends everything: the emulator is about to. */
  close(): Promise<void>;
}

/** A group that was started, and container name to the process that runs it. */
export interface GroupProcesses {
  readonly id: string;
  readonly address: string;
  readonly processes: Readonly<Record<string, number | undefined>>;
}

/** What the instance view of a group is made of. */
export interface RunningGroup {
  readonly state: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Stopped';
  readonly events: readonly GroupEvent[];
  /** Container name to its state. */
  readonly containers: Readonly<Record<string, RunningContainer>>;
}

/** One container in the instance view. */
export interface RunningContainer {
  readonly restartCount: number;
  readonly currentState: ContainerState;
  readonly previousState?: ContainerState | undefined;
  readonly events: readonly GroupEvent[];
}

/** Azure's ContainerState. */
export interface ContainerState {
  readonly state: 'Waiting' | 'Running' | 'Terminated';
  readonly startTime?: string | undefined;
  readonly finishTime?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly detailStatus: string;
}

/** An event of this moment. */
export function eventNow(name: string, message: string, type: GroupEvent['type'] = 'Normal'): GroupEvent {
  const now = new Date().toISOString();
  return { name, message, type, count: 1, firstTimestamp: now, lastTimestamp: now };
}
