import type { Finding } from '../../../shared/certificates/finding';
import { AppError } from '../../app-error';
import { isReadable } from '../chain/readable-extensions';
import { displayHostName, type HostName, parseHostName } from '../host-names/host-name';
import { coversHost, coversName, isHonoured, nearestNames } from '../host-names/match-host-name';
import type { Certificate } from '../model';
import { EXTENSION } from '../x509/extensions';
import { commonName } from '../x509/names';
import type { Checked, CheckOptions } from './checked';

/** What is against the names: clients look at the subject alternative name only (RFC 9525 section 6.3). */
export function checkNames({ leaf }: Checked, { hostName }: CheckOptions): readonly Finding[] {
  const name = commonName(leaf.subject) ?? '';
  if (leaf.dnsNames.length + leaf.ipAddresses.length === 0) {
    // That they can't be read is said of the extension.
    if (leaf.extensions.some((names) => names.oid === EXTENSION.subjectAlternativeName && !isReadable(names)))
      return [];
    return [{ code: 'no-host-names', level: 'blocks', facts: { commonName: name } }];
  }
  const ignored = hostNameIn(name);
  const isIgnored = ignored !== undefined && !coversHost(leaf, ignored);
  return [
    ...(hostName === undefined ? [] : notCovered(leaf, hostName)),
    ...(isIgnored ? [{ code: 'common-name-ignored', level: 'notes', facts: { commonName: name } } as const] : []),
  ];
}

function notCovered(leaf: Certificate, hostName: string): readonly Finding[] {
  const host = parseHostName(hostName);
  if (coversHost(leaf, host)) return [];
  const facts = {
    hostName: host.display,
    names: nearestNames(leaf, host, 3)
      .map((name) => displayHostName(name))
      .join(', '),
    because: reason(leaf, host),
  };
  return [{ code: 'host-name-not-covered', level: 'blocks', facts }];
}

function reason(leaf: Certificate, { ascii, kind }: HostName): string {
  const names = leaf.dnsNames.map((name) => name.toLowerCase());
  // What is said of wildcards is true of names only.
  const because = kind === 'ip' ? names.includes(ascii) && 'ip-as-name' : reasonIn(names, ascii);
  if (because) return because;
  const common = hostNameIn(commonName(leaf.subject) ?? '');
  return common && coversName(common.ascii, ascii) ? 'common-name-only' : 'other-names';
}

/** Which of the names nearly covers the host, and why it does not. */
function reasonIn(names: readonly string[], ascii: string): string | undefined {
  if (names.some((name) => name.endsWith('.') && coversName(name.slice(0, -1), ascii))) return 'dot-at-end';
  const wildcards = names.filter((name) => name.startsWith('*.') && isHonoured(name)).map((name) => name.slice(2));
  if (wildcards.includes(ascii)) return 'wildcard-not-itself';
  if (wildcards.some((rest) => ascii.endsWith(`.${rest}`))) return 'wildcard-one-label';
  return names.some((name) => !isHonoured(name) && isMeantFor(name, ascii)) ? 'wildcard-not-honoured' : undefined;
}

/** Whether whoever wrote a wildcard meant this host, with the wildcard for some of its first label. */
function isMeantFor(name: string, ascii: string): boolean {
  const [before, after] = [name.slice(0, name.indexOf('*')), name.slice(name.lastIndexOf('*') + 1)];
  const between = ascii.slice(before.length, ascii.length - after.length);
  return ascii.startsWith(before) && ascii.endsWith(after) && between !== '' && !between.includes('.');
}

/** A common name that is meant as a host name: it has a dot, and is one. */
function hostNameIn(name: string): HostName | undefined {
  if (!/^[^\s/:]+\.[^\s/:]+$/u.test(name)) return undefined;
  try {
    return parseHostName(name);
  } catch (cause) {
    if (cause instanceof AppError) return undefined;
    throw cause;
  }
}
