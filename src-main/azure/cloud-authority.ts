import { X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../app-error';
import type { CloudAuthority } from './clouds';

/** A certificate has two kilobytes. */
const MOST_BYTES = 100_000;

/**
 * Reads the authority of a custom cloud from a file with one PEM certificate (RFC 7468).
 * @throws {AppError} `cloud.ca-file-unusable`
 */
export async function readCloudAuthority(
  path: string,
  readFile: (path: string) => Promise<Uint8Array>,
): Promise<CloudAuthority> {
  const name = basename(path);
  const unusable = (reason: string, cause?: unknown): AppError =>
    new AppError('cloud.ca-file-unusable', { name, reason }, { cause });
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unusable('not-readable', cause);
  });
  if (bytes.length > MOST_BYTES) throw unusable('not-readable');
  const certificate = read(Buffer.from(bytes).toString('latin1'));
  if (!certificate) throw unusable('not-a-certificate');
  if (!certificate.ca) throw unusable('not-an-authority');
  return {
    name,
    pem: certificate.toString(),
    subject: certificate.subject.replaceAll('\n', ', '),
    sha256: certificate.fingerprint256,
  };
}

function read(text: string): X509Certificate | undefined {
  try {
    return text.includes('-----BEGIN CERTIFICATE-----') ? new X509Certificate(text) : undefined;
  } catch {
    return undefined;
  }
}
