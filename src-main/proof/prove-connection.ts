import type { Socket } from 'node:net';
import type { ProofCode, ProofLine } from '../../shared/proof/contract';
import type { Attempt } from './attempt';
import { type Place, reach, secure, speaksPlainHttp } from './connect';
import { type ExpectedTls, judgeCertificates, rootsAmong } from './judge-certificates';
import { failed, noted, passed, skipped } from './lines';
import { NotAnswered } from './not-answered';
import { isWholeInAnyOrder, sentCertificates } from './sent-certificates';

const CERTIFICATE_LINES = ['certificate', 'name', 'chain', 'trust'] as const satisfies readonly ProofCode[];

/** What was found before anything was asked. */
export interface Met {
  readonly lines: readonly ProofLine[];
  /** The IP address that took the connection, where it is the service: the rest is asked there and nowhere else. */
  readonly address: string | undefined;
}

/** The lines from `reached` to `trust`; without TLS up to `tls`. */
export async function proveConnection(
  place: Place,
  expected: ExpectedTls | undefined,
  attempt: Attempt,
  now: Date,
): Promise<Met> {
  const socket = await attempt((signal) => reach(place, signal));
  const facts = { address: place.address, port: place.port };
  if (socket instanceof NotAnswered) {
    const others = skipped(expected ? ['tls', ...CERTIFICATE_LINES] : ['tls']);
    return { lines: [failed('reached', socket.reason, facts), ...others], address: undefined };
  }
  const address = socket.remoteAddress ?? place.address;
  const reached = passed('reached', { ...facts, address });
  try {
    if (!expected) return { lines: [reached, noted('tls', { hostName: place.hostName })], address };
    const lines = await tlsLines({ ...place, address }, socket, expected, attempt, now);
    const isTheService = !lines.some(({ reason }) => reason === 'other-certificate') && lines[0]?.result === 'passed';
    return { lines: [reached, ...lines], address: isTheService ? address : undefined };
  } finally {
    socket.destroy();
  }
}

async function tlsLines(
  place: Place,
  socket: Socket,
  expected: ExpectedTls,
  attempt: Attempt,
  now: Date,
): Promise<readonly ProofLine[]> {
  const { hostName } = place;
  const tls = await attempt((signal) => secure(socket, place, [], signal));
  if (tls instanceof NotAnswered) {
    const reason = tls.reason === 'not-tls' && (await isPlainHttp(place, attempt)) ? 'plain-http' : tls.reason;
    return [failed('tls', reason, { hostName }), ...skipped(CERTIFICATE_LINES)];
  }
  const version = (tls.getProtocol() ?? '').replace('TLSv', 'TLS ');
  const spoken = passed('tls', { hostName, version, cipher: tls.getCipher().standardName });
  const anchors = rootsAmong(expected.anchors, now);
  const lines = judgeCertificates({ ...expected, anchors, sent: sentCertificates(tls), hostName, now });
  tls.destroy();
  if (!lines.some(({ reason }) => reason === 'chain-incomplete')) return [spoken, ...lines];
  const isWhole = await attempt((signal) => isWholeInAnyOrder(place, anchors, signal));
  return [spoken, ...(isWhole === true ? lines.map(disordered) : lines)];
}

async function isPlainHttp(place: Place, attempt: Attempt): Promise<boolean> {
  return (await attempt((signal) => speaksPlainHttp(place, signal))) === true;
}

function disordered(line: ProofLine): ProofLine {
  return line.reason === 'chain-incomplete' ? { ...line, reason: 'chain-disordered' } : line;
}
