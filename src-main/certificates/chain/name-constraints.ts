import { type Element, isContext } from '../asn1/ber';
import { childrenOf } from '../asn1/ber';
import { segments, sequenceOf } from '../asn1/values';
import { ipAddressOctets } from '../host-names/ip-address';
import type { Certificate } from '../model';
import { EXTENSION, valueOf } from '../x509/extensions';
import { comparableName, type DistinguishedName, readName } from '../x509/names';

/** The names that an authority may or may not vouch for (RFC 5280 section 4.2.1.10). */
interface Subtrees {
  readonly dns: readonly string[];
  readonly ip: readonly Uint8Array[];
  /** As `comparableName` writes them. */
  readonly directory: readonly string[];
  /** Mail addresses and the hosts of addresses of pages. */
  readonly mail: readonly string[];
  readonly uri: readonly string[];
  /** Of `OTHER_FORMS`, those that are limited. */
  readonly others: readonly number[];
}

/** General names by their tags (RFC 5280 section 4.2.1.6). */
const FORM = { mail: 1, dns: 2, directory: 4, uri: 6, ip: 7 } as const;
/** Those that are not compared. */
const OTHER_FORMS = [0, 3, 5, 8];

/**
 * The first name of `certificate` that `authority` may not vouch for: of its DNS names, IP addresses, directory names, mail
 * addresses and URIs, those of its subject among them. A name of a form that is not compared is outside wherever the authority's
 * certificate critically limits that form.
 */
export function nameOutside(authority: Certificate, certificate: Certificate): string | undefined {
  const constraints = constraintsOf(authority);
  if (!constraints) return undefined;
  const { permitted, excluded } = constraints;
  const dns = certificate.dnsNames.find((name) =>
    isOutside(permitted.dns, excluded.dns, (base) => isBelow(name.toLowerCase(), base)),
  );
  if (dns !== undefined) return dns;
  const ip = certificate.ipAddresses.find((address) =>
    isOutside(permitted.ip, excluded.ip, (base) => isInRange(ipAddressOctets(address), base)),
  );
  if (ip !== undefined) return ip;
  return directoryNameOutside(certificate, constraints) ?? otherNameOutside(certificate, constraints);
}

function directoryNameOutside(
  { subject, extensions }: Certificate,
  { permitted, excluded }: Constraints,
): string | undefined {
  const alternatives = valueOf(extensions, EXTENSION.subjectAlternativeName, readDirectoryNames) ?? [];
  const outside = [subject, ...alternatives].find((candidate) => {
    const name = comparableName(candidate);
    return (
      name !== '' &&
      isOutside(permitted.directory, excluded.directory, (base) => base === '' || `${name}\n`.startsWith(`${base}\n`))
    );
  });
  return outside && (outside.attributes.at(-1)?.value ?? '');
}

function readDirectoryNames(value: Element): readonly DistinguishedName[] {
  return sequenceOf(value)
    .filter((name) => isContext(name, FORM.directory))
    .map((name) => readName(childrenOf(name)[0]));
}

/** The attribute that held mail addresses before there were alternative names; limits count for it, too (section 4.2.1.10). */
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

function otherNameOutside({ extensions, subject }: Certificate, constraints: Constraints): string | undefined {
  const { permitted, excluded, critical } = constraints;
  const inSubject = subject.attributes
    .filter(({ oid }) => oid === EMAIL_ADDRESS)
    .map(({ value }) => ({ form: FORM.mail, text: value }));
  const names = valueOf(extensions, EXTENSION.subjectAlternativeName, readOtherNames) ?? [];
  return [...names, ...inSubject].find(({ form, text }) => {
    if (form === FORM.mail)
      return isOutside(permitted.mail, excluded.mail, (base) => isMailOf(text.toLowerCase(), base));
    if (form === FORM.uri) return isOutside(permitted.uri, excluded.uri, (base) => isHostOf(hostOf(text), base));
    return critical && [...permitted.others, ...excluded.others].includes(form);
  })?.text;
}

/** The names that are neither DNS names nor IP addresses nor directory names; those that are not compared without their text. */
function readOtherNames(value: Element): readonly { readonly form: number; readonly text: string }[] {
  return sequenceOf(value).flatMap((name) => [
    ...[FORM.mail, FORM.uri].filter((form) => isContext(name, form)).map((form) => ({ form, text: textOf(name) })),
    ...OTHER_FORMS.filter((form) => isContext(name, form)).map((form) => ({ form, text: '' })),
  ]);
}

/** An address stands for itself, a host for all addresses at it (section 4.2.1.10). */
function isMailOf(address: string, base: string): boolean {
  return base.includes('@') ? address === base : isHostOf(address.slice(address.lastIndexOf('@') + 1), base);
}

/** Unlike a DNS name, a host stands for itself only; `.contoso.com` for all below it. */
function isHostOf(host: string, base: string): boolean {
  return base.startsWith('.') ? host.endsWith(base) : host === base;
}

/** Empty where there is none: that is in no subtree. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

function isOutside<T>(permitted: readonly T[], excluded: readonly T[], matches: (base: T) => boolean): boolean {
  return excluded.some(matches) || (permitted.length > 0 && !permitted.some(matches));
}

/** `contoso.com` stands for itself and all below it; `.contoso.com`, as some authorities write, for all below it. */
function isBelow(name: string, base: string): boolean {
  if (base === '') return true;
  return name === base || name.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** Address and mask, both 4 or 16 octets. */
function isInRange(address: Uint8Array, base: Uint8Array): boolean {
  const size = base.length / 2;
  if (address.length !== size) return false;
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (base[size + index] ?? 0)) === 0);
}

interface Constraints {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  readonly critical: boolean;
}

function constraintsOf({ extensions }: Certificate): Constraints | undefined {
  const { nameConstraints } = EXTENSION;
  const critical = extensions.some((extension) => extension.oid === nameConstraints && extension.critical);
  const subtrees = valueOf(extensions, nameConstraints, readNameConstraints);
  return subtrees && { ...subtrees, critical };
}

/** @throws {Asn1Error} where malformed. */
export function readNameConstraints(value: Element): Omit<Constraints, 'critical'> {
  const fields = sequenceOf(value);
  const subtrees = (tag: number): Subtrees => readSubtrees(fields.find((field) => isContext(field, tag)));
  return { permitted: subtrees(0), excluded: subtrees(1) };
}

function readSubtrees(element: Element | undefined): Subtrees {
  const bases = element ? childrenOf(element).flatMap((subtree) => sequenceOf(subtree)[0] ?? []) : [];
  const texts = (form: number): readonly string[] =>
    bases.filter((base) => isContext(base, form)).map((base) => textOf(base).toLowerCase());
  return {
    dns: texts(FORM.dns),
    ip: bases.filter((base) => isContext(base, FORM.ip)).map((base) => segments(base)),
    directory: bases
      .filter((base) => isContext(base, FORM.directory))
      .map((base) => comparableName(readName(childrenOf(base)[0]))),
    mail: texts(FORM.mail),
    uri: texts(FORM.uri),
    others: OTHER_FORMS.filter((tag) => bases.some((base) => isContext(base, tag))),
  };
}

function textOf(name: Element): string {
  return Buffer.from(segments(name)).toString('latin1');
}
