import type { Finding } from '../../../shared/certificates/finding';
import { isDevelopmentOnly } from '../development/development-only';
import { parseHostName } from '../host-names/host-name';
import { coversHost } from '../host-names/match-host-name';
import { displayName } from '../x509/names';
import { allowsServer, isMustStaple, keyUsagesOf, purposesText } from '../x509/usage';
import type { Checked, CheckOptions } from './checked';
import { isRealTarget } from './targets';

/** What is against using the certificate for a TLS server. */
export function checkUse(checked: Checked, options: CheckOptions): readonly Finding[] {
  return [
    ...purpose(checked),
    ...usage(checked),
    ...authority(checked),
    ...several(checked),
    ...stapling(checked),
    ...development(checked, options),
  ];
}

function purpose({ leaf }: Checked): readonly Finding[] {
  if (allowsServer(leaf)) return [];
  const facts = { purposes: purposesText(leaf), name: displayName(leaf.subject) };
  return [{ code: 'wrong-purpose', level: 'blocks', facts }];
}

/** TLS 1.3 and every key exchange with forward secrecy sign; old RSA suites decrypt (RFC 8446 section 4.4.2.2). */
function usage({ leaf, leafIsSelfSigned }: Checked): readonly Finding[] {
  const usages = keyUsagesOf(leaf);
  // Self-made certificates often are little authorities, and clients that trust them take them.
  if (!usages || usages.includes('digitalSignature') || (leafIsSelfSigned && usages.includes('keyCertSign'))) return [];
  return [{ code: 'wrong-key-usage', level: 'blocks', facts: { usages: usages.join(', ') } }];
}

function authority({ leaf, leafIsSelfSigned }: Checked): readonly Finding[] {
  return leaf.isCertificateAuthority && !leafIsSelfSigned
    ? [{ code: 'authority-as-leaf', level: 'warns', facts: {} }]
    : [];
}

function several({ leaves, given }: Checked): readonly Finding[] {
  const together = leaves.filter(({ sha256 }) =>
    given.certificates.some((certificate) => certificate.sha256 === sha256),
  );
  if (together.length < 2) return [];
  const names = together.slice(0, 3).map(({ subject, dnsNames }) => dnsNames[0] ?? displayName(subject));
  return [{ code: 'several-leaves', level: 'notes', facts: { count: together.length, names: names.join(', ') } }];
}

function stapling({ leaf }: Checked): readonly Finding[] {
  return isMustStaple(leaf) ? [{ code: 'must-staple', level: 'warns', facts: {} }] : [];
}

/** SECURITY: where others can reach the service, the user's own typed word is needed. */
function development({ leaf }: Checked, options: CheckOptions): readonly Finding[] {
  if (!isDevelopmentOnly(leaf)) return [];
  const isConfirmed = confirms(options, (name) => coversHost(leaf, parseHostName(name)));
  const level = isRealTarget(options.target) && !isConfirmed ? 'blocks' : 'warns';
  return [{ code: 'development-only', level, facts: {} }];
}

function confirms({ developmentConfirmedFor, hostName }: CheckOptions, covers: (name: string) => boolean): boolean {
  if (developmentConfirmedFor === undefined) return false;
  if (hostName === undefined) return covers(developmentConfirmedFor);
  return parseHostName(developmentConfirmedFor).ascii === parseHostName(hostName).ascii;
}
