import type { Bench, HeldKey, KeptChain } from '../arranged-file';
import type { Certificate, PrivateKey } from '../model';

/** What the workshop knows of the certificates, requests and keys that are kept: the library and the requests answer it. */
export interface Keeping {
  /** Keys that can serve a certificate on the bench. */
  heldKeys(): Promise<readonly HeldKey[]>;
  /** What is in the library of these certificates, by the SHA-256 of the leaf. */
  library(leaves: readonly Certificate[]): Promise<ReadonlyMap<string, KeptChain>>;
  /** A kept private key, in a copy that the caller wipes; undefined where none is kept. @throws {AppError} `library.key-not-opened` */
  privateKey(spkiSha256: string): Promise<PrivateKey | undefined>;
  /** Puts a chain, leaf first, and its key into the library; answers the entry's id. @throws {AppError} `library.not-saved`, `library.not-protected` */
  keep(
    credentials: { chain: readonly Certificate[]; privateKey: PrivateKey | undefined },
    name: string,
  ): Promise<string>;
  /** Certificates for these public keys are here: the requests that were made with them are answered. */
  answered(spkiSha256s: ReadonlySet<string>): Promise<void>;
  /** The user has this private key in a file. */
  isInFile(spkiSha256: string): void;
}

/** What is kept of use to certificates on the bench. */
type KeptForBench = Pick<Bench, 'heldKeys' | 'library'>;

export const nothingKept: KeptForBench = { heldKeys: [], library: new Map() };

/** Looks what is kept for them. @throws {AppError} `library.folder-not-readable` */
export async function keptFor(certificates: readonly Certificate[], keeping: Keeping): Promise<KeptForBench> {
  const [heldKeys, library] = await Promise.all([keeping.heldKeys(), keeping.library(certificates)]);
  return { heldKeys, library };
}
