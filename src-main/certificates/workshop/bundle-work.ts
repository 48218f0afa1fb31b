import type { Bundle, SavedFiles } from '../../../shared/certificates/contract';
import type { Request } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import type { Certificate, FileContents, PrivateKey } from '../model';
import { WITHOUT_KEY } from '../output/make-output';
import type { WriteFile } from '../output/save-output';
import { chainOf, privateKeyIn, refuseIfBlocked } from '../server-credentials';
import type { OutputMaker } from '../worker-pool';
import type { Keeping } from './keeping';

/** What a bundle is put together from. */
export interface Holdings {
  readonly files: readonly FileContents[];
  /** Those of them that are files of the user's: the rest was pasted. */
  readonly onDisk: readonly FileContents[];
  /** Every certificate that a chain may have been made of, those that are in no file included. */
  readonly certificates: readonly Certificate[];
  readonly keeping: Keeping;
}

/**
 * Writes a bundle in one of the formats. The form for Azure is refused where a finding blocks; the others are conversions.
 * @throws {AppError} `certificate.not-ready`, `certificate.gone`, `output.…`, and what writing says.
 */
export async function saveBundle(
  bundle: Bundle,
  request: Request<'certificates.save'>,
  holdings: Holdings,
  ports: OutputMaker & { readonly write: WriteFile },
): Promise<SavedFiles> {
  const { format, folder, name, replace, includeRoot, password } = request;
  if (format === 'pem-pair') refuseIfBlocked(bundle);
  const chain = chainOf(bundle, holdings.certificates, includeRoot);
  const options = { format, folder, name, replace, ...(password !== undefined && { password }) };
  // Loaded on first use: the start of the application doesn't wait for what writes certificates.
  const { saveOutput } = await import('../output/save-output');
  if (WITHOUT_KEY.has(format)) return saveOutput({ chain, privateKey: undefined }, options, ports);
  return withPrivateKey(bundle, holdings, async (privateKey) => {
    const saved = await saveOutput({ chain, privateKey }, options, ports);
    if (privateKey) holdings.keeping.isInFile(bundle.leaf.publicKey.spkiSha256);
    return saved;
  });
}

/** Puts a bundle, its root included where it was found, into the library; answers the entry's id. */
export async function keepBundle(bundle: Bundle, holdings: Holdings): Promise<string> {
  const chain = chainOf(bundle, holdings.certificates, true);
  const name = bundle.leaf.hostNames[0] ?? bundle.leaf.name;
  return withPrivateKey(bundle, holdings, (privateKey) => holdings.keeping.keep({ chain, privateKey }, name));
}

/** SECURITY: a key that was taken out of the keyring's protection for this is overwritten afterwards. */
async function withPrivateKey<T>(
  { leaf, privateKey }: Bundle,
  { files, onDisk, keeping }: Holdings,
  work: (privateKey: PrivateKey | undefined) => Promise<T>,
): Promise<T> {
  const { spkiSha256 } = leaf.publicKey;
  if (privateKeyIn(onDisk, spkiSha256)) keeping.isInFile(spkiSha256);
  const onBench = privateKeyIn(files, spkiSha256);
  if (onBench || !privateKey) return work(onBench);
  const kept = await keeping.privateKey(spkiSha256);
  if (!kept) throw new AppError('certificate.gone');
  try {
    return await work(kept);
  } finally {
    kept.pkcs8.fill(0);
  }
}
