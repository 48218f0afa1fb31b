import { createSecureContext } from 'node:tls';
import { AppError } from '../app-error';
import { toPem } from './pem';
import { readFileContents } from './read';
import type { ServerCredentials } from './server-credentials';

/** The two files that Azure wants, as bytes. SECURITY: `key` is secret. */
export interface AzureFiles {
  /** PEM, leaf first, the original bytes of each certificate. */
  readonly certificate: Uint8Array;
  /** PEM, unencrypted PKCS#8. */
  readonly key: Uint8Array;
}

/** Writes both files as bytes. Nothing is re-encoded: a certificate's fingerprint stays what it was. */
export function azureFiles({ chain, privateKey }: ServerCredentials): AzureFiles {
  return {
    certificate: Buffer.from(chain.map(({ der }) => toPem('CERTIFICATE', der)).join('')),
    key: Buffer.from(toPem('PRIVATE KEY', privateKey.pkcs8)),
  };
}

/**
 * Compares what stands on the disk with what was meant: the same certificates in the same order, the private key of the first,
 * and a TLS server of this runtime loads both.
 * @throws {AppError} `file.written-differs`
 */
export async function compareWritten(
  meant: ServerCredentials,
  written: AzureFiles,
  names: { certificate: string; key: string },
): Promise<void> {
  const certificates = await readFileContents(written.certificate, undefined);
  const fingerprints = certificates.certificates.map(({ sha256 }) => sha256).join();
  if (certificates.problem || fingerprints !== meant.chain.map(({ sha256 }) => sha256).join()) {
    throw new AppError('file.written-differs', { name: names.certificate });
  }
  const keys = await readFileContents(written.key, undefined);
  const [key, ...others] = keys.privateKeys;
  const leaf = meant.chain[0];
  if (!key || others.length > 0 || key.publicKey.spkiSha256 !== leaf?.publicKey.spkiSha256 || !serverLoads(written)) {
    throw new AppError('file.written-differs', { name: names.key });
  }
}

/** Loading checks that the private key answers to the certificate, by calculation and not by what a file says. */
function serverLoads({ certificate, key }: AzureFiles): boolean {
  try {
    createSecureContext({ cert: Buffer.from(certificate), key: Buffer.from(key) });
    return true;
  } catch {
    return false;
  }
}
