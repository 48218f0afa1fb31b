import type { Bundle } from '../../shared/certificates/contract';
import { AppError } from '../app-error';
import type { Certificate, FileContents, PrivateKey } from './model';

/** A certificate, its chain and its private key: what a TLS server needs. SECURITY: holds a secret. */
export interface ServerCredentials {
  /** Leaf first, then each certificate's issuer; a root only where one was asked for. */
  readonly chain: readonly Certificate[];
  readonly privateKey: PrivateKey;
}

/** What the files hold, as far as certificates and keys go. */
type Holdings = Pick<FileContents, 'certificates' | 'privateKeys'>;

/**
 * Picks what a bundle stands for out of the files it was found in.
 * @throws {AppError} `certificate.not-ready` where a finding blocks, `certificate.gone` where the files are others by now.
 */
export function credentialsOf(bundle: Bundle, files: readonly Holdings[], includeRoot: boolean): ServerCredentials {
  const blocking = bundle.findings.find(({ level }) => level === 'blocks');
  if (blocking) throw new AppError('certificate.not-ready', { name: bundle.leaf.name, finding: blocking.code });
  const privateKey = files
    .flatMap(({ privateKeys }) => privateKeys)
    .find(({ publicKey }) => publicKey.spkiSha256 === bundle.leaf.publicKey.spkiSha256);
  if (!privateKey) throw new AppError('certificate.gone');
  return { chain: chainOf(bundle, files, includeRoot), privateKey };
}

/** The certificates of a bundle's chain, leaf first. @throws {AppError} `certificate.gone` */
export function chainOf({ chain }: Bundle, files: readonly Holdings[], includeRoot: boolean): readonly Certificate[] {
  const wanted = chain.filter(({ role }) => includeRoot || role !== 'root');
  return wanted.map(({ certificate }) => certificateIn(files, certificate.id));
}

/** The certificate with this SHA-256. @throws {AppError} `certificate.gone` */
export function certificateIn(files: readonly Holdings[], id: string): Certificate {
  const found = files.flatMap(({ certificates }) => certificates).find(({ sha256 }) => sha256 === id);
  if (!found) throw new AppError('certificate.gone');
  return found;
}
