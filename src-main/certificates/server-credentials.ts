import type { Bundle } from '../../shared/certificates/contract';
import { AppError } from '../app-error';
import type { Certificate, FileContents, PrivateKey } from './model';

/** @throws {AppError} `certificate.not-ready` where a finding blocks. */
export function refuseIfBlocked({ findings, leaf }: Bundle): void {
  const blocking = findings.find(({ level }) => level === 'blocks');
  if (blocking) throw new AppError('certificate.not-ready', { name: leaf.name, finding: blocking.code });
}

/** The private key with this public half, where one of the files has it. SECURITY: a secret. */
export function privateKeyIn(
  files: readonly Pick<FileContents, 'privateKeys'>[],
  spkiSha256: string,
): PrivateKey | undefined {
  return files.flatMap(({ privateKeys }) => privateKeys).find(({ publicKey }) => publicKey.spkiSha256 === spkiSha256);
}

/** The certificates of a bundle's chain, leaf first. @throws {AppError} `certificate.gone` */
export function chainOf(
  { chain }: Pick<Bundle, 'chain'>,
  certificates: readonly Certificate[],
  includeRoot: boolean,
): readonly Certificate[] {
  const wanted = chain.filter(({ role }) => includeRoot || role !== 'root');
  return wanted.map(({ certificate }) => certificateIn(certificates, certificate.id));
}

/** The certificate with this SHA-256. @throws {AppError} `certificate.gone` */
export function certificateIn(certificates: readonly Certificate[], id: string): Certificate {
  const found = certificates.find(({ sha256 }) => sha256 === id);
  if (!found) throw new AppError('certificate.gone');
  return found;
}
