import type { ContainerGroupRunner } from './arm/container-instance/runner';
import type { Endpoints, Settings } from './world/options';
import type { Account, AzureState, Tenant } from './world/state';
import type { SigningKey } from './entra/signing-key';

/** What every part of the emulated cloud works with. */
export interface Cloud {
  readonly state: AzureState;
  readonly settings: Settings;
  readonly endpoints: Endpoints;
  readonly signingKey: SigningKey;
  readonly runner: ContainerGroupRunner;
  /** Writes the state down, where it is kept; to be awaited before a change is answered. */
  readonly save: () => Promise<void>;
}

/** The tenant that a part of a URL names by id or by domain. */
export function findTenant({ tenants }: AzureState, named: string): Tenant | undefined {
  const name = named.toLowerCase();
  return tenants.find(({ id, domain }) => id === name || domain === name);
}

/** The account with this user name, whatever its case. */
export function findAccount({ accounts }: AzureState, userName: string): Account | undefined {
  return accounts.find((account) => account.userName.toLowerCase() === userName.toLowerCase());
}

/** Seconds since 1970, as tokens count. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
