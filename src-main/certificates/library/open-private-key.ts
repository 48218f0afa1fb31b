import { AppError } from '../../app-error';
import type { PrivateKey } from '../model';
import { describePrivateKey } from '../private-key/describe-private-key';
import type { RecordStore } from './record-store';

/**
 * Takes a private key out of its protection and makes sure that it is the one that belongs there.
 * @throws {AppError} `library.key-not-opened`, `library.gone`
 */
export async function openPrivateKey(
  store: RecordStore,
  id: string,
  spkiSha256: string,
  name: string,
): Promise<PrivateKey> {
  const pkcs8 = await store.secret(id);
  const publicKey = await describePrivateKey(pkcs8).catch(() => undefined);
  if (publicKey?.spkiSha256 !== spkiSha256) throw new AppError('library.key-not-opened', { name });
  return { pkcs8, publicKey, encrypted: false };
}
