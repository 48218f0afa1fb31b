import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { derBitString, derRsaAlgorithm, derSequence } from '../asn1/der-writer';
import { bitStringOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';
import type { Certificate } from '../model';
import { signedParts } from './certificate';

/** `unknown` where the runtime can't load the issuer's key or doesn't know the algorithm: BoringSSL knows fewer than OpenSSL. */
export type Verification = 'valid' | 'invalid' | 'unknown';

/**
 * Whether `issuer`'s key made the signature on `certificate` (RFC 5280 section 6.1.3 (a)(1)). Names and dates aren't looked at.
 * As for OpenSSL, a certificate that was signed as another algorithm than it says is not right, nor is one with NULL for
 * parameters in one place and none in the other (section 4.1.1.2).
 */
export function verifySignature(certificate: Certificate, issuer: Certificate): Verification {
  try {
    const { tbs, algorithm, signedAlgorithm, signature } = signedParts(certificate.der);
    if (!signedAlgorithm || Buffer.compare(algorithm.bytes, signedAlgorithm.bytes) !== 0) return 'invalid';
    const scheme = schemeOf(algorithm);
    if (!scheme) return 'unknown';
    const key = { key: loadKey(issuer), ...scheme.options };
    return verify(scheme.hash, tbs, key, signature) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

/** The hash that was signed, such as `sha256`; undefined where it isn't known, damaged, or the algorithm has none of its own. */
export function signatureHash({ der }: Certificate): string | undefined {
  try {
    return schemeOf(signedParts(der).algorithm)?.hash ?? undefined;
  } catch {
    return undefined;
  }
}

interface Scheme {
  readonly hash: string | null;
  readonly options: { readonly padding?: number; readonly saltLength?: number };
}

const PLAIN_SCHEMES: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.3.14.3.2.29': 'sha1',
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.10040.4.3': 'sha1',
  '2.16.840.1.101.3.4.3.2': 'sha256',
  '1.3.101.112': null,
  '1.3.101.113': null,
};

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
};

const RSASSA_PSS = '1.2.840.113549.1.1.10';

function schemeOf(algorithm: Element): Scheme | undefined {
  const [oidElement, parameters] = sequenceOf(algorithm);
  const oid = oidOf(oidElement);
  if (oid === RSASSA_PSS) return pssScheme(parameters);
  const hash = PLAIN_SCHEMES[oid];
  return hash === undefined ? undefined : { hash, options: {} };
}

/** RSASSA-PSS-params (RFC 4055 section 3.1); what is left out is SHA-1 and 20 octets of salt. */
function pssScheme(parameters: Element | undefined): Scheme {
  const fields = isUniversal(parameters, TAG.SEQUENCE) ? childrenOf(parameters) : [];
  const field = (tag: number) =>
    fields.filter((candidate) => isContext(candidate, tag)).flatMap((found) => childrenOf(found))[0];
  const hashAlgorithm = field(0);
  const salt = field(2);
  return {
    hash: hashAlgorithm ? (HASHES[oidOf(sequenceOf(hashAlgorithm)[0])] ?? 'unknown') : 'sha1',
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt ? smallIntegerOf(salt) : 20 },
  };
}

function loadKey(issuer: Certificate): KeyObject {
  // BoringSSL doesn't load keys that say RSA-PSS; the numbers in them are those of any RSA key.
  const spki = issuer.publicKey.algorithm === 'RSA-PSS' ? asPlainRsa(issuer.spki) : issuer.spki;
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

function asPlainRsa(spki: Uint8Array): Uint8Array {
  const [, key] = sequenceOf(readElement(spki));
  return derSequence(derRsaAlgorithm(), derBitString(bitStringOf(key)));
}
