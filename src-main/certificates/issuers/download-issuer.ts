import { AppError } from '../../app-error';
import type { Certificate, FileContents } from '../model';
import { comparableName } from '../x509/names';
import { verifySignature } from '../x509/verify-signature';

/** An intermediate has two kilobytes, a bundle of cross-signed ones some ten. */
const MAXIMUM_BYTES = 1_000_000;
const MAXIMUM_MILLISECONDS = 15_000;

/** What a download needs from the world around it. */
export interface DownloadPorts {
  /** The platform's `fetch`: Electron's in the window, so that the system's proxy settings count. */
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** Reads what came, in a worker. */
  readonly read: (bytes: Uint8Array) => Promise<FileContents>;
}

/**
 * Downloads the certificate that signed `certificate` from the address that it names (RFC 5280 section 4.2.2.1): DER, a
 * "certs-only" PKCS#7, or PEM as some send. Only a certificate whose key made the signature is answered; of several
 * (cross-signed) ones, all.
 *
 * SECURITY: http only, as the RFC has it, because the answer is verified and not the server; one address, which the user was
 * shown, and no other: redirects are not followed. No cookies and nothing about the user are sent.
 * @throws {AppError} `issuer.not-downloaded`, `issuer.not-a-certificate`, `issuer.does-not-fit`
 */
export async function downloadIssuer(
  certificate: Certificate,
  address: string,
  ports: DownloadPorts,
): Promise<readonly Certificate[]> {
  if (!URL.canParse(address) || new URL(address).protocol !== 'http:') {
    throw new AppError('issuer.not-downloaded', { address, reason: 'not-http' });
  }
  const { certificates } = await ports.read(await download(address, ports.fetch));
  const [first] = certificates;
  if (!first) throw new AppError('issuer.not-a-certificate', { address });
  const issuers = certificates.filter((candidate) => isIssuer(candidate, certificate));
  if (issuers.length === 0) {
    const name = first.subject.attributes.at(-1)?.value ?? '';
    throw new AppError('issuer.does-not-fit', { address, name });
  }
  return issuers;
}

function isIssuer(candidate: Certificate, certificate: Certificate): boolean {
  return (
    comparableName(candidate.subject) === comparableName(certificate.issuer) &&
    verifySignature(certificate, candidate) === 'valid'
  );
}

async function download(address: string, fetch: DownloadPorts['fetch']): Promise<Uint8Array> {
  const refuse = (reason: string, cause?: unknown): AppError =>
    new AppError('issuer.not-downloaded', { address, reason }, { cause });
  const signal = AbortSignal.timeout(MAXIMUM_MILLISECONDS);
  try {
    const response = await fetch(address, {
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (response.status >= 300 && response.status < 400) throw refuse('redirect');
    if (!response.ok) throw refuse('status');
    return await bodyOf(response, refuse);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal.aborted) throw refuse('timeout', cause);
    throw refuse(isRedirect(cause) ? 'redirect' : 'offline', cause);
  }
}

/** What Electron and Node say where they were led elsewhere: the latter in the cause of its error. Neither has a code for it. */
const LED_ELSEWHERE = /^(?:Attempted to redirect\b|Redirect was cancelled$|unexpected redirect$)/u;

function isRedirect(error: unknown): boolean {
  return error instanceof Error && (LED_ELSEWHERE.test(error.message) || isRedirect(error.cause));
}

/** Read piece by piece: what a server says about the length is not to be relied on. */
async function bodyOf(response: Response, refuse: (reason: string) => AppError): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > MAXIMUM_BYTES) throw refuse('too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
