import { Asn1Error, type Element, isUniversal, TAG, readElement } from '../asn1/ber';
import { KEY_ALGORITHMS } from '../asn1/oids';
import { octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';

/** The parts of an unencrypted PKCS#8 key. Views into the caller's bytes. */
export interface PrivateKeyInfo {
  /** The AlgorithmIdentifier. */
  readonly algorithm: Element;
  readonly oid: string;
  /** The contract's name of the algorithm, else the dotted identifier. */
  readonly name: string;
  readonly parameters: Element | undefined;
  readonly key: Uint8Array;
}

/** Takes a PrivateKeyInfo or OneAsymmetricKey apart (RFC 5208, RFC 5958). @throws {Asn1Error} where it isn't one. */
export function readPrivateKeyInfo(pkcs8: Uint8Array): PrivateKeyInfo {
  const [version, algorithm, key] = sequenceOf(readElement(pkcs8));
  smallIntegerOf(version);
  const [oidElement, parameters] = sequenceOf(algorithm);
  if (!isUniversal(algorithm, TAG.SEQUENCE)) throw new Asn1Error('algorithm expected');
  const oid = oidOf(oidElement);
  return {
    algorithm,
    oid,
    name: KEY_ALGORITHMS.get(oid) ?? oid,
    parameters,
    key: octetsOf(key),
  };
}
