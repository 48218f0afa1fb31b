import type { Certificate, Extension } from '../model';
import { bitsOf } from '../asn1/values';
import { EXTENSION, valueOf } from '../x509/extensions';
import { isKeyWeak } from '../x509/key-strength';
import { allowsServer, keyUsagesOf } from '../x509/usage';
import { isSignatureWeak } from '../x509/weak-signature';
import { unknownCriticalExtension } from './critical-extensions';
import { isReadable } from './readable-extensions';

/** An extension that is there more than once (RFC 5280 section 4.2: none may). */
export function repeatedExtension({ extensions }: Certificate): Extension | undefined {
  const seen = new Set<string>();
  return extensions.find(({ oid }) => seen.size === seen.add(oid).size);
}

/** An extension that limits a certificate and can't be read; what is critical is told as that. */
export function unreadableExtension({ extensions }: Certificate): Extension | undefined {
  return extensions.find((extension) => !extension.critical && !isReadable(extension));
}

/**
 * Whether a private root may sign at all. Roots are older than basic constraints: of one that has none, version 1 is enough, or
 * the key usage, or Netscape's type of certificate (OpenSSL's check_ca).
 */
export function mayBeRoot(root: Certificate): boolean {
  const usages = keyUsagesOf(root);
  if (usages && !usages.includes('keyCertSign')) return false;
  const isSilent = !root.extensions.some(({ oid }) => oid === EXTENSION.basicConstraints);
  return (
    root.isCertificateAuthority ||
    (isSilent && (root.version === 1 || usages !== undefined || isNetscapeAuthority(root)))
  );
}

/** The type “SSL CA” of Netscape Certificate Type. */
const NETSCAPE_TYPE = '2.16.840.1.113730.1.1';
const SSL_CA = 0x04;

function isNetscapeAuthority({ extensions }: Certificate): boolean {
  const types = valueOf(extensions, NETSCAPE_TYPE, (value) => bitsOf(value).octets);
  return ((types?.[0] ?? 0) & SSL_CA) !== 0;
}

/** Whether clients refuse a certificate above the leaf for what it says of itself, whatever path it stands in. */
export function isRefused(certificate: Certificate, isRoot: boolean): boolean {
  const known = isRoot ? refusedRoots : refused;
  const remembered = known.get(certificate);
  if (remembered !== undefined) return remembered;
  const found =
    isKeyWeak(certificate) ||
    repeatedExtension(certificate) !== undefined ||
    unreadableExtension(certificate) !== undefined ||
    (isRoot ? isRefusedAsRoot(certificate) : isSignatureWeak(certificate));
  known.set(certificate, found);
  return found;
}

/** One authority stands above a thousand leaves. */
const [refused, refusedRoots] = [new WeakMap<Certificate, boolean>(), new WeakMap<Certificate, boolean>()];

function isRefusedAsRoot(root: Certificate): boolean {
  return !mayBeRoot(root) || !allowsServer(root) || unknownCriticalExtension(root) !== undefined;
}
