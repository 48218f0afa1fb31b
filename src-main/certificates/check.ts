import type { Finding } from '../../shared/certificates/contract';
import type { Chain } from './chain/build-chain';
import type { Certificate } from './model';
import { commonName, displayName } from './x509/names';

/** What the checks look at: a certificate with everything that was found for it. */
export interface Checked {
  readonly leaf: Certificate;
  readonly chain: Chain;
  readonly leafIsSelfSigned: boolean;
  readonly hasPrivateKey: boolean;
  readonly hasRoot: boolean;
}

type Check = (checked: Checked, now: Date) => Finding | undefined;

const CHECKS: readonly Check[] = [
  keyMissing,
  keyType,
  keyStrength,
  signatureStrength,
  validity,
  chainIncomplete,
  signatureUnverified,
  selfSigned,
  hostNames,
  rootLeftOut,
];

/**
 * Says what stands between a certificate and a working TLS server, worst first: it blocks only what Azure or nginx with
 * OpenSSL's default security level would refuse to load, and warns of what clients would refuse.
 */
export function checkForAzure(checked: Checked, now: Date): readonly Finding[] {
  const order = { blocks: 0, warns: 1, notes: 2 };
  return CHECKS.flatMap((check) => check(checked, now) ?? []).toSorted((a, b) => order[a.level] - order[b.level]);
}

const DAY = 86_400_000;
const SERVED_CURVES = new Set(['P-256', 'P-384', 'P-521']);

function keyMissing({ hasPrivateKey }: Checked): Finding | undefined {
  return hasPrivateKey ? undefined : { code: 'key-missing', level: 'blocks', facts: {} };
}

/** Key Vault and Azure's front ends load RSA and the three NIST curves, and nothing else. */
function keyType({ leaf: { publicKey } }: Checked): Finding | undefined {
  const { algorithm, curve = '' } = publicKey;
  if (algorithm === 'RSA' || (algorithm === 'EC' && SERVED_CURVES.has(curve))) return undefined;
  return {
    code: 'key-type-unsupported',
    level: 'blocks',
    facts: { algorithm: [algorithm, curve].filter(Boolean).join(' ') },
  };
}

/** OpenSSL's default security level wants 112 bits of strength: RSA of 2048 bits (SSL_CTX_set_security_level). */
function keyStrength({ leaf: { publicKey } }: Checked): Finding | undefined {
  const { algorithm, bits = 0 } = publicKey;
  if (algorithm !== 'RSA' || bits >= 2048) return undefined;
  return { code: 'key-too-weak', level: 'blocks', facts: { algorithm, bits } };
}

/** The same level refuses SHA-1 and MD5 in every certificate that a server sends, except where it is self-signed. */
function signatureStrength({ chain, leafIsSelfSigned, hasRoot }: Checked): Finding | undefined {
  if (leafIsSelfSigned) return undefined;
  const sent = hasRoot ? chain.certificates.slice(0, -1) : chain.certificates;
  const weak = sent.find(({ signatureAlgorithm }) =>
    /^(?:md[245]|sha1)With|-SHA1$|WithSHA1$/u.test(signatureAlgorithm),
  );
  if (!weak) return undefined;
  return {
    code: 'signature-too-weak',
    level: 'blocks',
    facts: { algorithm: weak.signatureAlgorithm, name: displayName(weak.subject) },
  };
}

function validity({ chain, hasRoot }: Checked, now: Date): Finding | undefined {
  const instant = now.getTime();
  const sent = hasRoot && chain.certificates.length > 1 ? chain.certificates.slice(0, -1) : chain.certificates;
  const dated = (code: Finding['code'], certificate: Certificate | undefined, date: 'notBefore' | 'notAfter') =>
    certificate &&
    ({ code, level: 'warns', facts: { date: certificate[date], name: displayName(certificate.subject) } } as const);
  return (
    dated(
      'expired',
      sent.find(({ notAfter }) => Date.parse(notAfter) < instant),
      'notAfter',
    ) ??
    dated(
      'not-yet-valid',
      sent.find(({ notBefore }) => Date.parse(notBefore) > instant),
      'notBefore',
    ) ??
    dated(
      'ends-soon',
      sent.find(({ notAfter }) => Date.parse(notAfter) < instant + 30 * DAY),
      'notAfter',
    )
  );
}

function chainIncomplete({ chain }: Checked): Finding | undefined {
  const last = chain.certificates.at(-1);
  if (chain.complete || !last) return undefined;
  return { code: 'chain-incomplete', level: 'warns', facts: { missing: displayName(last.issuer) } };
}

function signatureUnverified({ chain: { unverified } }: Checked): Finding | undefined {
  return (
    unverified && {
      code: 'chain-signature-unverified',
      level: 'warns',
      facts: { name: displayName(unverified.subject) },
    }
  );
}

function selfSigned({ leafIsSelfSigned }: Checked): Finding | undefined {
  return leafIsSelfSigned ? { code: 'self-signed', level: 'warns', facts: {} } : undefined;
}

/** Clients look at the subject alternative name only (RFC 9525 section 6.3). */
function hostNames({ leaf }: Checked): Finding | undefined {
  if (leaf.dnsNames.length + leaf.ipAddresses.length > 0) return undefined;
  return { code: 'no-host-names', level: 'warns', facts: { commonName: commonName(leaf.subject) ?? '' } };
}

function rootLeftOut({ chain, hasRoot }: Checked): Finding | undefined {
  const root = hasRoot ? chain.certificates.at(-1) : undefined;
  return root && { code: 'root-left-out', level: 'notes', facts: { name: displayName(root.subject) } };
}
