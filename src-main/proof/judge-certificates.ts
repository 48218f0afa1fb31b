import type { ProofLine, ProofReason } from '../../shared/proof/contract';
import type { Facts } from '../../shared/problem';
import { type Chain, createChainBuilder } from '../certificates/chain/build-chain';
import { isDevelopmentOnly } from '../certificates/development/development-only';
import { parseHostName } from '../certificates/host-names/host-name';
import { coversHost } from '../certificates/host-names/match-host-name';
import type { Certificate } from '../certificates/model';
import { displayName } from '../certificates/x509/names';
import { allowsServer, purposesText } from '../certificates/x509/usage';
import { failed, noted, passed, skipped } from './lines';

/** The certificate that should be served, and who may vouch for it. */
export interface ExpectedTls {
  /** SHA-256 of the chosen leaf, lower-case hexadecimal. */
  readonly leafSha256: string;
  /** Roots of the user's own, beside the public ones that the runtime carries: what is not self-signed does not count. */
  readonly anchors: readonly Certificate[];
}

/** What a server showed, and what it is held against: `anchors` as `rootsAmong` answers them. */
export interface Shown extends ExpectedTls {
  /** Leaf first: all that was sent of its chain, and nothing from elsewhere. */
  readonly sent: readonly Certificate[];
  readonly hostName: string;
  readonly now: Date;
}

const DAY = 86_400_000;

/**
 * The lines `certificate`, `name`, `chain` and `trust`, as a strict client judges: by what was sent and by roots alone. Where
 * another certificate than the chosen one was shown, nothing else is worth saying.
 */
export function judgeCertificates(shown: Shown): readonly ProofLine[] {
  const [leaf] = shown.sent;
  if (leaf?.sha256 !== shown.leafSha256) {
    const facts = leaf ? { ...named(leaf), notAfter: leaf.notAfter } : {};
    return [failed('certificate', 'other-certificate', facts), ...skipped(['name', 'chain', 'trust'])];
  }
  const chain = chainOf(leaf, shown);
  return [
    certificateLine(leaf, shown.now),
    nameLine(leaf, shown.hostName),
    chainLine(chain, shown),
    trustLine(leaf, chain, shown.anchors),
  ];
}

/** Those that sign themselves: most clients begin at no other certificate, and an intermediate at hand would hide that it is not sent. */
export function rootsAmong(anchors: readonly Certificate[], now: Date): readonly Certificate[] {
  const { isSelfSigned } = createChainBuilder(anchors, now);
  return anchors.filter((anchor) => isSelfSigned(anchor));
}

function certificateLine(leaf: Certificate, now: Date): ProofLine {
  const { notBefore, notAfter } = leaf;
  const days = Math.floor((Date.parse(notAfter) - now.getTime()) / DAY);
  const facts = { ...named(leaf), notBefore, notAfter, days };
  const reason = outOfDate(leaf, now);
  return reason ? failed('certificate', reason, facts) : passed('certificate', facts);
}

function nameLine(leaf: Certificate, hostName: string): ProofLine {
  const host = parseHostName(hostName);
  const facts = { hostName: host.display };
  return coversHost(leaf, host) ? passed('name', facts) : failed('name', 'name-not-covered', facts);
}

function chainOf(leaf: Certificate, { sent, anchors, now }: Shown): Chain {
  const known = new Set(sent.map(({ sha256 }) => sha256));
  const others = anchors.filter((anchor) => !known.has(anchor.sha256));
  return createChainBuilder([...sent, ...others], now).build(leaf);
}

function chainLine(chain: Chain, { sent, now }: Shown): ProofLine {
  const facts = { sent: sent.length };
  const last = chain.certificates.at(-1);
  if (!chain.complete && last) {
    return failed('chain', 'chain-incomplete', { ...facts, ...named(last), missing: displayName(last.issuer) });
  }
  const refused = whyRefused(chain);
  if (refused) return failed('chain', 'chain-refused', { ...facts, ...refused });
  // The leaf has a line of its own.
  for (const issuer of chain.certificates.slice(1)) {
    const reason = outOfDate(issuer, now);
    const { notBefore, notAfter } = issuer;
    if (reason) return failed('chain', reason, { ...facts, ...named(issuer), notBefore, notAfter });
  }
  return passed('chain', facts);
}

function whyRefused({ certificates, violations, unverified }: Chain): Facts | undefined {
  const [violation] = violations;
  if (violation) return { ...violation.facts, violation: violation.code };
  if (unverified) return { ...named(unverified), violation: 'chain-signature-unverified' };
  const [leaf] = certificates;
  if (!leaf || allowsServer(leaf)) return undefined;
  return { ...named(leaf), violation: 'wrong-purpose', purposes: purposesText(leaf) };
}

function trustLine(leaf: Certificate, chain: Chain, anchors: readonly Certificate[]): ProofLine {
  if (!chain.complete) return skipped(['trust'])[0] as ProofLine;
  if (chain.isPublic) return passed('trust', { by: 'public' });
  const root = chain.certificates.at(-1) ?? leaf;
  if (!anchors.some(({ sha256 }) => sha256 === root.sha256)) return failed('trust', 'not-trusted', named(root));
  return noted('trust', { by: isDevelopmentOnly(leaf) ? 'development' : 'authority', ...named(root) });
}

function outOfDate({ notBefore, notAfter }: Certificate, now: Date): ProofReason | undefined {
  if (now.getTime() > Date.parse(notAfter)) return 'expired';
  return now.getTime() < Date.parse(notBefore) ? 'not-yet-valid' : undefined;
}

/** What the words call a certificate; its flag goes with its name. */
function named(certificate: Certificate): Facts {
  const name = displayName(certificate.subject) || (certificate.dnsNames[0] ?? certificate.ipAddresses[0] ?? '');
  return { name, ...(isDevelopmentOnly(certificate) && { developmentOnly: true }) };
}
