import type { Certificate } from '../model';
import { signatureHash } from './verify-signature';

/** OpenSSL's security level 2 refuses SHA-1, MD5 and older hashes in what a server sends. */
export function isSignatureWeak(certificate: Certificate): boolean {
  return WEAK.test(certificate.signatureAlgorithm) || WEAK_HASHES.has(signatureHash(certificate) ?? '');
}

/** RSASSA-PSS says its hash in its parameters. */
const WEAK_HASHES: ReadonlySet<string> = new Set(['md5', 'sha1']);
const WEAK = /^(?:md[245]|sha1|ripemd160)With|-SHA1$|WithSHA1$/iu;
