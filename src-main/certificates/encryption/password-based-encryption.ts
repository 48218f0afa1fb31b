import type { PasswordEncoding } from './password-encodings';

/** A way of encrypting with a password, with its parameters. */
export interface PasswordBasedEncryption {
  /** What one attempt costs, in rounds of a hash function. */
  readonly iterations: number;
  /** Whether the work is done in libuv's pool, so that it may start while JavaScript is busy. */
  readonly runsInPool: boolean;
  /**
   * The plain bytes, the caller's own; undefined where the padding shows that the password is wrong.
   * @throws {Asn1Error} where the data is part of a block.
   */
  decrypt(data: Uint8Array, password: PasswordEncoding): Promise<Uint8Array | undefined>;
}
