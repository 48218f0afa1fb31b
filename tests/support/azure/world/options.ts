import type { ContainerGroupRunner } from '../arm/container-instance/runner';
import type { AzureState } from './state';

/** What can be changed while the emulator runs; `Emulator.settings` and `PUT /settings` of the control service. */
export interface Settings {
  /** How many items a list answers at once. */
  pageSize: number;
  /** Seconds that access tokens live; MSAL renews what ends within five minutes. */
  accessTokenLifetime: number;
  /** Polls of an operation that are answered with "in progress" although the work is done. */
  operationPolls: number;
  /** The Retry-After of operations, in seconds; no header where it is undefined. */
  operationRetryAfter: number | undefined;
  /** Whether a container group's PUT is followed by Azure-AsyncOperation or by its provisioningState alone. */
  containerGroupOperations: 'azure-async-operation' | 'provisioning-state';
  /** Seconds between two polls of a device code, and how long one lives. */
  deviceCodeInterval: number;
  deviceCodeLifetime: number;
  /** Whether conditional access forbids signing in with a device code. */
  deviceCodeBlocked: boolean;
  /** Milliseconds that each image takes to be pulled, where containers are run. */
  pullMilliseconds: number;
  /** Milliseconds before a container that ended is started again; doubled with each time, up to sixteen times. */
  restartMilliseconds: number;
}

/** How to start an emulator. */
export interface EmulatorOptions {
  /** Keeps the state in this file and goes on with it; without one everything ends with the process. */
  readonly stateFile?: string;
  /** Where the CA file and endpoints.json are written; a fresh temporary folder, removed at the end, without one. */
  readonly folder?: string;
  /** Ports from this number on: sign-in, Resource Manager, control, then one for each registry. Any free ones without it. */
  readonly firstPort?: number;
  /** The address to listen on: a loopback one, or the emulator refuses. */
  readonly host?: string;
  /** The world to start with; `contosoAndFabrikam` without one. */
  readonly state?: AzureState;
  readonly settings?: Partial<Settings>;
  /**
   * What runs container groups; `statesOnly` without one. `real` runs them as far apart as this computer allows, `loopback` without
   * namespaces even where there are some; `Emulator.isolation` says what came of it.
   */
  readonly runner?: ContainerGroupRunner | 'real' | 'loopback';
}

/** What holds where nothing else is said. */
export const usualSettings: Readonly<Settings> = {
  pageSize: 100,
  accessTokenLifetime: 4199,
  operationPolls: 1,
  operationRetryAfter: 0,
  containerGroupOperations: 'azure-async-operation',
  deviceCodeInterval: 5,
  deviceCodeLifetime: 900,
  deviceCodeBlocked: false,
  pullMilliseconds: 150,
  restartMilliseconds: 500,
};

/** Where the emulated cloud is: what `endpoints.json` says, and what a custom cloud of Latchkey needs. */
export interface Endpoints {
  readonly name: string;
  /** Of Entra ID, without a tenant: `https://127.0.0.1:PORT`. */
  readonly authority: string;
  /** Of Azure Resource Manager. */
  readonly resourceManager: string;
  /** What an access token for Resource Manager is asked for: `RESOURCEMANAGER/.default`. */
  readonly scope: string;
  readonly clientId: string;
  readonly suffixes: { readonly registry: string; readonly containerGroup: string };
  /** Registry name to its login server. */
  readonly registries: Readonly<Record<string, string>>;
  /** Of the control service: faults, the journal, canaries. */
  readonly control: string;
  /** Path of the PEM file with the authority that signed every certificate here. */
  readonly caFile: string;
}
