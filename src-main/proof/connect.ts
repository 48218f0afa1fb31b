import { once } from 'node:events';
import { isIP, connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { NotAnswered, reasonOf } from './not-answered';

/** Where a service is. */
export interface Place {
  /** In A-labels, or an IP address: what the server is asked for, wherever it is. */
  readonly hostName: string;
  /** An IP address or a name that this computer's resolver knows. */
  readonly address: string;
  readonly port: number;
}

/** Opens a connection. @throws {NotAnswered} */
export async function reach({ address, port }: Place, signal: AbortSignal): Promise<Socket> {
  return opened(connectTcp({ host: address, port }), 'connect', signal, 'unreachable');
}

/** What OpenSSL offers too: BoringSSL leaves P-521 out unless it is asked for, and the proof speaks for every strict client. */
const SIGNATURES = [
  'ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512',
  'rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512',
].join(':');

/**
 * Shakes hands over an open connection and accepts whoever answers: the caller judges the certificate. `ca` is what the
 * runtime's own verdict (`authorized`) is made from, PEM; with none, `getPeerCertificate` holds nothing but what was sent.
 * No session is resumed: a resumed one shows no certificates.
 * @throws {NotAnswered} with `not-tls` where what came back is no TLS.
 */
export async function secure(
  socket: Socket,
  { hostName }: Place,
  ca: readonly string[],
  signal: AbortSignal,
): Promise<TLSSocket> {
  const tls = connectTls({
    socket,
    ca: [...ca],
    // RFC 6066 section 3: an IP address is no server name.
    servername: isIP(hostName) === 0 ? hostName : '',
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    sigalgs: SIGNATURES,
    // SECURITY: not verified here, so that an unfit certificate can be described. Nothing secret is sent before `ask` has pinned it.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  return opened(tls, 'secureConnect', signal, 'tls-alert');
}

/** Whether what listens there answers a plain HTTP request as HTTP has it. */
export async function speaksPlainHttp(place: Place, signal: AbortSignal): Promise<boolean> {
  const socket = await reach(place, signal);
  try {
    socket.write(`GET / HTTP/1.1\r\nHost: ${authority(place, 80)}\r\nConnection: close\r\n\r\n`);
    const [piece] = (await Promise.race([once(socket, 'data', { signal }), once(socket, 'close', { signal })])) as [
      unknown,
    ];
    return Buffer.isBuffer(piece) && piece.toString('latin1', 0, 5) === 'HTTP/';
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Host name and port as URLs and the Host header have them (RFC 3986 section 3.2). */
export function authority({ hostName, port }: Place, usualPort: number): string {
  const host = isIP(hostName) === 6 ? `[${hostName}]` : hostName;
  return port === usualPort ? host : `${host}:${port}`;
}

async function opened<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  otherwise: 'unreachable' | 'tls-alert',
): Promise<T> {
  // What goes wrong is heard by whoever waits at the time; between two waits nobody does.
  socket.on('error', () => undefined);
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (cause) {
    socket.destroy();
    throw new NotAnswered(reasonOf(cause, signal, otherwise), { cause });
  }
}
