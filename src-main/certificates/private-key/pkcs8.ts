import type { PublicKey } from '../../../shared/certificates/contract';
import { Asn1Error, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { KEY_ALGORITHMS } from '../asn1/oids';
import { octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';
import { describePublicKey } from '../x509/public-key';
import { publicKeyOf } from './public-half';

/** The parts of an unencrypted PKCS#8 key. Views into the caller's bytes. */
export interface PrivateKeyInfo {
  /** The AlgorithmIdentifier. */
  readonly algorithm: Element;
  readonly oid: string;
  /** The contract's name of the algorithm, else the dotted identifier. */
  readonly name: string;
  readonly parameters: Element | undefined;
  readonly key: Uint8Array;
  /** The public key of RFC 5958's second version, where the file has it. */
  readonly publicKey: Uint8Array | undefined;
}

/** Takes a PrivateKeyInfo or OneAsymmetricKey apart (RFC 5208, RFC 5958). @throws {Asn1Error} where it isn't one. */
export function readPrivateKeyInfo(pkcs8: Uint8Array): PrivateKeyInfo {
  const [version, algorithm, key, ...rest] = sequenceOf(readElement(pkcs8));
  smallIntegerOf(version);
  const [oidElement, parameters] = sequenceOf(algorithm);
  if (!isUniversal(algorithm, TAG.SEQUENCE)) throw new Asn1Error('algorithm expected');
  const oid = oidOf(oidElement);
  const publicKey = rest.find((field) => isContext(field, 1));
  return {
    algorithm,
    oid,
    name: KEY_ALGORITHMS.get(oid) ?? oid,
    parameters,
    key: octetsOf(key),
    // A BIT STRING, implicitly tagged: its first octet counts unused bits.
    publicKey: publicKey?.content.subarray(1),
  };
}

/**
 * Describes the public half of an unencrypted PKCS#8 key without asking the runtime to load it,
 * because BoringSSL loads neither RSA-PSS nor secp256k1, brainpool, Ed448 or post-quantum keys.
 * @throws {Asn1Error} where it is malformed. @throws {AppError} `certificate.unsupported-key` for an algorithm not known here.
 */
export async function describePrivateKey(pkcs8: Uint8Array): Promise<PublicKey> {
  const spki = await publicKeyOf(readPrivateKeyInfo(pkcs8));
  return describePublicKey(readElement(spki));
}
