import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { AppError } from '../../app-error';
import { ipAddressText } from '../x509/extensions';
import { ipAddressOctets } from './ip-address';

/** A host name or an IP address as certificates have it. */
export interface HostName {
  readonly kind: 'dns' | 'ip';
  /** Lower-case A-labels (RFC 5890), `*.` in front for a wildcard; or the IP address in its usual text form. */
  readonly ascii: string;
  /** As a person reads it: international names in their own script. */
  readonly display: string;
  readonly wildcard: boolean;
}

/**
 * Understands a host name as people type it: with a trailing dot, in capitals, in its own script, or inside an address
 * such as `https://api.contoso.com/score` (RFC 1123 section 2.1, RFC 5890, RFC 9525 section 6.3).
 * @throws {AppError} `host-name.invalid`; its fact `reason` is one of empty, characters, label-length, length, wildcard, numeric.
 */
export function parseHostName(text: string): HostName {
  const typed = text.trim();
  const host = hostIn(typed);
  const refuse = (reason: string): never => {
    throw new AppError('host-name.invalid', { hostName: typed.slice(0, 300), reason });
  };
  if (host === '') return refuse('empty');
  const address = ipAddressIn(host);
  if (address !== undefined) return { kind: 'ip', ascii: address, display: address, wildcard: false };
  const wildcard = host.startsWith('*.');
  const rest = wildcard ? host.slice(2) : host;
  if (rest.includes('*')) return refuse('wildcard');
  if (rest.split('.').some((label) => label.length === 0)) return refuse('characters');
  // Judged before the conversion, too: it answers nothing at all for a name that it can't convert.
  const ascii = /^[\0-\x7f]*$/u.test(rest) ? rest.toLowerCase() : domainToASCII(rest);
  const reason = reasonAgainst(ascii, wildcard);
  if (reason !== undefined) return refuse(reason);
  const prefix = wildcard ? '*.' : '';
  return { kind: 'dns', ascii: prefix + ascii, display: prefix + (domainToUnicode(ascii) || ascii), wildcard };
}

/** An A-label name as a person reads it; the name itself where it is no well-formed one. */
export function displayHostName(ascii: string): string {
  if (!ascii.includes('xn--')) return ascii;
  const prefix = ascii.startsWith('*.') ? '*.' : '';
  return prefix + (domainToUnicode(ascii.slice(prefix.length)) || ascii.slice(prefix.length));
}

/** Without scheme, path, port and trailing dot. */
function hostIn(typed: string): string {
  const withoutScheme = typed.replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '').replace(/[/?#].*$/u, '');
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d+)?$/iu.exec(withoutScheme)?.[1];
  if (bracketed !== undefined) return bracketed;
  return isIP(withoutScheme) === 6 ? withoutScheme : withoutScheme.replace(/:\d+$/u, '').replace(/\.$/u, '');
}

function ipAddressIn(host: string): string | undefined {
  const version = isIP(host);
  if (version === 4) return host;
  // A zone (%eth0) means something on one computer only and has no place in a certificate.
  if (version !== 6 || host.includes('%')) return undefined;
  return ipAddressText(ipAddressOctets(host));
}

function reasonAgainst(ascii: string, wildcard: boolean): string | undefined {
  const labels = ascii.split('.');
  if (ascii === '' || !labels.every((label) => /^[a-z0-9-]*$/u.test(label))) return 'characters';
  if (labels.some((label) => label.length > 63)) return 'label-length';
  if (labels.some((label) => label === '' || label.startsWith('-') || label.endsWith('-'))) return 'characters';
  if (ascii.length > 253) return 'length';
  // RFC 9525: a wildcard stands for the whole left-most label, and for nothing above a registered name.
  if (wildcard && labels.length < 2) return 'wildcard';
  return /^\d+$/u.test(labels.at(-1) ?? '') ? 'numeric' : undefined;
}
