import type { CallMain } from '../../app/bridge';
import { createSignInStore, type SignInStore } from './store';
import { createWhereStore, type WhereStore } from './where-store';

/** What the page knows of Azure. It lives as long as the window: a sign-in goes on while the user is on another page. */
export interface AzureStores {
  readonly signIn: SignInStore;
  readonly where: WhereStore;
}

/** Makes the stores of the Azure page; nothing is asked before the page is first gone to. */
export function createAzureStores(call: CallMain): AzureStores {
  return { signIn: createSignInStore(call), where: createWhereStore(call) };
}
