import type { Finding } from '../../../shared/certificates/finding';
import type { Certificate } from '../model';
import { EXTENSION } from '../x509/extensions';
import { displayName } from '../x509/names';
import { allowsServer, keyUsagesOf, purposesText } from '../x509/usage';
import type { Checked } from './checked';
import { privateRoot } from './judged';

/** What clients hold against the extensions of a private root, although it is their trust anchor. */
export function checkRoot(checked: Checked): readonly Finding[] {
  const root = privateRoot(checked);
  if (!root) return [];
  const name = displayName(root.subject);
  return [
    ...(maySign(root) ? [] : [{ code: 'issuer-not-authority', level: 'blocks', facts: { name } } as const]),
    ...(allowsServer(root)
      ? []
      : [{ code: 'wrong-purpose', level: 'blocks', facts: { name, purposes: purposesText(root) } } as const]),
  ];
}

/** Roots are older than basic constraints: of one that has none, version 1 is enough, or the key usage (OpenSSL's check_ca). */
function maySign(root: Certificate): boolean {
  const usages = keyUsagesOf(root);
  if (usages && !usages.includes('keyCertSign')) return false;
  const isSilent = !root.extensions.some(({ oid }) => oid === EXTENSION.basicConstraints);
  return root.isCertificateAuthority || (isSilent && (root.version === 1 || usages !== undefined));
}
