import type { Finding, FindingCode } from '../../../shared/certificates/finding';
import { checkChain } from './chain-checks';
import type { Checked, CheckOptions } from './checked';
import { checkDates } from './date-checks';
import { checkExtensions } from './extension-checks';
import { checkKeys } from './key-checks';
import { checkNames } from './name-checks';
import { checkRoot } from './root-checks';
import { checkUse } from './use-checks';

/**
 * Says what stands between a certificate and a working TLS server, worst first. What blocks would make the server refuse to
 * start or clients refuse to connect; what warns needs a decision; what notes was put right or is good to know.
 * @throws {AppError} `host-name.invalid`
 */
export function checkCertificate(checked: Checked, options: CheckOptions): readonly Finding[] {
  const all = [
    ...checkKeys(checked, options),
    ...checkExtensions(checked),
    ...checkNames(checked, options),
    ...checkDates(checked, options),
    ...checkChain(checked, options),
    ...checkRoot(checked),
    ...checkUse(checked),
  ];
  const codes = new Set(all.map(({ code }) => code));
  const said = all.filter(({ code }) => !(SAID_BY[code] ?? []).some((other) => codes.has(other)));
  const order = { blocks: 0, warns: 1, notes: 2 };
  return said.toSorted((one, other) => order[one.level] - order[other.level]);
}

/** Nothing is said twice: a finding goes where another says it more exactly. */
const SAID_BY: Partial<Record<FindingCode, readonly FindingCode[]>> = {
  'self-signed': ['development-only'],
  'private-authority': ['development-only'],
  'chain-incomplete': ['signature-invalid'],
};
