/** A directory (tenant) of Entra ID. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** A person who can sign in: at home in one tenant, and perhaps a guest in others, with another object id in each. */
export interface Account {
  readonly userName: string;
  readonly name: string;
  readonly homeTenant: string;
  /** Tenant id to object id; the home tenant is one of them. */
  readonly objectIds: Readonly<Record<string, string>>;
}

/** A registration that may ask for tokens: a public client with a loopback redirect. */
export interface Application {
  readonly clientId: string;
  readonly name: string;
}

/** A subscription; it trusts one tenant. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly state: 'Enabled' | 'Disabled' | 'Warned';
}

/** Who may do what, where: `scope` is a resource id, `role` a name of `roles.ts`. */
export interface RoleAssignment {
  readonly name: string;
  readonly scope: string;
  readonly role: string;
  readonly principalId: string;
}

/** How a provider stands in a subscription. */
export type RegistrationState = 'NotRegistered' | 'Registering' | 'Registered' | 'Unregistering';

/** A resource as it was sent, with everything that Azure never gives back: views take that away. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  location: string;
  tags?: Record<string, string> | undefined;
  etag: string;
  provisioningState: string;
  /** What else the request said at the top: identity, zones. */
  top: Record<string, unknown>;
  properties: Record<string, unknown>;
}

/** One image of a registry, with its tags; what a tag stands for is made from both names (`manifest.ts`). */
export interface Repository {
  readonly name: string;
  readonly tags: readonly string[];
}

/** A container registry: its resource and what is in it. */
export interface Registry {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly sku: string;
  readonly adminUserEnabled: boolean;
  readonly passwords: readonly [string, string];
  readonly repositories: readonly Repository[];
}

/** A long-running operation (Azure-AsyncOperation and Location both ask for it by its id). */
export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  /** Of the resource that is worked on. */
  readonly target: string;
  readonly startTime: string;
  endTime?: string;
  status: 'InProgress' | 'Succeeded' | 'Failed';
  error?: { readonly code: string; readonly message: string } | undefined;
  /** How many polls are still answered with "in progress", whatever the work does. */
  pollsLeft: number;
}

/** What an operation does, so that it goes on after a restart. */
export type OperationKind = 'start-group' | 'stop-group' | 'delete-group' | 'delete-resource-group';

/** What a refresh token stands for. Entra keeps old ones valid when it hands out a new one, and so do we. */
export interface RefreshToken {
  readonly token: string;
  readonly userName: string;
  readonly clientId: string;
  readonly issuedAt: number;
  /** The policies of conditional access that the sign-in behind it satisfied. */
  readonly satisfied: readonly string[];
}

/** A policy of conditional access: tokens for `tenant` need an interactive sign-in that answers this claims challenge. */
export interface AccessPolicy {
  readonly id: string;
  readonly tenant: string;
  /** Whom it is for; everybody where it is left out. */
  readonly userName?: string | undefined;
}

/** Everything that the emulated cloud knows, as plain data: this is what `stateFile` keeps. */
export interface AzureState {
  readonly tenants: Tenant[];
  readonly accounts: Account[];
  readonly applications: Application[];
  readonly subscriptions: Subscription[];
  readonly roleAssignments: RoleAssignment[];
  /** `SUBSCRIPTION/NAMESPACE`, lower case, to how it stands. */
  readonly registrations: Record<string, RegistrationState>;
  readonly resourceGroups: Resource[];
  readonly containerGroups: ContainerGroup[];
  readonly dnsZones: DnsZone[];
  readonly registries: Registry[];
  /** `SUBSCRIPTION/LOCATION/NAME`, lower case, to the limit where it isn't the usual one. */
  readonly quotas: Record<string, number>;
  readonly operations: Operation[];
  readonly refreshTokens: RefreshToken[];
  readonly policies: AccessPolicy[];
  /** User name to the moment (milliseconds) before which nothing that was handed out counts any more. */
  readonly revoked: Record<string, number>;
  /** Random parts of every token ever handed out, for tests that look for leaks. */
  readonly canaries: string[];
  /** Counts addresses: no two incarnations of a container group share one. */
  addressesGiven: number;
}

/** A container group. How its containers stand is asked of the runner. */
export interface ContainerGroup extends Resource {
  /** New with each create and each start; an update keeps it. */
  address: string;
  fqdn?: string | undefined;
  isStopped: boolean;
  /** Why it could not be provisioned, as events of its instance view. */
  failure?: readonly GroupEvent[] | undefined;
}

/** Azure's Event: `Pulling`, `Pulled`, `Started`, `Killing`, `FailedMount` … */
export interface GroupEvent {
  readonly name: string;
  readonly message: string;
  readonly type: 'Normal' | 'Warning';
  readonly count: number;
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
}

/** A zone of Azure DNS with its record sets. */
export interface DnsZone extends Resource {
  /** Lower-case `TYPE/NAME` to the record set. */
  readonly records: Record<string, Resource>;
}
