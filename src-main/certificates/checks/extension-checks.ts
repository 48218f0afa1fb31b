import type { Finding, FindingCode } from '../../../shared/certificates/finding';
import { EXTENSION_NAMES } from '../asn1/oids';
import { unknownCriticalExtension } from '../chain/critical-extensions';
import { repeatedExtension, unreadableExtension } from '../chain/own-defects';
import type { Certificate, Extension } from '../model';
import { displayName } from '../x509/names';
import type { Checked } from './checked';
import { judged, privateRoot } from './judged';

/**
 * What is against the extensions as such: each may be there once (RFC 5280 section 4.2), and what limits a certificate has to be
 * readable. Clients refuse all others; to take one of two or none would be to guess.
 */
export function checkExtensions(checked: Checked): readonly Finding[] {
  return [
    ...judged(checked).flatMap((certificate) => [
      ...said('extension-repeated', certificate, repeatedExtension(certificate)),
      ...said('extension-unreadable', certificate, unreadableExtension(certificate)),
    ]),
    ...unknownInAnchor(checked),
  ];
}

function said(code: FindingCode, { subject }: Certificate, extension: Extension | undefined): readonly Finding[] {
  if (!extension) return [];
  const { oid } = extension;
  const facts = { oid, extension: EXTENSION_NAMES.get(oid) ?? oid, name: displayName(subject) };
  return [{ code, level: 'blocks', facts }];
}

/** What vouches for itself is no part of the path that is validated (section 6.1); clients look at its critical extensions all the same. */
function unknownInAnchor(checked: Checked): readonly Finding[] {
  const anchor = checked.leafIsSelfSigned ? checked.leaf : privateRoot(checked);
  const unknown = anchor && unknownCriticalExtension(anchor);
  if (!unknown) return [];
  const facts = { oid: unknown.oid, name: displayName(anchor.subject) };
  return [{ code: 'critical-extension-unknown', level: 'blocks', facts }];
}
