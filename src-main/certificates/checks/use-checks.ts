import type { Finding } from '../../../shared/certificates/finding';
import { isDevelopmentOnly } from '../development/development-only';
import { displayHostName } from '../host-names/host-name';
import { displayName } from '../x509/names';
import { allowsServer, isMustStaple, keyUsagesOf, purposesText } from '../x509/usage';
import type { Checked } from './checked';

/** What is against using the certificate for a TLS server. */
export function checkUse(checked: Checked): readonly Finding[] {
  return [
    ...purpose(checked),
    ...usage(checked),
    ...authority(checked),
    ...several(checked),
    ...stapling(checked),
    ...development(checked),
  ];
}

function purpose({ leaf }: Checked): readonly Finding[] {
  if (allowsServer(leaf)) return [];
  const facts = { purposes: purposesText(leaf), name: displayName(leaf.subject) };
  return [{ code: 'wrong-purpose', level: 'blocks', facts }];
}

/** TLS 1.3 and every key exchange with forward secrecy sign; old RSA suites decrypt (RFC 8446 section 4.4.2.2). */
function usage({ leaf }: Checked): readonly Finding[] {
  const usages = keyUsagesOf(leaf);
  if (!usages || usages.includes('digitalSignature')) return [];
  return [{ code: 'wrong-key-usage', level: 'blocks', facts: { usages: usages.join(', ') } }];
}

function authority({ leaf }: Checked): readonly Finding[] {
  return leaf.isCertificateAuthority ? [{ code: 'authority-as-leaf', level: 'warns', facts: {} }] : [];
}

function several({ given: { leaves } }: Checked): readonly Finding[] {
  if (leaves.length < 2) return [];
  const names = leaves
    .slice(0, 3)
    .map(({ subject, dnsNames: [first] }) => (first === undefined ? displayName(subject) : displayHostName(first)));
  return [{ code: 'several-leaves', level: 'notes', facts: { count: leaves.length, names: names.join(', ') } }];
}

function stapling({ leaf }: Checked): readonly Finding[] {
  return isMustStaple(leaf) ? [{ code: 'must-staple', level: 'warns', facts: {} }] : [];
}

/** Where others can reach the service, the deployment engine wants the host name typed, too. */
function development({ leaf }: Checked): readonly Finding[] {
  return isDevelopmentOnly(leaf) ? [{ code: 'development-only', level: 'warns', facts: {} }] : [];
}
