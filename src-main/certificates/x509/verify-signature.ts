import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { derBitString, derRsaAlgorithm, derSequence } from '../asn1/der-writer';
import { KEY_ALGORITHMS } from '../asn1/oids';
import { bitStringOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';
import type { Certificate } from '../model';
import { signedParts } from './certificate';

/**
 * `unknown` where the runtime can't load the issuer's key or doesn't know the algorithm, and others do: BoringSSL knows fewer than
 * OpenSSL, and neither knows all that are in use. What nobody can verify is `invalid`.
 */
export type Verification = 'valid' | 'invalid' | 'unknown';

/**
 * Whether `issuer`'s key made the signature on `certificate` (RFC 5280 section 6.1.3 (a)(1)). Names and dates aren't looked at.
 * As for OpenSSL, a certificate that was signed as another algorithm than it says is not right, nor is one with NULL for
 * parameters in one place and none in the other (section 4.1.1.2).
 */
export function verifySignature(certificate: Certificate, issuer: Certificate): Verification {
  try {
    const parts = signedParts(certificate.der);
    const scheme = schemeIn(parts);
    if (!scheme?.keys.includes(issuer.publicKey.algorithm)) return 'invalid';
    if (scheme.hash === undefined) return 'unknown';
    const key = loadKey(issuer);
    // BoringSSL loads no RSA key with an unusual exponent, and OpenSSL does.
    if (!key) return isUsual(issuer) && !isRsa(issuer) ? 'invalid' : 'unknown';
    return verify(scheme.hash, parts.tbs, { key, ...scheme.options }, parts.signature) ? 'valid' : 'invalid';
  } catch {
    return isUsual(issuer) ? 'invalid' : 'unknown';
  }
}

/** False where no client verifies the signature, whoever made it: it says two algorithms, or one that nobody knows. */
export function isVerifiable({ der }: Certificate): boolean {
  try {
    return schemeIn(signedParts(der)) !== undefined;
  } catch {
    return false;
  }
}

function schemeIn({ algorithm, signedAlgorithm }: ReturnType<typeof signedParts>): Scheme | undefined {
  const isOne = signedAlgorithm !== undefined && Buffer.compare(algorithm.bytes, signedAlgorithm.bytes) === 0;
  return isOne ? schemeOf(algorithm) : undefined;
}

/** The hash that was signed, such as `sha256`; undefined where it isn't known, damaged, or the algorithm has none of its own. */
export function signatureHash(certificate: Certificate): string | undefined {
  return readScheme(certificate)?.hash ?? undefined;
}

/** Whether there are clients that can verify a signature of such an algorithm, be it with the runtime or not. */
export function isSignatureKnown(certificate: Certificate): boolean {
  return readScheme(certificate) !== undefined;
}

function readScheme({ der }: Certificate): Scheme | undefined {
  try {
    return schemeOf(signedParts(der).algorithm);
  } catch {
    return undefined;
  }
}

interface Scheme {
  /** The keys that make such signatures, by the names of the contract. */
  readonly keys: readonly string[];
  /** null where the algorithm has none of its own; undefined where the runtime is not asked to verify it. */
  readonly hash: string | null | undefined;
  readonly options: { readonly padding?: number; readonly saltLength?: number };
}

const schemesOf = (
  key: string,
  hashes: Readonly<Record<string, string | null | undefined>>,
): readonly (readonly [string, Scheme])[] =>
  Object.entries(hashes).map(([oid, hash]) => [oid, { keys: [key], hash, options: {} }]);

const PLAIN_SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ...schemesOf('RSA', {
    // MD2, MD4 and RIPEMD-160.
    '1.2.840.113549.1.1.2': undefined,
    '1.2.840.113549.1.1.3': undefined,
    '1.3.36.3.3.1.2': undefined,
    '1.2.840.113549.1.1.4': 'md5',
    '1.2.840.113549.1.1.5': 'sha1',
    '1.3.14.3.2.29': 'sha1',
    '1.2.840.113549.1.1.14': 'sha224',
    '1.2.840.113549.1.1.11': 'sha256',
    '1.2.840.113549.1.1.12': 'sha384',
    '1.2.840.113549.1.1.13': 'sha512',
    // SHA-512 cut short, and SHA-3.
    '1.2.840.113549.1.1.15': undefined,
    '1.2.840.113549.1.1.16': undefined,
    '2.16.840.1.101.3.4.3.13': undefined,
    '2.16.840.1.101.3.4.3.14': undefined,
    '2.16.840.1.101.3.4.3.15': undefined,
    '2.16.840.1.101.3.4.3.16': undefined,
  }),
  ...schemesOf('EC', {
    '1.2.840.10045.4.1': 'sha1',
    '1.2.840.10045.4.3.1': 'sha224',
    '1.2.840.10045.4.3.2': 'sha256',
    '1.2.840.10045.4.3.3': 'sha384',
    '1.2.840.10045.4.3.4': 'sha512',
    // SHA-3, and SM2 with SM3.
    '2.16.840.1.101.3.4.3.9': undefined,
    '2.16.840.1.101.3.4.3.10': undefined,
    '2.16.840.1.101.3.4.3.11': undefined,
    '2.16.840.1.101.3.4.3.12': undefined,
    '1.2.156.10197.1.501': undefined,
  }),
  ...schemesOf('DSA', {
    '1.2.840.10040.4.3': 'sha1',
    '2.16.840.1.101.3.4.3.1': 'sha224',
    '2.16.840.1.101.3.4.3.2': 'sha256',
  }),
  ...schemesOf('Ed25519', { '1.3.101.112': null }),
  ...schemesOf('Ed448', { '1.3.101.113': null }),
]);

const SHA1 = '1.3.14.3.2.26';

/** Undefined where the runtime is not asked. */
const HASHES: Readonly<Record<string, string | undefined>> = {
  [SHA1]: 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  // SHA-512 cut short, and SHA-3.
  '2.16.840.1.101.3.4.2.5': undefined,
  '2.16.840.1.101.3.4.2.6': undefined,
  '2.16.840.1.101.3.4.2.7': undefined,
  '2.16.840.1.101.3.4.2.8': undefined,
  '2.16.840.1.101.3.4.2.9': undefined,
  '2.16.840.1.101.3.4.2.10': undefined,
};

const RSASSA_PSS = '1.2.840.113549.1.1.10';

function schemeOf(algorithm: Element): Scheme | undefined {
  const [oidElement, parameters] = sequenceOf(algorithm);
  const oid = oidOf(oidElement);
  return oid === RSASSA_PSS ? pssScheme(parameters) : (PLAIN_SCHEMES.get(oid) ?? postQuantumScheme(oid));
}

/** ML-DSA (RFC 9881) and SLH-DSA (RFC 9909) call the signature like the key. */
function postQuantumScheme(oid: string): Scheme | undefined {
  const name = KEY_ALGORITHMS.get(oid) ?? '';
  return /^(?:ML|SLH)-DSA-/u.test(name) ? { keys: [name], hash: undefined, options: {} } : undefined;
}

/** RSASSA-PSS-params (RFC 4055 section 3.1); what is left out is SHA-1 and 20 octets of salt. */
function pssScheme(parameters: Element | undefined): Scheme | undefined {
  const fields = isUniversal(parameters, TAG.SEQUENCE) ? childrenOf(parameters) : [];
  const field = (tag: number) =>
    fields.filter((candidate) => isContext(candidate, tag)).flatMap((found) => childrenOf(found))[0];
  const hashAlgorithm = field(0);
  const salt = field(2);
  const oid = hashAlgorithm ? oidOf(sequenceOf(hashAlgorithm)[0]) : SHA1;
  const saltLength = salt ? smallIntegerOf(salt) : 20;
  if (!Object.hasOwn(HASHES, oid)) return undefined;
  const hash = HASHES[oid];
  return { keys: ['RSA', 'RSA-PSS'], hash, options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } };
}

/** What is of a kind that every runtime knows and is not verified, no client verifies. */
function isUsual(issuer: Certificate): boolean {
  const { algorithm, curve = '' } = issuer.publicKey;
  return isRsa(issuer) || algorithm === 'Ed25519' || ['P-256', 'P-384', 'P-521'].includes(curve);
}

function isRsa({ publicKey: { algorithm } }: Certificate): boolean {
  return algorithm === 'RSA' || algorithm === 'RSA-PSS';
}

/** Undefined where the runtime doesn't load it. */
function loadKey(issuer: Certificate): KeyObject | undefined {
  try {
    // BoringSSL doesn't load keys that say RSA-PSS, or RSA without NULL; the numbers in them are those of any RSA key.
    const spki = isRsa(issuer) ? asPlainRsa(issuer.spki) : issuer.spki;
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function asPlainRsa(spki: Uint8Array): Uint8Array {
  const [, key] = sequenceOf(readElement(spki));
  return derSequence(derRsaAlgorithm(), derBitString(bitStringOf(key)));
}
