/** How far the containers of a group are kept from everything else, the best first. */
export type Isolation = 'network-namespaces' | 'loopback' | 'states-only';

/** What the groups of one emulator stand on: addresses, a folder, and a way to start programs as containers. */
export interface Ground {
  readonly isolation: Isolation;
  /** The first three octets of every address here. */
  readonly block: string;
  /** A folder that only this user can list; gone when it is closed. */
  readonly folder: string;
  /** Makes the address reachable, at these ports alone. */
  openGroup(address: string, publicPorts: readonly number[]): Promise<GroupGround>;
  /** To be called when every group is closed. */
  close(): Promise<void>;
}

/** What the containers of one group share. */
export interface GroupGround {
  /** Where a program listens that is to be reached from outside, and where one that is not. */
  readonly listenAt: { readonly outside: string; readonly inside: string };
  /** Where a file of a mount is, for the container. */
  pathOf(mount: Mount): string;
  /** What a text of a configuration must say here instead. */
  rewrite(text: string, mounts: readonly Mount[]): string;
  /** The command that starts `argv` as a container that sees these mounts. */
  enter(argv: readonly string[], mounts: readonly Mount[]): readonly string[];
  /** To be called when every container has ended. */
  close(): Promise<void>;
}

/** A file or folder of this computer that a container sees elsewhere. */
export interface Mount {
  readonly source: string;
  /** Absolute. */
  readonly path: string;
  readonly readOnly: boolean;
}
