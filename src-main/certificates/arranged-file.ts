import type { PublicKey } from '../../shared/certificates/contract';
import type { Certificate, CertificateRequest, FileContents } from './model';

/** One file as the arrangement needs it: its private keys are known there by their public halves only. */
export interface ArrangedFile {
  readonly name: string;
  readonly certificates: readonly Certificate[];
  readonly publicKeys: readonly PublicKey[];
  readonly requests: readonly CertificateRequest[];
}

/** Leaves the secret parts of a file behind. */
export function withoutSecrets(name: string, contents: FileContents): ArrangedFile {
  const { certificates, requests, privateKeys } = contents;
  return { name, certificates, requests, publicKeys: privateKeys.map(({ publicKey }) => publicKey) };
}
