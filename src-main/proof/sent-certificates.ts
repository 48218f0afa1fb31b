import { rootCertificates, type TLSSocket } from 'node:tls';
import { Asn1Error } from '../certificates/asn1/ber';
import type { Certificate } from '../certificates/model';
import { toPem } from '../certificates/pem';
import { readCertificate } from '../certificates/x509/certificate';
import { type Place, reach, secure } from './connect';

/**
 * The certificates of the leaf's chain that the server sent, leaf first, from a connection that was opened with no certificate of
 * our own: with any, the runtime would add from them what was not sent.
 */
export function sentCertificates(tls: TLSSocket): readonly Certificate[] {
  const sent: Certificate[] = [];
  let shown = tls.getPeerCertificate(true);
  const seen = new Set<string>();
  while (shown?.raw && !seen.has(shown.fingerprint256)) {
    seen.add(shown.fingerprint256);
    const certificate = readOrNothing(shown.raw);
    if (!certificate) break;
    sent.push(certificate);
    shown = shown.issuerCertificate;
  }
  return sent;
}

/**
 * Whether the runtime itself finds its way from what is sent to a root. It sorts what came in any order, `sentCertificates` finds
 * issuers only where they come after what they issued (RFC 5246 section 7.4.2).
 * @throws {NotAnswered}
 */
export async function isWholeInAnyOrder(
  place: Place,
  anchors: readonly Certificate[],
  signal: AbortSignal,
): Promise<boolean> {
  const roots = [...rootCertificates, ...anchors.map(({ der }) => toPem('CERTIFICATE', der))];
  const tls = await secure(await reach(place, signal), place, roots, signal);
  tls.destroy();
  return tls.authorized;
}

function readOrNothing(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(new Uint8Array(der));
  } catch (error) {
    if (error instanceof Asn1Error) return undefined;
    throw error;
  }
}
