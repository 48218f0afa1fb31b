import type { Account } from '../../shared/sign-in/contract';
import type { AzureCloud } from './clouds';
import type { Token } from './session';

/** What somebody who is signed in does things with. */
export interface AzureAccess {
  readonly cloud: AzureCloud;
  readonly account: Account;
  /**
   * A token for Resource Manager in a tenant; `claims` are what Azure asked for besides. Waits for the user where Azure wants
   * one. @throws {AppError} `sign-in.needed` and those of signing in
   */
  token(tenant: string, claims?: string): Promise<Token>;
}
