import type { Finding } from '../../../shared/certificates/finding';
import { mayBeRoot } from '../chain/own-defects';
import { displayName } from '../x509/names';
import { allowsServer, purposesText } from '../x509/usage';
import type { Checked } from './checked';
import { privateRoot } from './judged';

/** What clients hold against the extensions of a private root, although it is their trust anchor. */
export function checkRoot(checked: Checked): readonly Finding[] {
  const root = privateRoot(checked);
  if (!root) return [];
  const name = displayName(root.subject);
  return [
    ...(mayBeRoot(root) ? [] : [{ code: 'issuer-not-authority', level: 'blocks', facts: { name } } as const]),
    ...(allowsServer(root)
      ? []
      : [
          {
            code: 'wrong-purpose',
            level: 'blocks',
            facts: { name, purposes: purposesText(root), role: 'root' },
          } as const,
        ]),
  ];
}
