import { Asn1Error, type Element, isContext, isUniversal, readElement, TAG, childrenOf } from '../asn1/ber';
import { SIGNATURE_ALGORITHMS } from '../asn1/oids';
import { bitsOf, integerBytesOf, oidOf, sequenceOf, smallIntegerOf, timeOf } from '../asn1/values';
import type { Certificate } from '../model';
import { alternativeNames, authorityKeyId, isAuthority, readExtensions, subjectKeyId } from './extensions';
import { comparableName, type DistinguishedName, readName } from './names';
import { describePublicKey, sha256 } from './public-key';

/**
 * Reads one X.509 certificate (RFC 5280 section 4.1) at the start of `bytes`; what follows it is ignored,
 * as the trust settings after OpenSSL's TRUSTED CERTIFICATE have to be.
 * Malformed extensions don't matter here; malformed names, keys and dates do.
 * @throws {Asn1Error} where it isn't a certificate.
 */
export function readCertificate(bytes: Uint8Array): Certificate {
  const element = readElement(bytes);
  const [tbsElement, signatureAlgorithm, signature] = sequenceOf(element);
  bitsOf(signature);
  const tbs = readTbs(tbsElement);
  const sha = sha256(element.bytes);
  const keyIds = { subjectKeyId: subjectKeyId(tbs.extensions), authorityKeyId: authorityKeyId(tbs.extensions) };
  return {
    der: element.bytes,
    sha256: sha,
    ...tbs,
    ...alternativeNames(tbs.extensions),
    isCertificateAuthority: isAuthority(tbs.extensions),
    selfIssued: isSelfIssued(tbs, keyIds),
    signatureAlgorithm: algorithmName(signatureAlgorithm),
    ...definedOnly(keyIds),
  };
}

/** What a signature is checked by. */
interface SignedParts {
  readonly tbs: Uint8Array;
  /** As it stands beside the signature, and as it stands in what was signed: they have to be the same (section 4.1.1.2). */
  readonly algorithm: Element;
  readonly signedAlgorithm: Element | undefined;
  readonly signature: Uint8Array;
}

/** The part of a certificate that its issuer signed, and the signature. @throws {Asn1Error} where it isn't a certificate. */
export function signedParts(certificateDer: Uint8Array): SignedParts {
  const [tbs, algorithm, signature] = sequenceOf(readElement(certificateDer));
  if (!tbs || !algorithm) throw new Asn1Error('certificate expected');
  const [, signedAlgorithm] = sequenceOf(tbs).filter((field) => !isContext(field, 0));
  return { tbs: tbs.bytes, algorithm, signedAlgorithm, signature: bitsOf(signature).octets };
}

function readTbs(element: Element | undefined) {
  const fields = [...sequenceOf(element)];
  const version = isContext(fields[0], 0) ? smallIntegerOf(childrenOf(fields.shift() as Element)[0]) + 1 : 1;
  const [serialNumber, , issuer, validity, subject, spki, ...rest] = fields;
  const [notBefore, notAfter] = sequenceOf(validity);
  const extensions = rest.find((field) => isContext(field, 3));
  if (!isUniversal(spki, TAG.SEQUENCE)) throw new Asn1Error('public key expected');
  return {
    version,
    serialNumber: serialText(integerBytesOf(serialNumber)),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: instantText(timeOf(notBefore)),
    notAfter: instantText(timeOf(notAfter)),
    publicKey: describePublicKey(spki),
    spki: spki.bytes,
    extensions: extensions ? readExtensions(childrenOf(extensions)[0] as Element) : [],
  };
}

function isSelfIssued(
  names: { issuer: DistinguishedName; subject: DistinguishedName },
  keyIds: { subjectKeyId: string | undefined; authorityKeyId: string | undefined },
): boolean {
  if (comparableName(names.issuer) !== comparableName(names.subject)) return false;
  return !keyIds.subjectKeyId || !keyIds.authorityKeyId || keyIds.subjectKeyId === keyIds.authorityKeyId;
}

function algorithmName(element: Element | undefined): string {
  const oid = oidOf(sequenceOf(element)[0]);
  return SIGNATURE_ALGORITHMS.get(oid) ?? oid;
}

/** A serial number as the contract has it: lower-case hexadecimal, without the octet that only says that it is positive. */
export function serialText(octets: Uint8Array): string {
  const shortest = octets.length > 1 && octets[0] === 0 ? octets.subarray(1) : octets;
  return Buffer.from(shortest).toString('hex');
}

function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/u, 'Z');
}

function definedOnly(keyIds: { subjectKeyId: string | undefined; authorityKeyId: string | undefined }) {
  return {
    ...(keyIds.subjectKeyId && { subjectKeyId: keyIds.subjectKeyId }),
    ...(keyIds.authorityKeyId && { authorityKeyId: keyIds.authorityKeyId }),
  };
}
