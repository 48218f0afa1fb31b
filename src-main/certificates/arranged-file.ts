import type { FileFormat, PublicKey, WorkshopFile } from '../../shared/certificates/contract';
import type { Target } from '../../shared/certificates/finding';
import type { Certificate, CertificateRequest, FileContents } from './model';
import { isLocked } from './problem-kinds';

/** One file as the arrangement needs it: its private keys are known there by their public halves only. */
export interface ArrangedFile {
  readonly name: string;
  readonly status: Exclude<WorkshopFile['status'], 'reading'>;
  readonly format: FileFormat;
  readonly certificates: readonly Certificate[];
  readonly publicKeys: readonly PublicKey[];
  readonly requests: readonly CertificateRequest[];
}

/** A private key that is kept here since its request was made, or in the library. The key itself stays where it is. */
export interface HeldKey {
  readonly publicKey: PublicKey;
  readonly source: 'request' | 'library';
  /** What the user calls the request or the certificate. */
  readonly name: string;
  /** False where the keyring of this start does not give it. */
  readonly opens: boolean;
  /** Those that the request asks for, in ASCII; none for a key of the library. */
  readonly hostNames: readonly string[];
}

/** A certificate that is in no file on the bench and may still complete a chain. */
export interface KnownCertificate {
  readonly certificate: Certificate;
  readonly source: 'library' | 'remembered' | 'downloaded';
  /** The address it was downloaded from; empty for the others. */
  readonly from: string;
}

/** What the library has of a certificate. */
export interface KeptChain {
  /** Leaf first. */
  readonly chain: readonly Certificate[];
  /** Its private key is kept with it, and the keyring opens it. */
  readonly hasKey: boolean;
}

/** All that is understood together. */
export interface Bench {
  readonly files: readonly ArrangedFile[];
  readonly heldKeys: readonly HeldKey[];
  readonly known: readonly KnownCertificate[];
  /** The host name that the user asked about, by bundle id. */
  readonly hostNames: ReadonlyMap<string, string>;
  /** What is in the library of them, by the SHA-256 of the leaf. */
  readonly library: ReadonlyMap<string, KeptChain>;
  /** Where the certificates are to be put to work; without one, Azure in general. */
  readonly target?: Target;
}

/** A bench of files alone. */
export function benchOf(files: readonly ArrangedFile[]): Bench {
  return { files, heldKeys: [], known: [], hostNames: new Map(), library: new Map() };
}

/** Leaves the secret parts of a file behind. */
export function withoutSecrets(name: string, contents: FileContents): ArrangedFile {
  const { certificates, requests, privateKeys, format, problem } = contents;
  const status = isLocked(problem) ? 'needs-password' : problem ? 'problem' : 'read';
  return { name, status, format, certificates, requests, publicKeys: privateKeys.map(({ publicKey }) => publicKey) };
}
