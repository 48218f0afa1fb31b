import type { PublicKey } from '../../../shared/certificates/contract';
import type { Target } from '../../../shared/certificates/finding';
import type { Chain } from '../chain/build-chain';
import type { Certificate } from '../model';

/** What is known of a certificate's private key. */
export type KeyState =
  | { readonly state: 'here' }
  | { readonly state: 'missing' }
  /** It is kept under this name, and the keyring of this start does not give it. */
  | { readonly state: 'not-opened'; readonly name: string }
  /** A request waits under this name for a certificate of the same host names, with another key. */
  | { readonly state: 'not-of-request'; readonly name: string }
  /** One is here, and it belongs to no certificate that is. */
  | { readonly state: 'other'; readonly fileName: string; readonly publicKey: PublicKey }
  | { readonly state: 'encrypted'; readonly fileName: string }
  /** `kind` is a FileFormat. */
  | { readonly state: 'other-format'; readonly fileName: string; readonly kind: string };

/** What one file holds, in its order. */
export interface Given {
  readonly fileName: string;
  readonly certificates: readonly Certificate[];
  /** Those of them that are for servers. */
  readonly leaves: readonly Certificate[];
}

/** What the checks look at: a certificate with everything that was found for it. */
export interface Checked {
  readonly leaf: Certificate;
  readonly chain: Chain;
  readonly leafIsSelfSigned: boolean;
  readonly hasRoot: boolean;
  readonly key: KeyState;
  /** The file that the leaf stands in. */
  readonly given: Given;
  /** All server certificates that were given together, this one included. */
  readonly leaves: readonly Certificate[];
  /** The file a certificate is in; empty for one that is in none. */
  readonly fileOf: (certificate: Certificate) => string;
}

/** What the certificate is to be used for. */
export interface CheckOptions {
  readonly now: Date;
  /** The host name that the service will have, as typed. */
  readonly hostName?: string;
  /** Where it will run; without one, what any target on Azure serves is the measure. */
  readonly target?: Target;
}
