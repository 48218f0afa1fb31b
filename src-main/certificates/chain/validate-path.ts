import type { Certificate } from '../model';
import { mayBeNamedIssuer } from '../x509/named-issuer';
import { comparableName, displayName } from '../x509/names';
import { allowsServer, keyUsagesOf, pathLengthOf, purposesText } from '../x509/usage';
import { unknownCriticalExtension } from './critical-extensions';
import { nameOutside } from './name-constraints';

/** What is against a path: each is the finding of the same code. */
export type Violation =
  | { readonly code: 'issuer-not-authority'; readonly facts: { readonly name: string } }
  | { readonly code: 'issuer-other-serial'; readonly facts: { readonly name: string; readonly issuer: string } }
  | { readonly code: 'path-too-long'; readonly facts: { readonly name: string; readonly limit: number } }
  | { readonly code: 'name-constraints'; readonly facts: { readonly name: string; readonly hostName: string } }
  | { readonly code: 'wrong-purpose'; readonly facts: { readonly name: string; readonly purposes: string } }
  | { readonly code: 'critical-extension-unknown'; readonly facts: { readonly name: string; readonly oid: string } };

/**
 * What RFC 5280 section 6.1 has against a path, leaf first, beside signatures and dates, which the builder and the checks look
 * at: basic constraints, path lengths, key usage, name constraints and critical extensions; and extended key usage of
 * intermediates, as OpenSSL and browsers do. Policies and revocation are not claimed.
 * The root is the trust anchor: it is not held against itself (section 6.1.1 (d)).
 * @param root The last of the path, or the one that follows it; undefined where none is known.
 */
export function violationsOf(path: readonly Certificate[], root: Certificate | undefined): readonly Violation[] {
  const below = path.filter((certificate) => certificate !== root);
  return [
    ...below.flatMap((certificate) => criticalExtension(certificate)),
    ...path.slice(1).flatMap((issuer, index) => otherSerial(issuer, path[index] as Certificate)),
    ...below.slice(1).flatMap((issuer, index) => against(issuer, path.slice(0, index + 1))),
    ...(root ? constraintsOf(root, below) : []),
  ];
}

/** A root that is in no file is not looked at: its certificate may be another on each client. */
function otherSerial(issuer: Certificate, certificate: Certificate): readonly Violation[] {
  if (mayBeNamedIssuer(issuer, certificate)) return [];
  const facts = { name: displayName(certificate.subject), issuer: displayName(issuer.subject) };
  return [{ code: 'issuer-other-serial', facts }];
}

function against(issuer: Certificate, below: readonly Certificate[]): readonly Violation[] {
  const name = displayName(issuer.subject);
  const usages = keyUsagesOf(issuer);
  const maySign = issuer.isCertificateAuthority && (usages === undefined || usages.includes('keyCertSign'));
  return [
    ...(maySign ? [] : [{ code: 'issuer-not-authority', facts: { name } } as const]),
    ...(allowsServer(issuer)
      ? []
      : [{ code: 'wrong-purpose', facts: { name, purposes: purposesText(issuer) } } as const]),
    ...constraintsOf(issuer, below),
  ];
}

/** Path length and name constraints: a root's count, too, as every client applies them. */
function constraintsOf(issuer: Certificate, below: readonly Certificate[]): readonly Violation[] {
  const name = displayName(issuer.subject);
  const limit = pathLengthOf(issuer);
  const authorities = below.slice(1).filter((certificate) => !isSelfIssued(certificate)).length;
  const tooLong = limit !== undefined && authorities > limit;
  const outside = below
    .filter((certificate, index) => index === 0 || !isSelfIssued(certificate))
    .map((certificate) => nameOutside(issuer, certificate))
    .find((found) => found !== undefined);
  return [
    ...(tooLong ? [{ code: 'path-too-long', facts: { name, limit } } as const] : []),
    ...(outside === undefined ? [] : [{ code: 'name-constraints', facts: { name, hostName: outside } } as const]),
  ];
}

/**
 * Made when an authority changes its key: it has one name twice, and its keys are two. Such certificates don't count for path
 * lengths and name constraints (sections 4.2.1.9 and 6.1.4 (b) and (l)).
 */
function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return comparableName(issuer) === comparableName(subject);
}

function criticalExtension(certificate: Certificate): readonly Violation[] {
  const unknown = unknownCriticalExtension(certificate);
  return unknown
    ? [{ code: 'critical-extension-unknown', facts: { oid: unknown.oid, name: displayName(certificate.subject) } }]
    : [];
}
