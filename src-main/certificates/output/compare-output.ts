import { createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { AppError } from '../../app-error';
import type { Certificate, PrivateKey } from '../model';
import { certificatesToPem, toPem } from '../pem';
import { readFileContents } from '../read';
import { type OutputCredentials, type OutputOptions, WITHOUT_KEY } from './make-output';

/**
 * Compares what stands on the disk with what was meant: the same certificates in the same order, the same private key to the
 * octet, and, where this runtime can load them, one that answers to the certificate.
 * @throws {AppError} `file.written-differs`
 */
export async function compareOutput(
  meant: OutputCredentials,
  options: OutputOptions,
  written: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> {
  const names = written.map(({ name }) => name).join(', ');
  const files = await Promise.all(written.map(({ bytes }) => readFileContents(bytes, options.password)));
  const certificates = files.flatMap((file) => file.certificates);
  const expected = options.format === 'der' ? meant.chain.slice(0, 1) : meant.chain;
  const fingerprints = (all: readonly { sha256: string }[]): string => all.map(({ sha256 }) => sha256).join();
  if (files.some(({ problem }) => problem) || fingerprints(certificates) !== fingerprints(expected)) {
    throw new AppError('file.written-differs', { name: names });
  }
  const keys = files.flatMap((file) => file.privateKeys);
  const meantKey = WITHOUT_KEY.has(options.format) ? undefined : meant.privateKey;
  const isSame = meantKey ? Buffer.from(meantKey.pkcs8).equals(keys[0]?.pkcs8 ?? Buffer.alloc(0)) : true;
  if (!isSame || keys.length !== (meantKey ? 1 : 0) || !keyFits(meant.chain, meantKey)) {
    throw new AppError('file.written-differs', { name: names });
  }
}

/** Loading checks that the private key answers to the certificate, by calculation and not by what a file says. */
function keyFits(chain: readonly Certificate[], privateKey: PrivateKey | undefined): boolean {
  if (!privateKey || !runtimeLoads(privateKey.pkcs8)) return true;
  try {
    createSecureContext({ cert: certificatesToPem(chain), key: toPem('PRIVATE KEY', privateKey.pkcs8) });
    return true;
  } catch (error) {
    // A runtime also refuses what is too weak for it to serve with; that can be converted all the same.
    return !(error instanceof Error && 'code' in error && error.code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH');
  }
}

/** BoringSSL loads fewer kinds of keys than there are: such a key can be converted all the same. */
function runtimeLoads(pkcs8: Uint8Array): boolean {
  try {
    const { asymmetricKeyType } = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return asymmetricKeyType === 'rsa' || asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}
